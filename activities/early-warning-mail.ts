import type { Db } from '../db/client.ts';
import { recordFact } from '../db/stores/processes.ts';
import { alarmReaders, type AlarmReader } from '../db/warnings/alarm-readers.ts';
import type { ToldAlarm } from '../db/warnings/sweep-batch.ts';
import type { MailMessage } from '../mail/messages.ts';
import { queueMail } from './mail-queue.ts';
import { recipient } from './plan-effect.ts';

type News = Extract<MailMessage, { kind: 'alarm' }>['data']['news'];

const newsOf: Readonly<Partial<Record<string, News>>> = {
  opened: 'opened',
  worsened: 'worsened',
  returned: 'returned',
  woke: 'woke',
  cleared: 'cleared',
};

/**
 * Mails each alarm to who answers for its account and records it for the account's process, where one is open; part of the transaction that stores the alarms. Returns the
 * processes to be rung after it.
 */
export async function tellAlarms(
  trx: Db,
  { told, at }: { readonly told: readonly ToldAlarm[]; readonly at: Date },
): Promise<readonly string[]> {
  if (told.length === 0) return [];
  const accountIds = [...new Set(told.map(({ accountId }) => accountId))].sort(
    (a, b) => Number(a) - Number(b),
  );
  const readers = await alarmReaders(trx, { accountIds, at });
  const rung = new Set<string>();
  for (const alarm of told) {
    const reader = readers.get(alarm.accountId);
    const news = newsOf[alarm.event ?? ''];
    if (!reader || !news) continue;
    await mailAlarm(trx, { alarm, news, reader, at });
    if (reader.workflowId === null) continue;
    await recordAlarm(trx, { alarm, workflowId: reader.workflowId, at });
    rung.add(reader.workflowId);
  }
  return [...rung];
}

async function mailAlarm(
  trx: Db,
  told: { readonly alarm: ToldAlarm; readonly news: News; readonly reader: AlarmReader; readonly at: Date },
): Promise<void> {
  const { alarm, news, at } = told;
  const { reader, accountName, accountId, workflowId } = told.reader;
  if (!reader) return;
  const { alarmId, cause, asOf } = alarm;
  await queueMail(trx, {
    dedupeKey: `alarm/${alarmId}/${news}/${asOf}`,
    workflowId,
    to: recipient(reader),
    message: {
      kind: 'alarm',
      data: {
        ...{ alarmId, accountName, accountPath: `/accounts/${accountId}`, cause, news, asOf },
        evidence: alarm.next.evidence,
      },
    },
    occurredAt: at,
    thread: `alarm/${alarmId}`,
  });
}

async function recordAlarm(
  trx: Db,
  { alarm, workflowId, at }: { readonly alarm: ToldAlarm; readonly workflowId: string; readonly at: Date },
): Promise<void> {
  const { alarmId, cause, event, asOf } = alarm;
  const kind = event === 'cleared' ? 'alarmCleared' : 'alarmRaised';
  await recordFact(trx, { workflowId, kind, payload: { alarmId, cause, event, asOf }, at });
}
