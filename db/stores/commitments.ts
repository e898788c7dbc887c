import type { Actor } from '../../domain/actor.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import {
  answerDates,
  dayAt,
  dueReminder,
  livingCommitments,
  missedDate,
  termsFaults,
  type CommitmentEventKind,
} from '../../domain/planning/commitment.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import {
  advanceCommitment,
  getCommitment,
  noteCommitment,
  nothingDue,
  nothingProposed,
  type Commitment,
  type CommitmentColumns,
} from './commitment-rows.ts';
import { ownerOf, ownersPlace, placeOf, type NamedOwner, type Place } from './commitment-owners.ts';
import { getPlan } from './plan-rows.ts';
import { lockProcess, recordFact } from './processes.ts';

/** What is committed in a plan; `at` is process time. */
export interface NewCommitment {
  readonly planId: string;
  readonly owner: NamedOwner;
  readonly text: string;
  readonly dueOn: string;
  readonly stepId?: string | undefined;
  readonly by: Actor;
  readonly at: Date;
}

/** A change of a commitment as it was seen: `version` is the commitment's, absent for whoever acts on it as it is now. */
export interface CommitmentEdit {
  readonly commitmentId: string;
  readonly version?: number | undefined;
  readonly by: Actor;
  readonly at: Date;
}

/** A commitment after a change, and the process that has to be rung. */
export interface ChangedCommitment {
  readonly commitment: Commitment;
  readonly workflowId: string;
}

/** Records a commitment; its owner is told, or asked if the client's, once what it belongs to is approved. Throws `notFound`, `closed` or `invalid`. */
export async function recordCommitment(db: Db, given: NewCommitment): Promise<ChangedCommitment> {
  return db.transaction(async (trx) => {
    const plan = await lockOpenPlan(trx, given.planId);
    const place = await placeOf(trx, plan.accountId);
    const owner = await ownerOf(trx, { owner: given.owner, place });
    refuse([
      ...termsFaults(given, { today: dayAt(given.at, owner.place) }),
      ...stepFaults(plan, given.stepId),
    ]);
    const [row] = await trx('commitment')
      .insert({
        plan_id: plan.id,
        step_id: given.stepId ?? null,
        side: owner.side,
        ...owner.columns,
        text: given.text.trim(),
        due_on: given.dueOn,
        ask_at: given.at,
        miss_at: missedDate(owner.place, given.dueOn),
      })
      .returning<{ id: string }[]>('id');
    const { by, at } = given;
    const commitment = await noteCommitment(trx, { id: row?.id ?? '', kind: 'recorded', by, at });
    await tellProcess(trx, { plan, commitment, kind: 'recorded', edit: given });
    return { commitment, workflowId: plan.workflowId };
  });
}

/** Locks the process of a commitment's plan for the caller's transaction. Throws `notFound`, or `closed` where the plan is. */
export async function lockCommitment(
  db: Db,
  commitmentId: string,
): Promise<{ readonly plan: Plan; readonly commitment: Commitment; readonly place: Place }> {
  const { planId } = await getCommitment(db, commitmentId);
  const plan = await lockOpenPlan(db, planId);
  const commitment = await getCommitment(db, commitmentId);
  return { plan, commitment, place: await ownersPlace(db, { plan, commitment }) };
}

async function lockOpenPlan(db: Db, planId: string): Promise<Plan> {
  const seen = await getPlan(db, { id: planId });
  await lockProcess(db, seen.workflowId);
  const plan = await getPlan(db, { id: planId });
  if (plan.status === 'closed')
    throw new DomainError('closed', 'This plan is closed; it cannot be changed any more.');
  return plan;
}

/** Stores what was done to a commitment: its history, the audit event, and the fact that makes the process follow. */
export async function changeLocked(
  db: Db,
  change: {
    readonly plan: Plan;
    readonly commitment: Commitment;
    readonly set: CommitmentColumns;
    readonly kind: CommitmentEventKind;
    readonly word?: string;
    readonly proposedOn?: string | null;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<ChangedCommitment> {
  const { plan, commitment: before, ...step } = change;
  const commitment = await advanceCommitment(db, { id: before.id, ...step });
  await tellProcess(db, { plan, commitment, kind: step.kind, edit: change });
  return { commitment, workflowId: plan.workflowId };
}

async function edit(
  { db, asked }: { readonly db: Db; readonly asked: CommitmentEdit },
  change: (
    locked: Awaited<ReturnType<typeof lockCommitment>> & { readonly db: Db },
  ) =>
    | Promise<Omit<Parameters<typeof changeLocked>[1], 'plan' | 'commitment' | 'by' | 'at'> | undefined>
    | Omit<Parameters<typeof changeLocked>[1], 'plan' | 'commitment' | 'by' | 'at'>
    | undefined,
): Promise<ChangedCommitment> {
  return db.transaction(async (trx) => {
    const locked = await lockCommitment(trx, asked.commitmentId);
    const { plan, commitment } = locked;
    if (asked.version !== undefined && commitment.version !== asked.version)
      throw new DomainError(
        'stale',
        `The commitment has changed since version ${asked.version}: it is at version ${commitment.version}. Read it again.`,
      );
    const step = await change({ ...locked, db: trx });
    if (step === undefined) return { commitment, workflowId: plan.workflowId };
    return changeLocked(trx, { ...step, plan, commitment, by: asked.by, at: asked.at });
  });
}

function refuseEnded({ text, status }: Commitment): void {
  if (!livingCommitments.includes(status))
    throw new DomainError('conflict', `"${text}" has ended already (${status}).`);
}

/** Changes text or date: the client's owner is asked again, and an open proposal of theirs is void. Throws `conflict` once it has ended. */
export async function changeCommitment(
  db: Db,
  asked: CommitmentEdit & { readonly change: { readonly text?: string; readonly dueOn?: string } },
): Promise<ChangedCommitment> {
  return edit({ db, asked }, ({ commitment, place }) => {
    refuseEnded(commitment);
    const text = (asked.change.text ?? commitment.text).trim();
    const dueOn = asked.change.dueOn ?? commitment.dueOn;
    if (text === commitment.text && dueOn === commitment.dueOn) return undefined;
    refuse(termsFaults({ text, dueOn }, { today: dayAt(asked.at, place) }));
    const terms = { text, due_on: dueOn, status: 'open', miss_at: missedDate(place, dueOn) } as const;
    return { kind: 'changed', set: { ...nothingDue, ...terms, ask_at: asked.at } };
  });
}

/** Has the client's owner asked once more, as when their address was put right or a mail was lost. Throws `conflict`. */
export async function askAgain(db: Db, asked: CommitmentEdit): Promise<ChangedCommitment> {
  return edit({ db, asked }, ({ commitment }) => {
    refuseEnded(commitment);
    if (commitment.side !== 'client')
      throw new DomainError('conflict', 'Only a commitment of the client is asked about.');
    return { kind: 'asked', set: { ask_at: asked.at, remind_at: null, silent_at: null } };
  });
}

/** Accepts or refuses the date that the client proposes, with the reason that they will read. Throws `conflict` where there is none. */
export async function settleProposal(
  db: Db,
  asked: CommitmentEdit & { readonly accept: boolean; readonly reason: string },
): Promise<ChangedCommitment> {
  return edit({ db, asked }, ({ commitment, place }) => {
    refuseEnded(commitment);
    const { proposedOn, status } = commitment;
    if (proposedOn === null)
      throw new DomainError('conflict', `No other date is proposed for "${commitment.text}".`);
    const word = asked.reason.trim();
    const due = (dueOn: string) => ({
      miss_at: missedDate(place, dueOn),
      due_soon_at: dueReminder({ side: 'client', dueOn, place }, asked.at),
    });
    if (asked.accept) {
      const moved = { due_on: proposedOn, status: 'moved', ...due(proposedOn) } as const;
      return { kind: 'accepted', word, proposedOn, set: { ...nothingProposed, ...moved } };
    }
    const dates = answerDates(place, asked.at);
    const waits =
      status === 'open' ? { remind_at: dates.remindAt, silent_at: dates.silentAt } : due(commitment.dueOn);
    return { kind: 'refused', word, proposedOn, set: { ...nothingProposed, ...waits } };
  });
}

/** Records that a commitment was kept, even late, with what shows it. Throws `conflict` once it was done or withdrawn. */
export async function markCommitmentDone(
  db: Db,
  asked: CommitmentEdit & { readonly evidence: string },
): Promise<ChangedCommitment> {
  return edit({ db, asked }, ({ commitment }) => {
    if (commitment.status !== 'missed') refuseEnded(commitment);
    return { kind: 'done', word: asked.evidence.trim(), set: { ...nothingDue, status: 'done' } };
  });
}

/** Gives a commitment up, with the reason, which stays with us. Throws `conflict` once it has ended. */
export async function withdrawCommitment(
  db: Db,
  asked: CommitmentEdit & { readonly reason: string },
): Promise<ChangedCommitment> {
  return edit({ db, asked }, ({ commitment }) => {
    refuseEnded(commitment);
    return { kind: 'withdrawn', word: asked.reason.trim(), set: { ...nothingDue, status: 'withdrawn' } };
  });
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new DomainError('invalid', 'The commitment cannot be recorded so.', faults);
}

function stepFaults(plan: Plan, stepId: string | undefined): readonly Fault[] {
  if (stepId === undefined || plan.steps.some(({ id }) => id === stepId)) return [];
  return [{ path: '/stepId', message: `Plan ${plan.id} has no step ${stepId}.` }];
}

async function tellProcess(
  db: Db,
  told: {
    readonly plan: Plan;
    readonly commitment: Commitment;
    readonly kind: CommitmentEventKind;
    readonly edit: { readonly by: Actor; readonly at: Date };
  },
): Promise<void> {
  const { plan, commitment, kind, edit: by } = told;
  const { id, version, side, status, dueOn } = commitment;
  await appendAudit(db, {
    chain: plan.workflowId,
    at: by.at,
    actor: by.by,
    kind: `commitment.${kind}`,
    subject: id,
    data: { version, side, status, dueOn },
  });
  const payload = { commitmentId: id, version };
  await recordFact(db, { workflowId: plan.workflowId, kind: 'commitmentChanged', payload, at: by.at });
}
