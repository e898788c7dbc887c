import { Option } from 'commander';
import type { Command } from 'commander';
import { issueApiKey } from '../../api/authentication.ts';
import { connect } from '../../db/client.ts';
import type { Db } from '../../db/client.ts';
import { findPersonId } from '../../db/read-models/people.ts';
import { apiKeyRoles, listApiKeys, revokeApiKey } from '../../db/stores/api-keys.ts';
import type { ApiKey, ApiKeyRole } from '../../db/stores/api-keys.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { readCommandSettings } from '../settings.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface CreateOptions extends JsonOption {
  readonly name: string;
  readonly role: ApiKeyRole;
  readonly person?: string;
}

async function withDatabase<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const db = connect(readCommandSettings().databaseUrl, { poolMax: 1 });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

function stateOf(key: ApiKey): string {
  if (key.revokedAt !== null) return `revoked ${key.revokedAt.toISOString()}`;
  return key.lastUsedAt === null ? 'never used' : `last used ${key.lastUsedAt.toISOString()}`;
}

async function createKey(options: CreateOptions): Promise<void> {
  const { key, token } = await withDatabase(async (db) => {
    const personId = options.person === undefined ? null : await findPersonId(db, options.person);
    return await issueApiKey(db, { name: options.name, role: options.role, personId, at: systemClock.now() });
  });
  if (options.json === true) {
    console.log(JSON.stringify({ ...key, token }));
    return;
  }
  console.log(`Key ${key.id} (${key.role}): ${token}`);
  console.log('Keep it now: it is stored as a hash only and cannot be shown again.');
}

async function listKeys(options: JsonOption): Promise<void> {
  const keys = await withDatabase(listApiKeys);
  if (options.json === true) {
    console.log(JSON.stringify(keys));
    return;
  }
  for (const key of keys) {
    const person = key.personId === null ? '' : `, acts for person ${key.personId}`;
    console.log(`${key.id}  ${key.name}  ${key.role}${person}  ${stateOf(key)}`);
  }
  if (keys.length === 0)
    console.log('There are no keys yet. "kam keys create --help" tells how to make one.');
}

async function revokeKey(id: string, options: JsonOption): Promise<void> {
  if (!/^\d{1,18}$/.test(id))
    throw new DomainError('invalid', `"${id}" is no key number. "kam keys list" shows them.`);
  const key = await withDatabase((db) => revokeApiKey(db, { id, at: systemClock.now() }));
  if (key === undefined)
    throw new DomainError('notFound', `There is no key ${id}. "kam keys list" shows them.`);
  console.log(
    options.json === true ? JSON.stringify(key) : `Key ${id} (${key.name}) opens nothing any more.`,
  );
}

/** Adds `kam keys create|list|revoke`: API keys are made here, where the operator sits, and never over HTTP. */
export function registerKeysCommand(program: Command): void {
  const keys = program.command('keys').description('make, list and revoke API keys');
  keys
    .command('create')
    .description('make a key and print it once')
    .requiredOption('--name <name>', 'what it is for')
    .addOption(new Option('--role <role>', 'what it may do').choices([...apiKeyRoles]).default('viewer'))
    .option('--person <key-or-email>', 'the person on whose behalf it acts')
    .option('--json', 'print JSON')
    .action(createKey);
  keys.command('list').description('list all keys').option('--json', 'print JSON').action(listKeys);
  keys
    .command('revoke')
    .description('make a key useless, for good')
    .argument('<id>', 'the number from "kam keys list"')
    .option('--json', 'print JSON')
    .action(revokeKey);
}
