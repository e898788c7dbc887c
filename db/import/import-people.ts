import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import { checkPeopleFile, parsePeopleFile, type PeopleFile } from '../../domain/import-people.ts';
import type { Db } from '../client.ts';
import { appendAudit } from '../stores/audit.ts';
import { accountsByKey, assignAccount } from '../stores/accounts.ts';
import { upsertContacts } from '../stores/contacts.ts';
import { tellHoldersGone } from '../stores/escalation-vacancies.ts';
import { peopleByKey, upsertPeople, upsertProgrammes, type ChangeCounts } from '../stores/people.ts';
import { readYaml } from './mapping-file.ts';

/** What an import of people changed. */
export interface PeopleResult {
  readonly people: ChangeCounts;
  readonly programmes: ChangeCounts;
  readonly accounts: ChangeCounts;
}

/** A people file as it was given; `by` is whom the audit trail names, and `now` when. */
interface PeopleOrder {
  readonly text: string;
  readonly format: 'yaml' | 'csv';
  readonly by: Actor;
  readonly now: Date;
}

/** Reads a people file: YAML or JSON, or a CSV of people whose header names the fields, roles separated by spaces. Throws
 * `invalid` with every fault of its form. */
export function readPeopleFile(text: string, format: 'yaml' | 'csv'): PeopleFile {
  return parsePeopleFile(format === 'yaml' ? (readYaml(text) ?? {}) : { people: readCsv(text) });
}

/** Takes a people file into the records, all or nothing, and leaves an event in the audit chain 'imports'. People whom it does not
 * name stay as they are. Throws `invalid` with every fault, accounts that are not there yet included. */
export async function importPeople(db: Db, order: PeopleOrder): Promise<PeopleResult> {
  const file = readPeopleFile(order.text, order.format);
  const fileSha256 = createHash('sha256').update(order.text).digest('hex');
  return db.transaction(async (trx) => {
    await trx.raw(`select pg_advisory_xact_lock(hashtext('kam people import'))`);
    checkPeopleFile(file, { people: await peopleByKey(trx), accounts: await accountsByKey(trx) });
    const people = await upsertPeople(trx, { people: file.people, at: order.now });
    const programmes = await upsertProgrammes(trx, file.programmes);
    await tellHoldersGone(trx, order.now);
    const result = { people, programmes, accounts: await assignAccounts(trx, file) };
    const event = { chain: 'imports', kind: 'people.imported', subject: 'people' };
    const data = { ...result, fileSha256 };
    await appendAudit(trx, { ...event, at: order.now, actor: order.by, data });
    return result;
  });
}

async function assignAccounts(db: Db, { accounts }: PeopleFile): Promise<ChangeCounts> {
  const ids = { people: await peopleByKey(db), accounts: await accountsByKey(db) };
  let updated = 0;
  for (const entry of accounts) {
    const assigned = await assignAccount(db, { entry, ids });
    const contacts = await upsertContacts(db, {
      accountId: ids.accounts.get(entry.key)?.id ?? '',
      contacts: entry.contacts ?? [],
    });
    if (assigned || contacts > 0) updated += 1;
  }
  return { inserted: 0, updated, unchanged: accounts.length - updated };
}

function readCsv(text: string): unknown[] {
  const rows = parseRecords(text);
  return rows.map((row) => {
    const entries = Object.entries(row).filter(([, value]) => value !== '');
    const person: Record<string, unknown> = Object.fromEntries(entries);
    if (typeof person['roles'] === 'string') person['roles'] = person['roles'].split(/\s+/);
    for (const field of ['active', 'digest'])
      if (person[field] === 'true' || person[field] === 'false') person[field] = person[field] === 'true';
    return person;
  });
}

function parseRecords(text: string): Record<string, string>[] {
  try {
    return parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true });
  } catch (error) {
    throw new DomainError('invalid', `This is no well-formed CSV: ${(error as Error).message}`);
  }
}
