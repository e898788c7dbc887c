import { clientContent } from './content-audience.ts';
import type { PlanContent } from './content.ts';
import type { ExportedCommitment, ExportedStep, PlanExport } from './plan-export.ts';

/**
 * All that the client's copy of a plan says. It is an allow-list: a field that is not named here reaches no client.
 *
 * - Who and when: account, year, its days, our manager, the number of the revision. The hash is not given, because it would confirm
 *   guesses about what is internal.
 * - Trends: the client's own orders with us. Of money, nothing else: costs, benefits, budget, potentials and money targets are ours.
 * - Objectives that serve a goal of the client's own, with that goal; others are ours alone.
 * - Targets without money and without early indicators, which tell what we watch.
 * - Steps that are approved, with title, owner, due date and how far they are in three words. A step still to be approved, refused or
 *   dropped was never promised. Descriptions are written for approvers; approvers, reasons, dependencies and notes are ours.
 * - Commitments of both sides whose owner was told or asked, unless withdrawn.
 * - Our team with its functions and roles.
 */
export interface ClientPlan {
  readonly accountName: string;
  readonly year: number;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly managerName: string;
  readonly currency: string;
  readonly revision: number;
  readonly trends: PlanContent['trends'];
  readonly objectives: readonly ClientObjective[];
  readonly targets: readonly ClientTarget[];
  readonly steps: readonly ClientStep[];
  readonly commitments: readonly ClientCommitment[];
  readonly team: readonly ClientMember[];
}

interface ClientObjective {
  readonly title: string;
  readonly customerGoal: string;
  readonly measure: string;
  readonly target: string;
  readonly ownerName: string;
}

type ClientTarget = Pick<PlanContent['kpis'][number], 'name' | 'unit' | 'baseline' | 'target'>;

interface ClientStep {
  readonly title: string;
  readonly ownerName: string;
  readonly dueOn: string;
  readonly state: 'planned' | 'underWay' | 'done';
}

type ClientCommitment = Omit<ExportedCommitment, 'told'>;

interface ClientMember {
  readonly name: string;
  readonly function: string;
  readonly roleInPlan: string;
  readonly timeZone: string;
}

const states: Partial<Record<ExportedStep['status'], ClientStep['state']>> = {
  approved: 'planned',
  inProgress: 'underWay',
  overdue: 'underWay',
  done: 'done',
};

function clientStep({ title, ownerName, dueOn, status }: ExportedStep): readonly ClientStep[] {
  const state = states[status];
  return state === undefined ? [] : [{ title, ownerName, dueOn, state }];
}

function clientCommitment(commitment: ExportedCommitment): readonly ClientCommitment[] {
  const { side, text, ownerName, dueOn, status, told } = commitment;
  if (status === 'withdrawn' || (status === 'open' && !told)) return [];
  return [{ side, text, ownerName, dueOn, status }];
}

function byDate(one: { readonly dueOn: string }, other: { readonly dueOn: string }): number {
  return one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0;
}

/** A plan as its client may read it; see {@link ClientPlan} for what that is and why. */
export function clientPlan(plan: PlanExport): ClientPlan {
  const { trends = [], objectives = [], kpis = [], team = [] } = clientContent(plan.content);
  const nameOf = (id: string): string => plan.people[id] ?? '';
  return {
    accountName: plan.accountName,
    year: plan.year,
    startsOn: plan.startsOn,
    endsOn: plan.endsOn,
    managerName: plan.managerName,
    currency: plan.currency,
    revision: plan.revision,
    trends: trends.map(({ startsOn, revenue, orders, cancellationRate }) => ({
      startsOn,
      revenue,
      orders,
      cancellationRate,
    })),
    objectives: objectives
      .filter(({ customerGoal }) => customerGoal !== '')
      .map(({ title, customerGoal, measure, target, ownerId }) => ({
        title,
        customerGoal,
        measure,
        target,
        ownerName: nameOf(ownerId),
      })),
    targets: kpis
      .filter(({ unit }) => unit !== 'money')
      .map(({ name, unit, baseline, target }) => ({ name, unit, baseline, target })),
    steps: plan.steps.flatMap(clientStep).toSorted(byDate),
    commitments: plan.commitments.flatMap(clientCommitment).toSorted(byDate),
    team: team.map(({ personId, function: role, roleInPlan, timeZone }) => ({
      name: nameOf(personId),
      function: role,
      roleInPlan,
      timeZone,
    })),
  };
}
