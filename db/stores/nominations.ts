import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { lockProcess, recordFact } from './processes.ts';
import { getCycle, type SelectionCycle } from './selection-cycles.ts';

/** Brings an account onto a cycle's list, or takes one off; `givenBy` is `<kind>:<id>` of who told us, `personId` whose wish it is. */
export interface Nomination {
  readonly id: string;
  readonly accountId: string;
  readonly accountKey: string;
  readonly accountName: string;
  readonly kind: 'nominate' | 'veto';
  readonly reason: string;
  readonly personId: string | null;
  readonly personName: string | null;
  readonly givenBy: string;
  readonly givenAt: Date;
  readonly withdrawnAt: Date | null;
  readonly withdrawnReason: string | null;
}

interface NominationRow extends Omit<Nomination, 'givenBy'> {
  readonly kindOfGiver: string;
  readonly giver: string;
}

/** A cycle's nominations and vetoes in the order in which they were given, those withdrawn too. */
export async function listNominations(db: Db, cycleId: string): Promise<readonly Nomination[]> {
  const rows = await db('nomination as n')
    .join('account as a', 'a.id', 'n.account_id')
    .leftJoin('person as p', 'p.id', 'n.person_id')
    .where('n.cycle_id', cycleId)
    .orderBy('n.id')
    .select<NominationRow[]>({
      id: 'n.id',
      accountId: 'n.account_id',
      accountKey: 'a.key',
      accountName: 'a.name',
      kind: 'n.kind',
      reason: 'n.reason',
      personId: 'n.person_id',
      personName: 'p.name',
      kindOfGiver: 'n.given_by_kind',
      giver: 'n.given_by_id',
      givenAt: 'n.given_at',
      withdrawnAt: 'n.withdrawn_at',
      withdrawnReason: 'n.withdrawn_reason',
    });
  return rows.map(({ kindOfGiver, giver, ...row }) => ({ ...row, givenBy: `${kindOfGiver}:${giver}` }));
}

/** A nomination or veto as it is given; `personId` says whose it is where another tells us. `at` is process time. */
export interface NominationWish {
  readonly cycleId: string;
  readonly accountId: string;
  readonly kind: Nomination['kind'];
  readonly reason: string;
  readonly personId: string | null;
  readonly by: Actor;
  readonly at: Date;
}

/** Locks a cycle's process and reads the cycle; throws `notFound`, or `conflict` unless it takes nominations at present. */
async function lockNominating(trx: Db, cycleId: string): Promise<SelectionCycle> {
  const { workflowId } = await getCycle(trx, { id: cycleId });
  await lockProcess(trx, workflowId);
  const cycle = await getCycle(trx, { id: cycleId });
  if (cycle.status === 'nominating') return cycle;
  const why = {
    scoring: 'it is still being scored',
    approving: 'its list is with the panel',
    exits: 'its key accounts are designated',
    closed: 'it has ended',
  }[cycle.status];
  throw new DomainError('conflict', `Selection cycle ${cycleId} takes no nominations or vetoes: ${why}.`);
}

async function accountFor(
  trx: Db,
  { wish, cycle }: { wish: NominationWish; cycle: SelectionCycle },
): Promise<{ key: string }> {
  const account = await trx('account')
    .where({ id: wish.accountId })
    .first<{ key: string; active: boolean; programme_id: string } | undefined>(
      'key',
      'active',
      'programme_id',
    );
  const path = '/accountId';
  if (!account) throw new DomainError('notFound', `There is no account ${wish.accountId}.`);
  if (account.programme_id !== cycle.programmeId)
    throw new DomainError('invalid', `Account ${account.key} is not of programme ${cycle.programmeKey}.`, [
      { path, message: `must be of programme ${cycle.programmeKey}` },
    ]);
  if (!account.active && wish.kind === 'nominate')
    throw new DomainError('invalid', `Account ${account.key} is not active.`, [
      { path, message: 'must be active' },
    ]);
  return account;
}

async function refuseTwice(trx: Db, { wish, key }: { wish: NominationWish; key: string }): Promise<void> {
  const before = await trx('nomination as n')
    .leftJoin('person as p', 'p.id', 'n.person_id')
    .where({ 'n.cycle_id': wish.cycleId, 'n.account_id': wish.accountId, 'n.kind': wish.kind })
    .whereNull('n.withdrawn_at')
    .first<{ name: string | null } | undefined>('p.name');
  if (!before) return;
  const done = wish.kind === 'nominate' ? 'nominated' : 'vetoed';
  const by = before.name === null ? '' : ` by ${before.name}`;
  throw new DomainError('conflict', `Account ${key} is ${done} already${by}.`);
}

async function note(
  trx: Db,
  change: { cycle: SelectionCycle; kind: string; nominationId: string; data: object; by: Actor; at: Date },
): Promise<void> {
  const { cycle, kind, nominationId, by, at } = change;
  await trx('selection_cycle').where({ id: cycle.id }).increment('version', 1);
  const event = { chain: cycle.workflowId, at, actor: by, kind, subject: nominationId };
  await appendAudit(trx, { ...event, data: { ...change.data } });
  await recordFact(trx, {
    workflowId: cycle.workflowId,
    kind: 'nominationChanged',
    payload: { nominationId },
    at,
  });
}

/**
 * Nominates an account or vetoes it, while the window is open. Throws `conflict` when it is not, or when somebody has done so before;
 * `invalid` for an account that does not belong there; `notFound`. Returns the nomination's number and the process to ring.
 */
export async function addNomination(
  db: Db,
  wish: NominationWish,
): Promise<{ readonly id: string; readonly workflowId: string }> {
  const { cycleId, accountId, kind, personId, by, at } = wish;
  const reason = wish.reason.trim();
  if (reason === '') throw new DomainError('invalid', 'Say why.', [{ path: '/reason', message: 'say why' }]);
  return db.transaction(async (trx) => {
    const cycle = await lockNominating(trx, cycleId);
    const { key } = await accountFor(trx, { wish, cycle });
    await refuseTwice(trx, { wish, key });
    const [row] = await trx('nomination')
      .insert({
        cycle_id: cycleId,
        account_id: accountId,
        kind,
        reason,
        person_id: personId,
        given_by_kind: by.kind,
        given_by_id: by.id,
        given_at: at,
      })
      .returning<{ id: string }[]>('id');
    const id = row?.id ?? '';
    const told = kind === 'nominate' ? 'account.nominated' : 'account.vetoed';
    await note(trx, { cycle, kind: told, nominationId: id, data: { accountId, reason, personId }, by, at });
    return { id, workflowId: cycle.workflowId };
  });
}

/** A nomination or veto that is taken back, and why. */
export interface NominationWithdrawal {
  readonly cycleId: string;
  readonly nominationId: string;
  readonly reason: string;
  readonly by: Actor;
  readonly at: Date;
}

/**
 * Takes a nomination or veto back while the window is open; a key that acts for a person takes back that person's alone. Throws `conflict`,
 * `closed` for one taken back before, `forbidden`, `notFound`. Returns the process to ring.
 */
export async function withdrawNomination(
  db: Db,
  wish: NominationWithdrawal,
): Promise<{ readonly workflowId: string }> {
  const { cycleId, nominationId, by, at } = wish;
  const reason = wish.reason.trim();
  if (reason === '') throw new DomainError('invalid', 'Say why.', [{ path: '/reason', message: 'say why' }]);
  return db.transaction(async (trx) => {
    const cycle = await lockNominating(trx, cycleId);
    const nomination = (await listNominations(trx, cycleId)).find(({ id }) => id === nominationId);
    if (!nomination)
      throw new DomainError('notFound', `Cycle ${cycleId} has no nomination or veto ${nominationId}.`);
    if (nomination.withdrawnAt !== null)
      throw new DomainError('closed', `It was withdrawn before: ${nomination.withdrawnReason ?? ''}`);
    if (by.kind === 'person' && by.id !== cycle.leadId && by.id !== nomination.personId)
      throw new DomainError('forbidden', 'Only who gave it, or the lead, can withdraw it.');
    await trx('nomination')
      .where({ id: nominationId })
      .update({ withdrawn_at: at, withdrawn_reason: reason });
    const kind = nomination.kind === 'nominate' ? 'nomination.withdrawn' : 'veto.withdrawn';
    await note(trx, { cycle, kind, nominationId, data: { accountId: nomination.accountId, reason }, by, at });
    return { workflowId: cycle.workflowId };
  });
}
