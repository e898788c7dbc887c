import type { Db } from '../db/client.ts';
import type { ReviewView } from '../workflows/account-review/messages.ts';
import type { Move } from '../workflows/process/messages.ts';
import { onFact } from './effect.ts';
import { escalateAlarm } from './escalation-alarms.ts';
import { viewReview } from './reviews.ts';

/** How an account's review takes up what early warning found, as a local activity. */
export interface AlarmActivities {
  /** Keeps in the account's trail that an alarm was raised, worsened or cleared, and escalates it. */
  noteAlarm(move: Move): Promise<ReviewView>;
}

/** The activity on this database. */
export function createAlarmActivities({ db }: { readonly db: Db }): AlarmActivities {
  return {
    noteAlarm: (move) =>
      onFact(
        { db, move },
        {
          async act(effect, { payload }) {
            const { alarmId, event, ...data } = payload;
            await effect.audit({ kind: `alarm.${String(event)}`, subject: String(alarmId), data });
            await escalateAlarm(effect.db, { alarmId: String(alarmId), at: effect.at });
          },
          then: (effect) => viewReview(effect.db, effect),
        },
      ),
  };
}
