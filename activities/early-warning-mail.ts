import type { Db } from '../db/client.ts';
import { tellAlarmChats, type AlarmSaid } from './alarm-chat.ts';
import { recordFact } from '../db/stores/processes.ts';
import { alarmReaders, type AlarmReader } from '../db/warnings/alarm-readers.ts';
import { queueAlarmMails, type AlarmMail } from '../db/warnings/alarm-mails.ts';
import type { ToldAlarm } from '../db/warnings/sweep-batch.ts';
import type { Person } from '../domain/person.ts';
import type { MailMessage } from '../mail/messages.ts';

type AlarmMessage = Extract<MailMessage, { kind: 'alarm' }>;
type News = AlarmMessage['data']['news'];

const newsOf: Readonly<Partial<Record<string, News>>> = {
  opened: 'opened',
  worsened: 'worsened',
  returned: 'returned',
  woke: 'woke',
  cleared: 'cleared',
};

/**
 * Records each alarm for the account's process, which escalates it, or mails it to who answers for the account where no process is open or it was cleared; part of the transaction
 * that stores the alarms. Returns the processes to be rung after it.
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
  const mails: AlarmMail[] = [];
  const said: AlarmSaid[] = [];
  for (const alarm of told) {
    const reader = readers.get(alarm.accountId);
    const news = newsOf[alarm.event ?? ''];
    if (!reader || !news) continue;
    said.push({ ...alarm, news, accountName: reader.accountName });
    // What the account's process takes up is escalated there, and one mail about it is enough.
    const escalated = reader.workflowId !== null && news !== 'cleared';
    if (reader.reader && !escalated) mails.push(mailOf({ alarm, news, reader, person: reader.reader }));
    if (reader.workflowId === null) continue;
    await recordAlarm(trx, { alarm, workflowId: reader.workflowId, at });
    rung.add(reader.workflowId);
  }
  await queueAlarmMails(trx, { mails, at });
  await tellAlarmChats(trx, { said, at });
  return [...rung];
}

function mailOf(told: {
  readonly alarm: ToldAlarm;
  readonly news: News;
  readonly reader: AlarmReader;
  readonly person: Person;
}): AlarmMail {
  const { accountName, accountId, workflowId } = told.reader;
  const { alarmId, cause, asOf, next } = told.alarm;
  const data: AlarmMessage['data'] = {
    ...{ alarmId, accountName, accountPath: `/accounts/${accountId}`, cause, news: told.news, asOf },
    evidence: next.evidence,
  };
  return {
    dedupeKey: `alarm/${alarmId}/${told.news}/${asOf}`,
    workflowId,
    person: told.person,
    thread: `alarm/${alarmId}`,
    data,
  };
}

async function recordAlarm(
  trx: Db,
  { alarm, workflowId, at }: { readonly alarm: ToldAlarm; readonly workflowId: string; readonly at: Date },
): Promise<void> {
  const { alarmId, cause, event, asOf } = alarm;
  const kind = event === 'cleared' ? 'alarmCleared' : 'alarmRaised';
  await recordFact(trx, { workflowId, kind, payload: { alarmId, cause, event, asOf }, at });
}
