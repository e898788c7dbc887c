import { system } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import type { EscalationChange } from './escalation-changes.ts';
import { getEscalation, type Escalation, type EscalationStage } from './escalation-rows.ts';
import { stepEscalation } from './escalation-steps.ts';
import { lockProcess } from './processes.ts';

/** An escalation that belongs together with another one, and why. */
export interface RelatedEscalation {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly cause: string;
  readonly title: string;
  readonly stage: EscalationStage;
  readonly reason: string;
}

// As an escalation was opened by itself, these words say why it is shown beside another.
const ofSameAccount = 'They were open at the same time at one account.';
const ofSameGroup = 'They were open at the same time in one group of accounts.';

function pairOf(one: string, other: string): { one_id: string; other_id: string } {
  return BigInt(one) < BigInt(other) ? { one_id: one, other_id: other } : { one_id: other, other_id: one };
}

/** Everything that belongs together with an escalation, the newest first. */
export async function relatedEscalations(db: Db, id: string): Promise<readonly RelatedEscalation[]> {
  const { rows } = await db.raw<{
    rows: {
      id: string;
      account_id: string;
      account_name: string;
      cause: string;
      title: string;
      stage: EscalationStage;
      reason: string;
    }[];
  }>(
    `select e.id, e.account_id, a.name as account_name, e.cause, e.title, e.stage, r.reason from related_escalation r
       join escalation e on e.id = case when r.one_id = :id then r.other_id else r.one_id end
       join account a on a.id = e.account_id
     where r.one_id = :id or r.other_id = :id order by e.id desc`,
    { id },
  );
  return rows.map(({ account_id: accountId, account_name: accountName, ...row }) => ({
    ...row,
    accountId,
    accountName,
  }));
}

/** Relates an escalation that has just begun to those that are open at its account or in its group of accounts. Returns it as it is then. */
export async function relateToOpen(
  db: Db,
  { escalation, at }: { readonly escalation: Escalation; readonly at: Date },
): Promise<Escalation> {
  const { rows } = await db.raw<{ rows: { id: string; same: boolean }[] }>(
    `select e.id, e.account_id = a.id as same from account a
       join account f on f.id = a.id or f.id = a.parent_id or f.parent_id = a.id or f.parent_id = a.parent_id
       join escalation e on e.account_id = f.id and e.stage <> 'closed' and e.id <> :id
     where a.id = :accountId
       and not exists (select from related_escalation r where (r.one_id, r.other_id) in ((e.id, :id), (:id, e.id)))
     order by e.id`,
    { id: escalation.id, accountId: escalation.accountId },
  );
  if (rows.length === 0) return escalation;
  await db('related_escalation').insert(
    rows.map(({ id, same }) => ({
      ...pairOf(escalation.id, id),
      ...{
        reason: same ? ofSameAccount : ofSameGroup,
        related_at: at,
        by_kind: system.kind,
        by_id: system.id,
      },
    })),
  );
  const data = { escalationIds: rows.map(({ id }) => id) };
  return stepEscalation(db, { escalation, step: { kind: 'related', by: system, at, data } });
}

/** Relates two escalations by hand, or ends that, with the reason. Throws `notFound`, and `conflict` where it is so already. */
export async function changeRelation(
  db: Db,
  change: EscalationChange & {
    readonly otherId: string;
    readonly reason: string;
    readonly related: boolean;
  },
): Promise<Escalation> {
  return db.transaction(async (trx) => {
    const { id, otherId, by, at, related } = change;
    if (id === otherId) throw new DomainError('invalid', 'An escalation is not related to itself.');
    const { workflowId } = await getEscalation(trx, { id });
    await getEscalation(trx, { id: otherId });
    await lockProcess(trx, workflowId);
    const reason = change.reason.trim();
    const pair = pairOf(id, otherId);
    const rows = related
      ? await trx('related_escalation')
          .insert({ ...pair, reason, related_at: at, by_kind: by.kind, by_id: by.id })
          .onConflict(['one_id', 'other_id'])
          .ignore()
          .returning<unknown[]>('one_id')
      : await trx('related_escalation').where(pair).delete().returning<unknown[]>('one_id');
    if (rows.length === 0)
      throw new DomainError('conflict', related ? 'They are related already.' : 'They are not related.');
    const escalation = await getEscalation(trx, { id });
    const kind = related ? 'related' : 'unrelated';
    return stepEscalation(trx, {
      escalation,
      step: { kind, by, at, reason, data: { escalationIds: [otherId] } },
    });
  });
}
