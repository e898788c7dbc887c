import { approvalsNeeded } from '../approvals/policy.ts';
import type { Fault } from '../errors.ts';
import type { Plan } from './plan.ts';
import type { PlanStep } from './step.ts';

/** A plan as it is handed in; the steps with an id in `decidedAlone` need nobody's approval. */
type SubmittedPlan = Plan & { readonly decidedAlone?: readonly string[] };

function approvalFaults(step: PlanStep, plan: SubmittedPlan): readonly Fault[] {
  if (plan.decidedAlone?.includes(step.id)) return [];
  const faults: Fault[] = [];
  const fault = (field: string, message: string): number =>
    faults.push({ path: `/steps/${step.position}/${field}`, message });
  if (step.approverIds.length === 0) fault('approverIds', `"${step.title}" names nobody who approves it.`);
  if (step.approverIds.includes(plan.managerId))
    fault('approverIds', `"${step.title}": the manager who submits it cannot approve it.`);
  if (step.approverIds.includes(step.ownerId))
    fault('approverIds', `"${step.title}": its owner cannot approve it.`);
  if (
    step.policy.kind === 'quorum' &&
    (step.policy.quorum ?? 0) !== approvalsNeeded(step.policy, step.approverIds.length)
  )
    fault('policy/quorum', `"${step.title}" needs more approvals than it has approvers.`);
  return faults;
}

function dateFaults(step: PlanStep, { plan, asOf }: { plan: Plan; asOf: string }): readonly Fault[] {
  const faults: Fault[] = [];
  const fault = (field: string, message: string): number =>
    faults.push({ path: `/steps/${step.position}/${field}`, message });
  if (step.dueOn < plan.startsOn || step.dueOn > plan.endsOn)
    fault('dueOn', `"${step.title}" is due outside the plan's year (${plan.startsOn} to ${plan.endsOn}).`);
  else if (step.dueOn < asOf) fault('dueOn', `"${step.title}" is due on ${step.dueOn}, which has passed.`);
  return faults;
}

/** What keeps a plan from being submitted on a day, each fault with the step and field to mend; empty when it may go. */
export function submissionFaults(plan: SubmittedPlan, asOf: string): readonly Fault[] {
  const open = plan.steps.filter((step) => ['draft', 'changesRequested', 'expired'].includes(step.status));
  if (open.length === 0)
    return [
      { path: '/steps', message: 'There is no step to ask approval for: add one or change a rejected one.' },
    ];
  return open.flatMap((step) => [...approvalFaults(step, plan), ...dateFaults(step, { plan, asOf })]);
}
