import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { planStanding } from '../read-models/plan-standing.ts';
import { lockProcess } from './processes.ts';
import { recordRevalidation } from './plan-lease.ts';
import { getPlan } from './plan-rows.ts';

/** The longest word with which a manager says that a plan still holds. */
export const longestLeaseWord = 1000;

/** A manager's answer on their link: the plan still holds as it stood when they read it, and why; `at` is process time. */
export interface LeaseAnswer {
  readonly linkId: string;
  readonly standingHash: string;
  readonly word: string;
  readonly at: Date;
}

interface LinkRow {
  plan_id: string;
  person_id: string;
  answered_at: Date | null;
  word: string | null;
}

/** The manager's link for this time that the plan was left untended, made by `create` unless there is one. */
export async function leaseLinkFor(
  db: Db,
  of: {
    readonly planId: string;
    readonly tendedAt: Date;
    readonly personId: string;
    readonly at: Date;
    readonly create: () => { id: string; keyId: string; tokenSha256: string };
  },
): Promise<string> {
  const key = { plan_id: of.planId, tended_at: of.tendedAt, person_id: of.personId };
  const found = await db('lease_link').where(key).first<{ id: string } | undefined>('id');
  if (found) return found.id;
  const { id, keyId, tokenSha256 } = of.create();
  const link = { id, key_id: keyId, token_sha256: tokenSha256, created_at: of.at };
  await db('lease_link').insert({ ...key, ...link });
  return id;
}

/**
 * Records that the plan still holds, with audit event and fact in one transaction. Throws `notFound`, `closed` once somebody has tended
 * the plan, it is no longer executed or another person manages it, or `contentChanged` where it no longer stands as it was read.
 */
export async function answerLease(
  db: Db,
  given: LeaseAnswer,
): Promise<{ readonly kind: 'recorded' | 'repeated'; readonly workflowId: string }> {
  return db.transaction(async (trx) => {
    const { plan_id: planId } = await linkRow(trx, given.linkId);
    const { workflowId } = await getPlan(trx, { id: planId });
    await lockProcess(trx, workflowId);
    const link = await linkRow(trx, given.linkId);
    const word = given.word.trim();
    if (link.word === word) return { kind: 'repeated', workflowId };
    const open = await trx('open_lease_link').where({ id: given.linkId }).first<object | undefined>('id');
    if (!open) throw new DomainError('closed', 'Nobody is asked about this any more.');
    const plan = await getPlan(trx, { id: planId });
    if ((await planStanding(trx, plan)).hash !== given.standingHash)
      throw new DomainError('contentChanged', 'The plan no longer stands as you read it.');
    await trx('lease_link').where({ id: given.linkId }).update({ answered_at: given.at, word });
    const by = { kind: 'person', id: link.person_id } as const;
    await recordRevalidation(trx, { plan, note: word, by, at: given.at, via: 'link' });
    return { kind: 'recorded', workflowId };
  });
}

async function linkRow(db: Db, id: string): Promise<LinkRow> {
  const row = await db('lease_link').where({ id }).first<LinkRow | undefined>();
  if (!row) throw new DomainError('notFound', 'There is no such link.');
  return row;
}

const resend = `
  insert into notification (dedupe_key, workflow_id, kind, person_id, manager_id, to_name, to_address, language, time_zone,
    thread_key, data, lease_link_id, occurred_at, in_reply_to)
  select 'link-resend/' || current.id || '/' || :hour, asked.workflow_id, asked.kind, asked.person_id, asked.manager_id,
    asked.to_name, original.to_address, asked.language, asked.time_zone, asked.thread_key, asked.data, current.id, :at,
    asked.message_id
  from lease_link presented
    join open_lease_link current on current.plan_id = presented.plan_id and current.person_id = presented.person_id
    join lateral (select * from notification n where n.lease_link_id = current.id order by n.id limit 1) asked on true
    join lateral (select n.to_address from notification n where n.lease_link_id = presented.id order by n.id limit 1) original on true
  where presented.id = :linkId
  on conflict (dedupe_key) do nothing`;

/** Queues the mail with the manager's current link about the same plan again, to the address the presented link was sent to. At most one
 * an hour; does nothing where nobody is asked. `at` is process time. */
export async function queueCurrentLeaseLink(
  db: Db,
  wish: { readonly linkId: string; readonly at: Date },
): Promise<void> {
  await db.raw(resend, { linkId: wish.linkId, at: wish.at, hour: wish.at.toISOString().slice(0, 13) });
}
