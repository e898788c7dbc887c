import { clockArithmetic } from '../../domain/escalations/clock.ts';
import type { EscalationPolicy } from '../../domain/escalations/policy.ts';
import type { CountedHours } from '../../domain/escalations/working-spans.ts';
import type { Db } from '../client.ts';
import { runningClocks, type EscalationClock } from '../stores/escalation-clocks.ts';
import { presentRuns } from '../stores/escalation-events.ts';
import { escalationPolicies } from '../stores/escalation-policy.ts';
import { escalationsByIds, type Escalation, type EscalationStage } from '../stores/escalation-rows.ts';
import { limitClock } from './escalation-clock.ts';
import { nextOnLadders } from './escalation-ladder.ts';
import { peopleById } from './planning-context.ts';

/** A running clock with what is left of its limit in minutes, below zero after it; null where no limit holds. */
interface BoardClock extends EscalationClock {
  readonly leftMinutes: number | null;
}

/** An escalation as the live list shows it: whose it is, who has it, or who was asked last and who is next, and its running clocks as `hours` says. */
export interface BoardEntry extends Escalation {
  readonly accountName: string;
  readonly holderName: string | null;
  readonly asked: { readonly name: string; readonly at: Date } | null;
  readonly nextName: string | null;
  readonly hours: CountedHours;
  readonly clocks: readonly BoardClock[];
}

/** Which escalations the list shows; `nobody` as the holder stands for those that nobody has. Pages are counted from 0. */
export interface BoardWish {
  readonly at: Date;
  readonly closed: boolean;
  readonly accountId?: string | undefined;
  readonly severity?: number | undefined;
  readonly stage?: EscalationStage | undefined;
  readonly holderId?: string | undefined;
  readonly page: number;
  readonly size: number;
}

/** A page of the list, and whether there are more. */
export interface Board {
  readonly entries: readonly BoardEntry[];
  readonly more: boolean;
}

/**
 * The escalations that are open, the worst first: too late, then by when the next of their clocks is due, those whose clocks stand still last;
 * or those that were closed, the latest first. The same few queries for however many there are.
 */
export async function escalationBoard(db: Db, wish: BoardWish): Promise<Board> {
  const found = await idsOf(db, wish);
  const ids = found.slice(0, wish.size);
  return { entries: await entriesOf(db, { ids, at: wish.at }), more: found.length > wish.size };
}

async function idsOf(db: Db, wish: BoardWish): Promise<readonly string[]> {
  const rows = db('escalation as e')
    .limit(wish.size + 1)
    .offset(wish.page * wish.size);
  if (wish.accountId !== undefined) void rows.where('e.account_id', wish.accountId);
  if (wish.severity !== undefined) void rows.where('e.severity', wish.severity);
  if (wish.stage !== undefined) void rows.where('e.stage', wish.stage);
  if (wish.holderId === 'nobody') void rows.whereNull('e.holder_id');
  else if (wish.holderId !== undefined) void rows.where('e.holder_id', wish.holderId);
  if (wish.closed)
    return rows.where('e.stage', 'closed').orderByRaw('e.closed_at desc, e.id desc').pluck<string[]>('e.id');
  const due = `left join lateral (
    select bool_or(c.breached_at is not null or c.due_at <= :at) as late, min(coalesce(c.due_at, c.breached_at)) as at
    from escalation_clock c where c.escalation_id = e.id and c.ended_at is null) d on true`;
  return rows
    .joinRaw(due, { at: wish.at })
    .whereNot('e.stage', 'closed')
    .orderByRaw('coalesce(d.late, false) desc, d.at nulls last, e.severity, e.id')
    .pluck<string[]>('e.id');
}

async function entriesOf(
  db: Db,
  { ids, at }: { readonly ids: readonly string[]; readonly at: Date },
): Promise<readonly BoardEntry[]> {
  const escalations = await escalationsByIds(db, ids);
  const around = await readAround(db, { escalations, at });
  return escalations.map((escalation) => entryOf(escalation, around));
}

interface Ask {
  readonly escalation_id: string;
  readonly name: string;
  readonly asked_at: Date;
}

interface Around {
  readonly at: Date;
  readonly policies: ReadonlyMap<number, EscalationPolicy>;
  readonly events: Awaited<ReturnType<typeof presentRuns>>;
  readonly clocks: Awaited<ReturnType<typeof runningClocks>>;
  readonly next: Awaited<ReturnType<typeof nextOnLadders>>;
  readonly asked: ReadonlyMap<string, Ask>;
  readonly accounts: ReadonlyMap<string, string>;
  readonly people: Awaited<ReturnType<typeof peopleById>>;
}

async function readAround(
  db: Db,
  { escalations, at }: { readonly escalations: readonly Escalation[]; readonly at: Date },
): Promise<Around> {
  const ids = escalations.map(({ id }) => id);
  const versions = [...new Set(escalations.map(({ policyVersion }) => policyVersion))];
  const policies = await escalationPolicies(db, versions);
  const holders = escalations.flatMap(({ holderId }) => holderId ?? []);
  const accounts = await db('account')
    .whereIn('id', [...new Set(escalations.map(({ accountId }) => accountId))])
    .select<{ id: string; name: string }[]>('id', 'name');
  const waiting = escalations.filter(({ climbAt }) => climbAt !== null).map(({ id }) => id);
  return {
    at,
    policies: new Map(policies.map(({ version, policy }) => [version, policy])),
    events: await presentRuns(db, ids),
    clocks: await runningClocks(db, ids),
    next: await nextOnLadders(db, { ids: waiting, at }),
    asked: new Map((await lastAsked(db, ids)).map((ask) => [ask.escalation_id, ask])),
    accounts: new Map(accounts.map(({ id, name }) => [id, name])),
    people: await peopleById(db, [...new Set(holders)]),
  };
}

async function lastAsked(db: Db, ids: readonly string[]): Promise<readonly Ask[]> {
  return db('escalation_ask as k')
    .join('escalation as e', (on) => on.on('e.id', 'k.escalation_id').on('e.run', 'k.run'))
    .join('person as p', 'p.id', 'k.person_id')
    .whereIn('e.id', ids)
    .orderBy('k.number')
    .select<Ask[]>('k.escalation_id', 'p.name', 'k.asked_at');
}

function entryOf(escalation: Escalation, around: Around): BoardEntry {
  const { id, accountId, holderId, policyVersion, severity } = escalation;
  const policy = around.policies.get(policyVersion);
  if (!policy) throw new Error(`there is no version ${policyVersion} of the escalation policy`);
  const counted = { escalation, policy, events: around.events.get(id) ?? [] };
  const { at } = around;
  const asked = around.asked.get(id);
  return {
    ...escalation,
    accountName: around.accounts.get(accountId) ?? '',
    holderName: around.people.get(holderId ?? '')?.name ?? null,
    asked: asked === undefined ? null : { name: asked.name, at: asked.asked_at },
    nextName: around.next.get(id)?.personName ?? null,
    hours: policy.severities[severity].hours,
    clocks: (around.clocks.get(id) ?? []).map((clock) => ({
      ...clock,
      leftMinutes: clockArithmetic(limitClock(counted, { ...clock, at }), at).leftMinutes,
    })),
  };
}

/** What there is to choose the list by: the accounts and holders of escalations that are open, or were closed, by name. */
export async function boardChoices(
  db: Db,
  { closed }: { readonly closed: boolean },
): Promise<
  Readonly<Record<'accounts' | 'holders', readonly { readonly id: string; readonly name: string }[]>>
> {
  const stage = closed ? "e.stage = 'closed'" : "e.stage <> 'closed'";
  const named = (table: 'account' | 'person', column: 'account_id' | 'holder_id') =>
    db(`${table} as n`)
      .whereExists(db('escalation as e').whereRaw('e.?? = n.id', [column]).whereRaw(stage))
      .orderBy(['n.name', 'n.id'])
      .select<{ id: string; name: string }[]>('n.id', 'n.name');
  return { accounts: await named('account', 'account_id'), holders: await named('person', 'holder_id') };
}

/** How many escalations are open over all accounts. */
export async function openEscalationCount(db: Db): Promise<number> {
  return (await db('escalation').whereNot({ stage: 'closed' }).pluck<string[]>('id')).length;
}
