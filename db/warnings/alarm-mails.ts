import type { Db } from '../client.ts';

/** A mail about an alarm; `data` fits its kind, `thread` keeps the mails of one alarm together. */
export interface AlarmMail {
  readonly dedupeKey: string;
  readonly workflowId: string | null;
  readonly person: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly language: string;
    readonly timeZone: string;
  };
  readonly thread: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const insert = `
  insert into notification (dedupe_key, workflow_id, kind, person_id, to_name, to_address, language, time_zone, thread_key, data,
    occurred_at, in_reply_to)
  select r.dedupe_key, r.workflow_id, 'alarm', r.person_id, r.name, r.email, r.language, r.time_zone, r.thread, r.data,
    cast(:at as timestamptz), (select n.message_id from notification n
      where n.thread_key = r.thread and n.to_address = r.email order by n.id limit 1)
  from jsonb_to_recordset(cast(:rows as jsonb)) as r (place int, dedupe_key text, workflow_id text, person_id bigint, name text,
    email text, language text, time_zone text, thread text, data jsonb)
  order by r.place
  on conflict (dedupe_key) do nothing`;

/** Queues mails about alarms in one statement, each once per `dedupeKey`, as `queueMail` does one: a sweep may have thousands. */
export async function queueAlarmMails(
  trx: Db,
  { mails, at }: { readonly mails: readonly AlarmMail[]; readonly at: Date },
): Promise<void> {
  if (mails.length === 0) return;
  const rows = mails.map(({ dedupeKey, workflowId, person, thread, data }, place) => ({
    ...{ place, dedupe_key: dedupeKey, workflow_id: workflowId, thread, data },
    ...{ person_id: person.id, name: person.name, email: person.email },
    ...{ language: person.language, time_zone: person.timeZone },
  }));
  await trx.raw(insert, { at, rows: JSON.stringify(rows) });
}
