import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';

/** A person of the firm as the lists show them. */
export interface PersonRecord {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly superiorId: string | null;
  readonly roles: readonly string[];
  readonly region: string;
  readonly timeZone: string;
  readonly language: string;
  readonly active: boolean;
  /** Gets one mail a day instead of one for each question. */
  readonly digest: boolean;
}

interface PersonRow extends Omit<PersonRecord, 'superiorId' | 'timeZone'> {
  superior_id: string | null;
  time_zone: string;
}

const columns = [
  'id',
  'key',
  'name',
  'email',
  'superior_id',
  'roles',
  'region',
  'time_zone',
  'language',
  'active',
  'digest',
];

function toPerson({ superior_id, time_zone, ...row }: PersonRow): PersonRecord {
  return { ...row, superiorId: superior_id, timeZone: time_zone };
}

/** People by number; one more than `limit` says that there is a next page. */
export async function listPeople(
  db: Db,
  page: { readonly after: string | undefined; readonly limit: number; readonly active: boolean | undefined },
): Promise<readonly PersonRecord[]> {
  const rows = db('person')
    .orderBy('id')
    .limit(page.limit + 1)
    .select<PersonRow[]>(columns);
  if (page.after !== undefined) void rows.where('id', '>', page.after);
  if (page.active !== undefined) void rows.where({ active: page.active });
  return (await rows).map(toPerson);
}

/** One person; throws `notFound`. */
export async function getPerson(db: Db, id: string): Promise<PersonRecord> {
  const row = await db('person').where({ id }).first<PersonRow | undefined>(columns);
  if (row === undefined) throw new DomainError('notFound', `There is no person ${id}.`);
  return toPerson(row);
}

/** The number of the person with this key or mail address; throws `notFound`. */
export async function findPersonId(db: Db, keyOrEmail: string): Promise<string> {
  const row = await db('person')
    .where({ key: keyOrEmail })
    .orWhere({ email: keyOrEmail.toLowerCase() })
    .first<{ id: string } | undefined>('id');
  if (row === undefined)
    throw new DomainError('notFound', `There is no person with the key or address "${keyOrEmail}".`);
  return row.id;
}
