import type { PeopleFile, PersonEntry } from '../../domain/import-people.ts';
import type { Db } from '../client.ts';

/** How many records an import of people created, changed and left as they were. */
export interface ChangeCounts {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
}

interface StoredPerson {
  id: string;
  key: string;
  email: string;
  superior: string | null;
}

/** Everybody's mail address and superior's key, by key. */
export async function peopleByKey(db: Db): Promise<ReadonlyMap<string, StoredPerson>> {
  const rows = await db('person as p')
    .leftJoin('person as s', 's.id', 'p.superior_id')
    .select<StoredPerson[]>('p.id', 'p.key', 'p.email', 's.key as superior');
  return new Map(rows.map((row) => [row.key, row]));
}

/** Creates or updates people by key; superiors, by key too, must be among them or stored. Whoever does not say whether they want a
 * digest keeps what they chose. Part of the caller's transaction. */
export async function upsertPeople(
  db: Db,
  { people, at }: { readonly people: readonly PersonEntry[]; readonly at: Date },
): Promise<ChangeCounts> {
  const before = await peopleByKey(db);
  // Two people may exchange addresses in one file: those that change make room first.
  const moving = people.filter(({ key, email }) => before.has(key) && before.get(key)?.email !== email);
  for (const { key } of moving)
    await db('person')
      .where({ key })
      .update({ email: `${key}@moving.invalid` });
  const changed = new Set(moving.map(({ key }) => key));
  for (const person of people) {
    if (await upsertPerson(db, person)) changed.add(person.key);
    if (await chooseDigest(db, { ...person, at })) changed.add(person.key);
  }
  const ids = await peopleByKey(db);
  for (const { key, superior } of people) {
    if ((ids.get(key)?.superior ?? null) === superior) continue;
    const superiorId = superior === null ? null : ids.get(superior)?.id;
    await db('person').where({ key }).update({ superior_id: superiorId });
    changed.add(key);
  }
  const inserted = people.filter(({ key }) => !before.has(key)).length;
  return { inserted, updated: changed.size - inserted, unchanged: people.length - changed.size };
}

/** Creates or updates programmes by key, with their owners and, where given, the month in which their fiscal years start and how they convert money. Part of the caller's transaction. */
export async function upsertProgrammes(db: Db, programmes: PeopleFile['programmes']): Promise<ChangeCounts> {
  const people = await peopleByKey(db);
  const counts = { inserted: 0, updated: 0, unchanged: 0 };
  for (const { key, name, owner, fiscalYearStarts, reportingCurrency, rateAgeDays } of programmes) {
    const row = {
      name,
      owner_id: people.get(owner)?.id ?? null,
      ...(fiscalYearStarts !== undefined && { fiscal_year_starts: fiscalYearStarts }),
      ...(reportingCurrency !== undefined && { reporting_currency: reportingCurrency }),
      ...(rateAgeDays !== undefined && { rate_age_days: rateAgeDays }),
    };
    const stored = await db('programme').where({ key }).first<{ id: string } | undefined>('id');
    if (stored === undefined) {
      await db('programme').insert({ key, ...row });
      counts.inserted += 1;
    } else if (
      await db('programme')
        .where({ key, ...row })
        .first<{ id: string } | undefined>('id')
    ) {
      counts.unchanged += 1;
    } else {
      await db('programme').where({ key }).update(row);
      counts.updated += 1;
    }
  }
  return counts;
}

async function chooseDigest(
  db: Db,
  { key, digest, at }: Pick<PersonEntry, 'key' | 'digest'> & { readonly at: Date },
): Promise<boolean> {
  if (digest === undefined) return false;
  const changed = await db('person')
    .where({ key })
    .whereNot({ digest })
    .update({ digest, digest_set_at: at });
  return changed > 0;
}

async function upsertPerson(db: Db, { digest: _digest, ...person }: PersonEntry): Promise<boolean> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `insert into person as p (key, name, email, roles, region, time_zone, language, active)
     values (:key, :name, :email, :roles, :region, :timeZone, :language, :active)
     on conflict (key) do update set (name, email, roles, region, time_zone, language, active) =
       row(excluded.name, excluded.email, excluded.roles, excluded.region, excluded.time_zone, excluded.language, excluded.active)
     where (p.name, p.email, p.roles, p.region, p.time_zone, p.language, p.active) is distinct from
       (excluded.name, excluded.email, excluded.roles, excluded.region, excluded.time_zone, excluded.language, excluded.active)`,
    person,
  );
  return rowCount > 0;
}
