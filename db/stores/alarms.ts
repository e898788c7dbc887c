import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { AlarmEventKind, AlarmStatus } from '../../domain/warnings/alarm-steps.ts';
import type { Db } from '../client.ts';
import { accountReviewId } from './account-reviews.ts';
import { appendAudit } from './audit.ts';

/** What a person says of an alarm, and why. */
export interface AlarmWord {
  readonly id: string;
  readonly reason: string;
  readonly by: Actor;
  readonly at: Date;
}

interface LockedAlarm {
  id: string;
  account_id: string;
  cause: string;
  status: AlarmStatus;
}

const longestSnoozeDays = 366;

/**
 * Snoozes an alarm until a day ('YYYY-MM-DD'): sweeps go on collecting evidence and tell nobody, unless it is worse by a whole step. Throws `invalid` for a day that is not after
 * today or more than a year away, `closed` where it is not open.
 */
export async function snoozeAlarm(db: Db, wish: AlarmWord & { readonly until: string }): Promise<void> {
  const { until, at } = wish;
  const days = (Date.parse(`${until}T00:00:00Z`) - at.getTime()) / 86_400_000;
  if (!(days > 0 && days <= longestSnoozeDays))
    throw new DomainError(
      'invalid',
      `An alarm can be snoozed until a day of the coming year, not ${until}.`,
      [{ path: 'until', message: 'must be after today and at most a year away' }],
    );
  await say(db, {
    word: wish,
    kind: 'snoozed',
    among: ['open', 'snoozed'],
    set: () => ({ status: 'snoozed', snoozed_until: until, snooze_reason: wish.reason.trim() }),
    data: { until },
  });
}

/** Closes an alarm with the reason. Where its cause still holds, another is opened only once it is worse by a whole step, or has ceased and come again. Throws `closed` where it
 * is closed already. */
export async function closeAlarm(db: Db, wish: AlarmWord): Promise<void> {
  await say(db, {
    word: wish,
    kind: 'closed',
    among: ['open', 'snoozed', 'cleared'],
    set: ({ status }) => ({
      status: 'closed',
      snoozed_until: null,
      snooze_reason: null,
      closed_at: wish.at,
      close_reason: wish.reason.trim(),
      still_holds: status !== 'cleared',
    }),
  });
}

/** Says whether an alarm was useful, open or closed; a later word takes the place of an earlier one, which stays in its events. */
export async function judgeAlarm(
  db: Db,
  wish: AlarmWord & { readonly verdict: 'useful' | 'notUseful' },
): Promise<void> {
  const { verdict, reason } = wish;
  await say(db, {
    word: wish,
    kind: 'judged',
    among: ['open', 'snoozed', 'cleared', 'closed'],
    set: () => ({ verdict, verdict_reason: reason.trim() }),
    data: { verdict },
  });
}

interface Said {
  readonly word: AlarmWord;
  readonly kind: AlarmEventKind;
  readonly among: readonly AlarmStatus[];
  readonly set: (alarm: LockedAlarm) => Readonly<Record<string, unknown>>;
  readonly data?: Readonly<Record<string, unknown>>;
}

async function say(db: Db, { word, kind, among, set, data }: Said): Promise<void> {
  const { id, at, by } = word;
  const reason = word.reason.trim();
  if (reason === '' || reason.length > 1000)
    throw new DomainError('invalid', 'Say why, in at most 1,000 characters.', [
      { path: 'reason', message: 'must have 1 to 1,000 characters' },
    ]);
  await db.transaction(async (trx) => {
    const alarm = await trx<LockedAlarm>('alarm').where({ id }).forUpdate().first();
    if (!alarm) throw new DomainError('notFound', `There is no alarm ${id}.`);
    if (!among.includes(alarm.status))
      throw new DomainError('closed', `Alarm ${id} is ${alarm.status}: it can no longer be ${kind}.`);
    await trx('alarm').where({ id }).update(set(alarm));
    await trx('alarm_event').insert({
      alarm_id: id,
      kind,
      word: [data?.['until'] ?? data?.['verdict'], reason].filter(Boolean).join(': '),
      actor_kind: by.kind,
      actor_id: by.id,
      occurred_at: at,
    });
    await appendAudit(trx, {
      chain: accountReviewId(alarm.account_id),
      at,
      actor: by,
      kind: `alarm.${kind}`,
      subject: id,
      data: { cause: alarm.cause, reason, ...data },
    });
  });
}
