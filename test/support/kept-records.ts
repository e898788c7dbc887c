import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/client.ts';

/** What stood in a plan from a moment on; what is left out is empty. */
interface KeptContent {
  readonly at: string;
  readonly buyingCentre?: readonly object[];
  readonly kpis?: readonly object[];
  readonly budget?: string | null;
}

/** A step of a plan at work. */
interface KeptStep {
  readonly ownerId: string;
  readonly dueOn: string;
  readonly startedAt: string;
  readonly doneAt?: string;
}

interface KeptPlan {
  readonly accountId: string;
  readonly managerId: string;
  readonly year: number;
  readonly contents?: readonly KeptContent[];
  readonly steps: readonly KeptStep[];
}

/** A plan of a calendar year with its history, in execution. Takes the database's owner, as all of this file do. */
export async function keepPlan(db: Db, plan: KeptPlan): Promise<string> {
  const { accountId, managerId, year } = plan;
  const workflowId = `annual-plan/kept-${accountId}/${year}`;
  const openedAt = `${year}-01-01T00:00:00Z`;
  await db('process').insert({
    workflow_id: workflowId,
    kind: 'annualPlanning',
    input: '{}',
    opened_at: openedAt,
  });
  const planId = await storedId(db, 'plan', {
    ...{ workflow_id: workflowId, account_id: accountId, year, status: 'executing', manager_id: managerId },
    ...{ currency: 'EUR', starts_on: `${year}-01-01`, ends_on: `${year}-12-31`, template: 'standard' },
    ...{ situation: '', figures: '{}', opened_at: openedAt, close_at: `${year + 1}-01-15T00:00:00Z` },
  });
  await keepContents(db, { ...plan, planId });
  await keepSteps(db, { ...plan, planId });
  return planId;
}

async function keepContents(
  db: Db,
  { planId, contents = [] }: Pick<KeptPlan, 'contents'> & { readonly planId: string },
): Promise<void> {
  for (const [index, { at, ...content }] of contents.entries())
    await db('plan_content').insert({
      ...{ plan_id: planId, revision: index + 1, content_hash: '0'.repeat(64), reason: 'test' },
      ...{ changed_by: 'system:kam', changed_at: at },
      content: JSON.stringify({ buyingCentre: [], kpis: [], budget: null, ...content }),
    });
}

async function keepSteps(
  db: Db,
  { planId, steps }: Pick<KeptPlan, 'steps'> & { readonly planId: string },
): Promise<void> {
  for (const [index, step] of steps.entries())
    await db('plan_step').insert({
      ...{
        plan_id: planId,
        position: index + 1,
        title: `Step ${index + 1}`,
        description: '',
        type: 'growth',
      },
      ...{ owner_id: step.ownerId, due_on: step.dueOn, policy: '{}', content_hash: '0'.repeat(64) },
      ...{ status: step.doneAt === undefined ? 'inProgress' : 'done', started_at: step.startedAt },
      done_at: step.doneAt ?? null,
    });
}

/** A commitment of ours with what became of it. */
export async function keepCommitment(
  db: Db,
  commitment: {
    readonly planId: string;
    readonly ownerId: string;
    readonly events: readonly { readonly at: string; readonly status: string; readonly dueOn: string }[];
  },
): Promise<void> {
  const last = commitment.events.at(-1);
  const base = { plan_id: commitment.planId, side: 'ours', text: 'Deliver', owner_id: commitment.ownerId };
  const id = await storedId(db, 'commitment', { ...base, due_on: last?.dueOn, status: last?.status });
  for (const [index, { at, status, dueOn }] of commitment.events.entries())
    await db('commitment_event').insert({
      ...{
        commitment_id: id,
        version: index + 1,
        kind: index === 0 ? 'recorded' : 'changed',
        status,
        text: 'Deliver',
      },
      ...{ due_on: dueOn, actor_kind: 'system', actor_id: 'kam', occurred_at: at },
    });
}

/** A contact's answers to one survey, each later one in place of the one before. */
export async function keepAnswers(
  db: Db,
  given: {
    readonly accountId: string;
    readonly contactId: string;
    readonly answers: readonly { readonly at: string; readonly nps: number }[];
  },
): Promise<void> {
  const [first] = given.answers;
  const opened = first?.at ?? '';
  const surveyId = await storedId(db, 'survey', {
    ...{
      account_id: given.accountId,
      question_set: 1,
      opened_at: opened,
      opened_by_kind: 'system',
      opened_by_id: 'kam',
    },
    closes_at: '2099-01-01T00:00:00Z',
  });
  const asked = { survey_id: surveyId, contact_id: given.contactId };
  await db('survey_contact').insert({ ...asked, outcome: 'asked' });
  const token = {
    key_id: 'test',
    token_sha256: randomUUID().replaceAll('-', '').repeat(2),
    created_at: opened,
  };
  const linkId = await storedId(db, 'survey_link', { id: randomUUID(), ...asked, language: 'en', ...token });
  for (const [index, { at, nps }] of given.answers.entries()) {
    const said = { link_id: linkId, version: index + 1, comment: '', answered_at: at };
    const answerId = await storedId(db, 'survey_answer', said);
    const item = { question: 'recommend', measure: 'nps', score: nps, low: 0, high: 10, direction: 'higher' };
    await db('survey_answer_item').insert({ answer_id: answerId, ...item });
  }
}

/** A sweep of the early warning on a day. */
export async function keepSweep(
  db: Db,
  sweep: { readonly programmeId: string; readonly asOf: string },
): Promise<void> {
  const at = `${sweep.asOf}T05:00:00Z`;
  const done = { rules_version: 1, state: 'done', started_at: at, finished_at: at };
  await db('warning_sweep').insert({ programme_id: sweep.programmeId, as_of: sweep.asOf, ...done });
}

/** An alarm that sweeps opened, cleared or let return on days. */
export async function keepAlarm(
  db: Db,
  alarm: {
    readonly accountId: string;
    readonly cause: string;
    readonly events: readonly { readonly asOf: string; readonly kind: 'opened' | 'cleared' | 'returned' }[];
  },
): Promise<void> {
  const opened = alarm.events[0]?.asOf;
  const days = {
    opened_as_of: opened,
    holds_since: opened,
    seen_as_of: opened,
    opened_at: `${opened ?? ''}T05:00:00Z`,
  };
  const figures = { rules_version: 1, evidence: '{}', magnitude: 1, told_magnitude: 1 };
  const id = await storedId(db, 'alarm', {
    account_id: alarm.accountId,
    cause: alarm.cause,
    ...figures,
    ...days,
  });
  for (const { asOf, kind } of alarm.events)
    await db('alarm_event').insert({
      ...{ alarm_id: id, kind, as_of: asOf, actor_kind: 'system', actor_id: 'kam' },
      occurred_at: `${asOf}T05:00:00Z`,
    });
}

async function storedId(db: Db, table: string, row: Readonly<Record<string, unknown>>): Promise<string> {
  const [stored] = await db(table).insert(row).returning<{ id: string }[]>('id');
  if (stored === undefined) throw new Error(`no ${table} was stored`);
  return stored.id;
}
