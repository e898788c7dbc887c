import { planner } from '../db/read-models/account-planner.ts';
import { nextImprovementDue, openImprovements, type Improvement } from '../db/read-models/improvements.ts';
import { alarmLines } from '../db/read-models/alarms.ts';
import type { Db } from '../db/client.ts';
import { planDraft } from '../db/read-models/plan-draft.ts';
import { planningAccount, type PlanningAccount } from '../db/read-models/planning-context.ts';
import { lastPlan, reviewEnded, unstartedYears } from '../db/read-models/review-state.ts';
import { nextSurveyDue } from '../db/read-models/survey-dues.ts';
import { insertPlan } from '../db/stores/plan-lifecycle.ts';
import {
  lockProcess,
  noteStarted,
  openProcess,
  recordFact,
  unconsumedFacts,
  type Fact,
} from '../db/stores/processes.ts';
import { getRequest } from '../db/stores/requests.ts';
import { approvalContext } from '../db/read-models/approval-context.ts';
import { openReviewProcesses, unstartedReviews } from '../db/read-models/review-calendar.ts';
import { openingOn } from '../domain/calendar/business-time.ts';
import { DomainError } from '../domain/errors.ts';
import { personKey, type Person } from '../domain/person.ts';
import { annualPlanningId, annualPlanningName } from '../workflows/annual-planning/messages.ts';
import { quarterlyReviewId, type ReviewedQuarter } from '../workflows/quarterly-review/messages.ts';
import type { Move } from '../workflows/process/messages.ts';
import type { ReviewView } from '../workflows/account-review/messages.ts';
import { onDate, onFact, type Effect } from './effect.ts';
import { tellLateAnswer } from './outcomes.ts';
import { nextReviewDue, openQuarterlyReview } from './quarterly-opening.ts';
import { endOpenSurveys } from './survey-ends.ts';

type ReviewActivity = (move: Move) => Promise<ReviewView>;

/** How an account's life in the programme goes on, as local activities. */
export interface ReviewActivities {
  /** `at` is the process's present (ISO); without it no review of a quarter is due. */
  viewReview(input: { workflowId: string; at?: string }): Promise<ReviewView>;
  openRequestedYear: ReviewActivity;
  openNextYear: ReviewActivity;
  followClosedPlan: ReviewActivity;
  tellAnswerAfterClose: ReviewActivity;
  endReview: ReviewActivity;
  openQuarterlyReview: ReviewActivity;
  followCadence: ReviewActivity;
  noteReviewStarted(input: ReviewedQuarter & { at: string }): Promise<void>;
  noteStarted(input: { accountId: string; year: number; at: string }): Promise<void>;
}

const planningLeadDays = 60;

async function accountOf(db: Db, workflowId: string): Promise<PlanningAccount> {
  const { accountId } = await lockProcess(db, workflowId);
  if (accountId === null) throw new DomainError('conflict', `${workflowId} belongs to no account.`);
  return planningAccount(db, accountId);
}

function earliest(dates: readonly ReviewView['next'][]): ReviewView['next'] {
  const known = dates.filter((date) => date !== null);
  return known.reduce<ReviewView['next']>(
    (first, date) => (first !== null && first.at <= date.at ? first : date),
    null,
  );
}

// No date without somebody who plans, none for an account that has left the programme.
async function nextYearDue(
  db: Db,
  { account, person }: { account: PlanningAccount; person: Person | undefined },
): Promise<ReviewView['next']> {
  const last = account.active ? await lastPlan(db, account.id) : undefined;
  if (!last || !person) return null;
  const at = openingOn(person, { date: last.endsOn, shiftDays: -planningLeadDays }).toISOString();
  return { at, effect: 'planNextYear', subject: String(last.year + 1) };
}

async function nextDue(
  db: Db,
  { account, person, at }: { account: PlanningAccount; person: Person | undefined; at: Date | undefined },
): Promise<ReviewView['next']> {
  const review =
    person && at && account.active
      ? await nextReviewDue(db, { accountId: account.id, manager: person, at })
      : null;
  return earliest([
    await nextYearDue(db, { account, person }),
    review,
    await nextImprovementDue(db, account.id),
    await nextSurveyDue(db, account.id),
  ]);
}

/** What an account's review waits for, as its workflow and ops see it. */
export async function viewReview(
  db: Db,
  view: { workflowId: string; at?: Date; notificationIds: readonly string[] },
): Promise<ReviewView> {
  const account = await accountOf(db, view.workflowId);
  const person = await planner(db, account);
  const ended = await reviewEnded(db, view.workflowId);
  const facts = await unconsumedFacts(db, view.workflowId);
  return {
    stage: ended ? 'ended' : 'active',
    accountId: account.id,
    owner: person ? personKey(person.id) : null,
    blockedOn: [],
    blockedCount: 0,
    next: ended ? null : await nextDue(db, { account, person, at: view.at }),
    facts: facts.map(({ seq, kind }) => ({ seq, kind })),
    notificationIds: view.notificationIds,
    yearsToStart: await unstartedYears(db, account.id),
    alarms: await alarmLines(db, account.id),
    reviewsToStart: await unstartedReviews(db, account.id),
    reviewsToRing: ended ? await openReviewProcesses(db, account.id) : [],
  };
}

async function openYear(effect: Effect, year: number): Promise<void> {
  const { db, at } = effect;
  const account = await accountOf(db, effect.workflowId);
  const manager = await planner(db, account);
  if (!manager)
    throw new DomainError(
      'conflict',
      `Account ${account.key} has nobody active to plan for it: assign a manager.`,
    );
  const input = { accountId: account.id, year };
  const workflowId = annualPlanningId(input);
  if (!(await openProcess(db, { workflowId, kind: annualPlanningName, accountId: account.id, input, at })))
    return;
  const asOf = at.toISOString().slice(0, 10);
  const draft = await planDraft(db, { account, year, asOf, managerId: manager.id, knownAt: at });
  await insertPlan(db, {
    ...draft,
    situation: [draft.situation, ...improvementLines(await openImprovements(db, account.id))].join('\n'),
    workflowId,
    accountId: account.id,
    year,
    managerId: manager.id,
    currency: account.currency,
    openedAt: at,
    closeAt: openingOn(manager, { date: draft.endsOn, shiftDays: 1 }),
  });
  await recordFact(db, { workflowId, kind: 'planOpened', at });
  await effect.audit({ kind: 'year.opened', subject: workflowId, data: { year } });
}

// A plan begins with what the firm still owes from what it learned.
function improvementLines(improvements: readonly Improvement[]): readonly string[] {
  return improvements.map(
    ({ title, ownerName, dueOn }) => `Improvement still open: ${title} (${ownerName}, due ${dueOn}).`,
  );
}

async function openNextYear(effect: Effect, year: number): Promise<void> {
  const account = await accountOf(effect.db, effect.workflowId);
  const last = await lastPlan(effect.db, account.id);
  if (account.active && last?.year === year - 1) await openYear(effect, year);
}

async function tellAnswerAfterClose(effect: Effect, fact: Fact): Promise<void> {
  const { workflowId } = await getRequest(effect.db, String(fact.payload['requestId']));
  await tellLateAnswer({ ...effect, context: await approvalContext(effect.db, { workflowId }) }, fact);
}

async function openQuarter(effect: Effect, subject: string): Promise<void> {
  const account = await accountOf(effect.db, effect.workflowId);
  const manager = await planner(effect.db, account);
  if (account.active && manager)
    await openQuarterlyReview(effect, { accountId: account.id, subject, manager });
}

function lookAt(db: Db, { workflowId, at }: { workflowId: string; at?: string }): Promise<ReviewView> {
  return viewReview(db, { workflowId, ...(at !== undefined && { at: new Date(at) }), notificationIds: [] });
}

/** The account review's activities on this database. */
export function createReviewActivities({ db }: { db: Db }): ReviewActivities {
  const then = (effect: Effect): Promise<ReviewView> => viewReview(effect.db, effect);
  return {
    viewReview: (look) => db.transaction((trx) => lookAt(trx, look)),
    openRequestedYear: (move) =>
      onFact({ db, move }, { act: (effect, fact) => openYear(effect, Number(fact.payload['year'])), then }),
    openNextYear: (move) =>
      onDate({ db, move }, { act: (effect) => openNextYear(effect, Number(move.subject)), then }),
    followClosedPlan: (move) =>
      onFact(
        { db, move },
        {
          act: (effect, fact) =>
            effect.audit({ kind: 'year.closed', subject: effect.workflowId, data: { ...fact.payload } }),
          then,
        },
      ),
    tellAnswerAfterClose: (move) => onFact({ db, move }, { act: tellAnswerAfterClose, then }),
    endReview: (move) =>
      onFact(
        { db, move },
        {
          act: async (effect) => {
            await effect.audit({ kind: 'review.ended', subject: effect.workflowId });
            await endOpenSurveys(effect, (await accountOf(effect.db, effect.workflowId)).id);
          },
          then,
        },
      ),
    openQuarterlyReview: (move) =>
      onDate({ db, move }, { act: (effect) => openQuarter(effect, move.subject), then }),
    // What is due by the new cadence follows from the records.
    followCadence: (move) => onFact({ db, move }, { act: () => Promise.resolve(), then }),
    noteReviewStarted: ({ at, ...quarter }) =>
      noteStarted(db, { workflowId: quarterlyReviewId(quarter), at: new Date(at) }),
    noteStarted: ({ accountId, year, at }) =>
      noteStarted(db, { workflowId: annualPlanningId({ accountId, year }), at: new Date(at) }),
  };
}
