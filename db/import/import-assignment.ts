import { parse } from 'csv-parse/sync';
import type { Actor } from '../../domain/actor.ts';
import { parseAssignmentFile, readAssignmentRow } from '../../domain/assignment/assignment-file.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { setAccountNeeds } from '../stores/account-needs.ts';
import { accountsByKey } from '../stores/accounts.ts';
import { setManagerProfile } from '../stores/manager-profiles.ts';
import { peopleByKey } from '../stores/people.ts';
import { readYaml } from './mapping-file.ts';

/** How many profiles and needs were in a file, and how many of them it changed. */
export interface AssignmentImport {
  readonly managers: { readonly changed: number; readonly unchanged: number };
  readonly accounts: { readonly changed: number; readonly unchanged: number };
}

/** Takes a file of managers' profiles and accounts' needs into the records, all or nothing, each change with its audit event. Throws
 * `invalid` with every fault. */
export function importAssignment(
  db: Db,
  order: { readonly text: string; readonly format: 'yaml' | 'csv'; readonly by: Actor; readonly at: Date },
): Promise<AssignmentImport> {
  const { by, at } = order;
  const value = order.format === 'yaml' ? (readYaml(order.text) ?? {}) : readCsv(order.text);
  return db.transaction(async (trx) => {
    const people = await peopleByKey(trx);
    const accounts = await accountsByKey(trx);
    const known = { people: new Set(people.keys()), accounts: new Set(accounts.keys()) };
    const file = parseAssignmentFile(value, known);
    let profiles = 0;
    for (const { person, ...profile } of file.managers) {
      const personId = people.get(person)?.id ?? '';
      if ((await setManagerProfile(trx, { personId, profile, by, at })).changed) profiles += 1;
    }
    let needed = 0;
    for (const { account, ...needs } of file.accounts) {
      const accountId = accounts.get(account)?.id ?? '';
      if ((await setAccountNeeds(trx, { accountId, needs, by, at })).changed) needed += 1;
    }
    return {
      managers: { changed: profiles, unchanged: file.managers.length - profiles },
      accounts: { changed: needed, unchanged: file.accounts.length - needed },
    };
  });
}

function readCsv(text: string): unknown {
  const rows = parseRows(text);
  const kind = rows.some((row) => 'person' in row) ? 'managers' : 'accounts';
  return { [kind]: rows.map((row) => readAssignmentRow(row)) };
}

function parseRows(text: string): Record<string, string>[] {
  try {
    return parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true });
  } catch (error) {
    throw new DomainError('invalid', `This is no well-formed CSV: ${(error as Error).message}`);
  }
}
