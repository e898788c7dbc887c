import type { Db } from '../db/client.ts';
import {
  managersPlans,
  openQuestions,
  type ManagersPlan,
  type OpenQuestion,
} from '../db/read-models/script-reading.ts';
import { decide } from '../db/stores/decisions.ts';
import { getPlan } from '../db/stores/plan-rows.ts';
import { markStepDone, submitPlan, type PlanEdit } from '../db/stores/plans.ts';
import type { Choice } from '../domain/approvals/policy.ts';
import { addBusinessHours, openingOn } from '../domain/calendar/business-time.ts';
import type { Ring } from '../temporal/ring.ts';
import type { PlannedAct, ScriptedPerson } from './conductor.ts';

/** What scripted people work with: the records and the doorbell. */
export interface ScriptTools {
  readonly db: Db;
  readonly ring: Ring;
}

/** How an approver behaves: answers so many business hours after being asked. */
export interface ApproverScript {
  readonly personId: string;
  readonly afterHours: number;
  readonly choice: Choice;
  readonly comment?: string;
}

/** How a manager behaves: submits a draft after so many business hours, finishes steps so many days before they are due, but for some titles. */
export interface ManagerScript {
  readonly personId: string;
  readonly submitAfterHours: number;
  readonly doneDaysBefore: number;
  readonly leavesUndone: readonly string[];
}

function earliest(acts: readonly PlannedAct[]): PlannedAct | undefined {
  return [...acts].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))[0];
}

/** An approver who answers every question in the scripted time. */
export function scriptedApprover(tools: ScriptTools, script: ApproverScript): ScriptedPerson {
  const answer = async (question: OpenQuestion, at: string): Promise<void> => {
    const { workflowId } = await decide(tools.db, {
      linkId: question.linkId,
      requestId: question.requestId,
      contentHash: question.contentHash,
      choice: script.choice,
      comment: script.comment ?? '',
      at: new Date(at),
      // They read no mail, and a code proves nothing in a rehearsal.
      verified: 'code',
    });
    await tools.ring(workflowId);
  };
  return async () => {
    const questions = await openQuestions(tools.db, script.personId);
    return earliest(
      questions.map((question) => {
        const at = addBusinessHours(question.workplace, {
          from: question.askedAt,
          hours: script.afterHours,
        }).toISOString();
        return { at, who: script.personId, act: () => answer(question, at) };
      }),
    );
  };
}

type Report = (plan: ManagersPlan, at: string) => Promise<void>;

interface Reports {
  readonly submit: Report;
  readonly finish: (stepId: string) => Report;
}

function reportsOf({ db, ring }: ScriptTools, personId: string): Reports {
  const edit = async (plan: ManagersPlan, at: string): Promise<PlanEdit & { workflowId: string }> => {
    const { version, workflowId } = await getPlan(db, { id: plan.id });
    return { planId: plan.id, version, by: { kind: 'person', id: personId }, at: new Date(at), workflowId };
  };
  return {
    async submit(plan, at) {
      const made = await edit(plan, at);
      await submitPlan(db, made);
      await ring(made.workflowId);
    },
    finish: (stepId) => async (plan, at) => {
      const made = await edit(plan, at);
      await markStepDone(db, { ...made, stepId, evidence: 'done as planned' });
      await ring(made.workflowId);
    },
  };
}

/** A manager who submits drafts and reports steps done in the scripted time. */
export function scriptedManager(tools: ScriptTools, script: ManagerScript): ScriptedPerson {
  const { submit, finish } = reportsOf(tools, script.personId);
  return async (asOf) => {
    const acts: PlannedAct[] = [];
    const intend = (plan: ManagersPlan, { date, report }: { date: Date; report: Report }): void => {
      const at = date.toISOString() > asOf ? date.toISOString() : asOf;
      acts.push({ at, who: script.personId, act: () => report(plan, at) });
    };
    for (const plan of await managersPlans(tools.db, script.personId)) {
      const { draftSince: from, workplace } = plan;
      if (from)
        intend(plan, {
          date: addBusinessHours(workplace, { from, hours: script.submitAfterHours }),
          report: submit,
        });
      for (const { id, dueOn } of plan.stepsInProgress.filter(
        ({ title }) => !script.leavesUndone.includes(title),
      ))
        intend(plan, {
          date: openingOn(workplace, { date: dueOn, shiftDays: -script.doneDaysBefore }),
          report: finish(id),
        });
    }
    return earliest(acts);
  };
}
