import { digestDue, type DigestTime } from '../../domain/calendar/digest-times.ts';
import type { Db } from '../client.ts';
import { questionsOf } from './blocking.ts';

/** Somebody who wants digests and has not had the one that is due. */
export interface DigestReader {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly timeZone: string;
  readonly region: string;
  readonly due: DigestTime;
}

/** One open question as a digest lists it; `linkId` is its reader's own link, `onExpiry` what happens at `until`. */
export interface DigestQuestion {
  readonly linkId: string;
  readonly accountName: string;
  readonly year: number;
  readonly stepTitle: string;
  readonly about: 'step' | 'list' | 'review' | 'proposal';
  readonly cost: { readonly amount: string; readonly currency: string } | null;
  readonly askedBy: string;
  readonly insteadOf: string | null;
  readonly askedAt: string;
  readonly waitedHours: number;
  readonly until: string | null;
  readonly onExpiry: 'reject' | 'escalate' | 'wait';
  readonly escalatesTo: string | null;
}

interface ReaderRow {
  id: string;
  name: string;
  email: string;
  language: string;
  time_zone: string;
  region: string;
  digest_set_at: Date | null;
  last_day: string | null;
}

interface QuestionRow {
  seat_id: string;
  link_id: string;
  account_name: string;
  year: number;
  step_title: string;
  about: 'step' | 'list' | 'review' | 'proposal';
  cost: string;
  currency: string;
  asked_by: string;
  instead_of: string | null;
  on_expiry: 'reject' | 'escalate' | 'keepWaiting';
}

function readers(db: Db): ReturnType<Db['queryBuilder']> {
  return db('person as p')
    .where({ 'p.digest': true, 'p.active': true })
    .select(
      'p.id',
      'p.name',
      'p.email',
      'p.language',
      'p.time_zone',
      'p.region',
      'p.digest_set_at',
      db.raw('(select max(d.day) from digest d where d.person_id = p.id) as last_day'),
    );
}

function toReader(row: ReaderRow, now: Date): DigestReader | undefined {
  const place = { region: row.region, timeZone: row.time_zone };
  const due = digestDue(place, now);
  const had = row.last_day !== null && due !== undefined && row.last_day >= due.day;
  if (due === undefined || had || (row.digest_set_at !== null && row.digest_set_at > due.at))
    return undefined;
  return { ...place, id: row.id, name: row.name, email: row.email, language: row.language, due };
}

/** Everybody whose digest is due and not made yet. A preference set after eight o'clock begins on the next day. */
export async function digestReaders(db: Db, now: Date): Promise<readonly DigestReader[]> {
  const rows = (await readers(db).orderBy('p.id')) as ReaderRow[];
  return rows.flatMap((row) => toReader(row, now) ?? []);
}

/** The same for one person, whose row is locked until the caller's transaction ends. */
export async function lockDigestReader(
  db: Db,
  { personId, now }: { readonly personId: string; readonly now: Date },
): Promise<DigestReader | undefined> {
  // Only a query that begins after the lock was given sees the digest that another worker made before.
  await db('person').where({ id: personId }).forUpdate().select('id');
  const [row] = (await readers(db).where({ 'p.id': personId })) as ReaderRow[];
  return row && toReader(row, now);
}

const questionsQuery = `
  select s.id as seat_id, k.id as link_id, b.subject_name as account_name, b.year, r.content ->> 'title' as step_title,
    case when r.cycle_id is not null then 'list' when r.review_id is not null then 'review' when r.proposal_id is not null then 'proposal' else 'step' end as about,
    coalesce(r.content ->> 'cost', '0.00') as cost, b.currency, asker.name as asked_by, before.name as instead_of,
    r.policy ->> 'onExpiry' as on_expiry
  from approver s join approval_request r on r.id = s.request_id
    join approval_subject b on b.request_id = r.id join person asker on asker.id = r.requested_by
    left join approver other on other.id = s.stands_for left join person before on before.id = other.person_id
    join lateral (select l.id from approval_link l where l.approver_id = s.id order by l.created_at desc limit 1) k on true
  where s.id = any(:seatIds)`;

/** Every question that waits for this person's decision, the one asked longest ago first. */
export async function digestQuestions(
  db: Db,
  of: { readonly personId: string; readonly now: Date },
): Promise<readonly DigestQuestion[]> {
  const blocking = await questionsOf(db, of);
  const seatIds = blocking.map(({ subject }) => subject);
  const { rows } = await db.raw<{ rows: QuestionRow[] }>(questionsQuery, { seatIds });
  const bySeat = new Map(rows.map((row) => [row.seat_id, row]));
  return blocking.flatMap((one) => {
    const row = bySeat.get(one.subject);
    if (row === undefined) return [];
    const escalates = one.escalatesTo?.reason === 'manager' ? null : one.escalatesTo;
    return {
      linkId: row.link_id,
      accountName: row.account_name,
      year: row.year,
      stepTitle: row.step_title,
      about: row.about,
      cost: /[1-9]/.test(row.cost) ? { amount: row.cost, currency: row.currency } : null,
      askedBy: row.asked_by,
      insteadOf: row.instead_of,
      askedAt: one.since.toISOString(),
      waitedHours: one.businessHoursWaited,
      until: one.until?.toISOString() ?? null,
      onExpiry: row.on_expiry === 'keepWaiting' || one.until === null ? 'wait' : row.on_expiry,
      escalatesTo: escalates?.personName ?? null,
    };
  });
}

/** The links that a digest mail carries, by what it names: each question's, and the one back to single mails. */
export interface DigestLinks {
  readonly questions: ReadonlyMap<string, string>;
  readonly preference: { readonly linkId: string; readonly keyId: string };
}

/** The keys that signed the links of a digest's mail; `undefined` if the mail is no digest's. */
export async function findDigestLinks(
  db: Db,
  mail: { readonly notificationId: string; readonly questionLinkIds: readonly string[] },
): Promise<DigestLinks | undefined> {
  const digest = await db('digest')
    .where({ notification_id: mail.notificationId })
    .first<{ link_id: string; key_id: string } | undefined>('link_id', 'key_id');
  if (digest === undefined) return undefined;
  const rows = await db('approval_link')
    .whereIn('id', mail.questionLinkIds)
    .select<{ id: string; key_id: string }[]>('id', 'key_id');
  return {
    questions: new Map(rows.map((row) => [row.id, row.key_id])),
    preference: { linkId: digest.link_id, keyId: digest.key_id },
  };
}

/** Whom a digest's link belongs to, and how they get their mails at present. */
export interface DigestOwner {
  readonly personId: string;
  readonly digest: boolean;
  readonly language: string;
  readonly timeZone: string;
}

/** The reader of a digest by the SHA-256 of its link's token. */
export async function findDigestOwner(db: Db, tokenSha256: string): Promise<DigestOwner | undefined> {
  const row = await db('digest as d')
    .join('person as p', 'p.id', 'd.person_id')
    .where({ 'd.token_sha256': tokenSha256 })
    .first<{ id: string; digest: boolean; language: string; time_zone: string } | undefined>(
      'p.id',
      'p.digest',
      'p.language',
      'p.time_zone',
    );
  return row && { personId: row.id, digest: row.digest, language: row.language, timeZone: row.time_zone };
}

/** Those who asked the questions behind these links, once each: they are told when a digest cannot be delivered. */
export async function askersOf(db: Db, linkIds: readonly string[]): Promise<readonly string[]> {
  const rows = await db('approval_link as l')
    .join('approver as a', 'a.id', 'l.approver_id')
    .join('approval_request as r', 'r.id', 'a.request_id')
    .whereIn('l.id', linkIds)
    .distinct<{ requested_by: string }[]>('r.requested_by')
    .orderBy('r.requested_by');
  return rows.map((row) => row.requested_by);
}
