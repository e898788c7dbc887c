import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { ListReason } from '../../domain/selection/candidate-list.ts';
import type { Db } from '../client.ts';
import { planningAccount } from '../read-models/planning-context.ts';
import { appendAudit } from './audit.ts';
import { lockProcess, recordFact } from './processes.ts';
import { getCycle } from './selection-cycles.ts';

/** A key account that a cycle proposes to leave: who is to take it up or to keep it, since when they are asked, when they are reminded,
 * and when it passes to the next (null where nobody is left to pass it to). */
export interface ProposedExit {
  readonly id: string;
  readonly designationId: string;
  readonly accountId: string;
  readonly accountKey: string;
  readonly accountName: string;
  readonly cycleId: string;
  readonly reasons: readonly ListReason[];
  readonly proposedAt: Date;
  readonly responsibleId: string;
  readonly responsibleName: string;
  readonly askedAt: Date;
  readonly remindAt: Date | null;
  readonly passOnAt: Date | null;
  readonly reminders: number;
  readonly state: 'open' | 'takenUp' | 'kept';
  readonly settledAt: Date | null;
  readonly reason: string | null;
}

function exits(db: Db) {
  return db('proposed_exit as e')
    .join('account as a', 'a.id', 'e.account_id')
    .join('person as p', 'p.id', 'e.responsible_id')
    .orderBy('e.id')
    .select<ProposedExit[]>({
      id: 'e.id',
      designationId: 'e.designation_id',
      accountId: 'e.account_id',
      accountKey: 'a.key',
      accountName: 'a.name',
      cycleId: 'e.cycle_id',
      reasons: 'e.reasons',
      proposedAt: 'e.proposed_at',
      responsibleId: 'e.responsible_id',
      responsibleName: 'p.name',
      askedAt: 'e.asked_at',
      remindAt: 'e.remind_at',
      passOnAt: 'e.pass_on_at',
      reminders: 'e.reminders',
      state: 'e.state',
      settledAt: 'e.settled_at',
      reason: 'e.reason',
    });
}

/** The exits that a cycle proposes, in their order. */
export async function listExits(db: Db, cycleId: string): Promise<readonly ProposedExit[]> {
  return exits(db).where('e.cycle_id', cycleId);
}

/** Every exit that waits for somebody; with `cycleId` undefined those of all cycles. */
export async function listOpenExits(db: Db): Promise<readonly ProposedExit[]> {
  return exits(db).where('e.state', 'open');
}

/** One proposed exit; throws `notFound`. */
export async function getExit(db: Db, id: string): Promise<ProposedExit> {
  const [row] = await exits(db).where('e.id', id);
  if (!row) throw new DomainError('notFound', `There is no proposed exit ${id}.`);
  return row;
}

/** When somebody is asked to settle an exit, reminded, and when it passes to the next. */
interface Asking {
  readonly responsibleId: string;
  readonly at: Date;
  readonly remindAt: Date | null;
  readonly passOnAt: Date | null;
}

/**
 * Proposes the exit of a designation and returns its number; null where an earlier cycle proposed it and nobody has kept the account
 * since, so that there is never more than one.
 */
export async function proposeExit(
  db: Db,
  exit: Asking & {
    readonly designationId: string;
    readonly accountId: string;
    readonly cycleId: string;
    readonly reasons: readonly ListReason[];
  },
): Promise<string | null> {
  const known = await db('proposed_exit')
    .where({ designation_id: exit.designationId })
    .whereNot({ state: 'kept' })
    .first<{ id: string } | undefined>('id');
  if (known) return null;
  const [row] = await db('proposed_exit')
    .insert({
      designation_id: exit.designationId,
      account_id: exit.accountId,
      cycle_id: exit.cycleId,
      reasons: JSON.stringify(exit.reasons),
      proposed_at: exit.at,
      ...asking(exit),
    })
    .onConflict(['designation_id', 'cycle_id'])
    .ignore()
    .returning<{ id: string }[]>('id');
  return row?.id ?? null;
}

function asking({ responsibleId, at, remindAt, passOnAt }: Asking) {
  return { responsible_id: responsibleId, asked_at: at, remind_at: remindAt, pass_on_at: passOnAt };
}

/** Passes an open exit to the next person. */
export async function passExit(db: Db, pass: Asking & { readonly exitId: string }): Promise<void> {
  await db('proposed_exit')
    .where({ id: pass.exitId, state: 'open' })
    .update({ ...asking(pass), reminders: 0 });
}

/** Notes that the person was reminded, and when they are again (null: not before it passes on). */
export async function noteExitReminder(
  db: Db,
  { exitId, remindAt }: { readonly exitId: string; readonly remindAt: Date | null },
): Promise<void> {
  await db('proposed_exit')
    .where({ id: exitId, state: 'open' })
    .update({ remind_at: remindAt, reminders: db.raw('reminders + 1') });
}

/** What somebody made of a proposed exit: they take it up, or the account stays, and why. */
export interface ExitSettlement {
  readonly exitId: string;
  readonly outcome: 'takenUp' | 'kept';
  readonly reason: string;
  readonly by: Actor;
  readonly at: Date;
}

/**
 * Settles a proposed exit and returns the process to ring. The designation stays in force either way: an exit taken up ends it later. A key
 * that acts for a person must be the responsible, the account's manager or director, the programme's owner or the lead. Throws
 * `closed` for one that is settled, `forbidden`, `notFound`, `invalid` without a reason.
 */
export async function settleExit(
  db: Db,
  settlement: ExitSettlement,
): Promise<{ readonly workflowId: string }> {
  const { exitId, outcome, by, at } = settlement;
  const reason = settlement.reason.trim();
  if (reason === '') throw new DomainError('invalid', 'Say why.', [{ path: '/reason', message: 'say why' }]);
  return db.transaction(async (trx) => {
    const { workflowId, leadId } = await getCycle(trx, { id: (await getExit(trx, exitId)).cycleId });
    await lockProcess(trx, workflowId);
    const exit = await getExit(trx, exitId);
    if (exit.state !== 'open')
      throw new DomainError('closed', `This exit was settled before (${exit.state}): ${exit.reason ?? ''}`);
    await refuseStranger(trx, { exit, leadId, by });
    const settled = { settled_by_kind: by.kind, settled_by_id: by.id, settled_at: at, reason };
    await trx('proposed_exit')
      .where({ id: exitId })
      .update({ state: outcome, remind_at: null, pass_on_at: null, ...settled });
    const kind = outcome === 'takenUp' ? 'exit.takenUp' : 'exit.kept';
    const data = { accountId: exit.accountId, reason };
    await appendAudit(trx, { chain: workflowId, at, actor: by, kind, subject: exitId, data });
    await recordFact(trx, { workflowId, kind: 'exitSettled', payload: { exitId }, at });
    return { workflowId };
  });
}

async function refuseStranger(
  db: Db,
  { exit, leadId, by }: { exit: ProposedExit; leadId: string; by: Actor },
): Promise<void> {
  if (by.kind !== 'person') return;
  const { managerId, directorId, programmeOwnerId } = await planningAccount(db, exit.accountId);
  if ([exit.responsibleId, leadId, managerId, directorId, programmeOwnerId].includes(by.id)) return;
  throw new DomainError(
    'forbidden',
    `${exit.responsibleName}, the account's manager or director, the programme's owner or the lead can settle this.`,
  );
}
