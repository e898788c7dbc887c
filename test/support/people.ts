import type { Db } from '../../db/client.ts';
import { setRules } from '../../db/stores/approval-rules.ts';
import { standardRules } from '../../domain/approvals/rules.ts';

/** Ids of a small firm around one account: everybody but the manager can be asked to approve. */
export interface Firm {
  readonly accountId: string;
  readonly manager: string;
  readonly director: string;
  readonly sponsor: string;
  readonly operations: string;
  readonly finance: string;
  readonly owner: string;
}

async function person(
  db: Db,
  fields: { key: string; superior?: string; region?: string; zone?: string },
): Promise<string> {
  const [row] = await db('person')
    .insert({
      key: fields.key,
      name: fields.key.charAt(0).toUpperCase() + fields.key.slice(1),
      email: `${fields.key}@example.com`,
      superior_id: fields.superior ?? null,
      region: fields.region ?? 'PT',
      time_zone: fields.zone ?? 'Europe/Lisbon',
      language: 'en',
    })
    .returning<{ id: string }[]>('id');
  if (!row) throw new Error(`${fields.key} was not stored`);
  return row.id;
}

/** The rules of the firm in tests: the standard ones, but what follows from a decision follows at once. */
export const promptRules = {
  ...standardRules,
  rules: standardRules.rules.map((rule) => ({ ...rule, policy: { ...rule.policy, undoMinutes: 0 } })),
};

/** Stores people and one account whose number no other test file uses, so that workflow ids in the shared namespace differ. */
export async function seedFirm(db: Db, accountId: string): Promise<Firm> {
  const owner = await person(db, { key: 'owner' });
  const director = await person(db, { key: 'director', superior: owner });
  const sponsor = await person(db, { key: 'sponsor', superior: owner });
  const operations = await person(db, { key: 'operations', superior: sponsor });
  const finance = await person(db, { key: 'finance', superior: sponsor });
  const manager = await person(db, { key: 'manager', superior: director });
  const [programme] = await db('programme')
    .insert({ key: 'main', name: 'Key accounts', owner_id: owner })
    .returning<{ id: string }[]>('id');
  await db.raw(
    `insert into account (id, key, name, programme_id, region, time_zone, currency, manager_id, director_id)
     overriding system value values (?, 'client-1', 'Client One', ?, 'PT', 'Europe/Lisbon', 'EUR', ?, ?)`,
    [accountId, programme?.id ?? null, manager, director],
  );
  await db('team_member').insert([
    { account_id: accountId, person_id: sponsor, function: 'sponsor' },
    { account_id: accountId, person_id: operations, function: 'operations' },
    { account_id: accountId, person_id: finance, function: 'finance' },
  ]);
  await setRules(db, {
    rules: promptRules,
    reason: 'what follows from a decision is to be seen at once',
    by: { kind: 'person', id: owner },
    at: new Date('2026-01-02T00:00:00Z'),
  });
  return { accountId, manager, director, sponsor, operations, finance, owner };
}

/** Stores so many more people and returns their ids. */
export async function addPeople(db: Db, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push(await person(db, { key: `person${index}` }));
  return ids;
}
