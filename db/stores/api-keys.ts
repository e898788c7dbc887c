import type { Db } from '../client.ts';

/** What a key may do, weakest first: each role includes the ones before it. */
export const apiKeyRoles = ['viewer', 'manager', 'ops', 'admin'] as const;

/** One of {@link apiKeyRoles}. */
export type ApiKeyRole = (typeof apiKeyRoles)[number];

/** A key as it may be shown: never its secret. `personId` is the person on whose behalf it acts. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly role: ApiKeyRole;
  readonly personId: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** A key with the SHA-256 of its secret, for the one place that compares it. */
export interface ApiKeyCredential extends ApiKey {
  readonly secretHash: Buffer;
}

/** What a new key is made of; `secretHash` is the SHA-256 of its secret. */
export interface NewApiKey {
  readonly name: string;
  readonly role: ApiKeyRole;
  readonly personId: string | null;
  readonly secretHash: Buffer;
  readonly at: Date;
}

interface ApiKeyRow {
  id: string;
  name: string;
  role: ApiKeyRole;
  person_id: string | null;
  created_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

const columns = ['id', 'name', 'role', 'person_id', 'created_at', 'last_used_at', 'revoked_at'];

function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    personId: row.person_id,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}

/** Stores a new key and returns it with its number. */
export async function insertApiKey(db: Db, key: NewApiKey): Promise<ApiKey> {
  const rows = await db<ApiKeyRow>('api_key')
    .insert({
      name: key.name,
      role: key.role,
      person_id: key.personId,
      secret_hash: key.secretHash,
      created_at: key.at,
    } as Partial<ApiKeyRow>)
    .returning<ApiKeyRow[]>(columns);
  const [row] = rows;
  if (row === undefined) throw new Error('insert into api_key returned no row');
  return toApiKey(row);
}

/** The key with this number, revoked or not, with its hash; undefined if there is none, or if its person is no longer active. */
export async function findApiKeyCredential(db: Db, id: string): Promise<ApiKeyCredential | undefined> {
  const row = await db('api_key')
    .where({ id })
    .whereRaw('not exists (select from person p where p.id = api_key.person_id and not p.active)')
    .first<(ApiKeyRow & { secret_hash: Buffer }) | undefined>([...columns, 'secret_hash']);
  return row === undefined ? undefined : { ...toApiKey(row), secretHash: row.secret_hash };
}

/** All keys, oldest first, revoked ones included. */
export async function listApiKeys(db: Db): Promise<ApiKey[]> {
  const rows = await db('api_key').orderBy('id').select<ApiKeyRow[]>(columns);
  return rows.map(toApiKey);
}

/** Notes a use of the key, at most once a minute so that reading does not turn into writing. */
export async function touchApiKey(db: Db, use: { id: string; at: Date }): Promise<void> {
  const minuteBefore = new Date(use.at.getTime() - 60_000);
  await db('api_key')
    .where({ id: use.id })
    .where((unused) => void unused.whereNull('last_used_at').orWhere('last_used_at', '<', minuteBefore))
    .update({ last_used_at: use.at });
}

/** Revokes the key for good; a second revocation keeps the first date. Undefined if there is no such key. */
export async function revokeApiKey(
  db: Db,
  revocation: { id: string; at: Date },
): Promise<ApiKey | undefined> {
  const rows = await db('api_key')
    .where({ id: revocation.id })
    .update({ revoked_at: db.raw('coalesce(revoked_at, greatest(created_at, ?))', [revocation.at]) })
    .returning<ApiKeyRow[]>(columns);
  return rows[0] === undefined ? undefined : toApiKey(rows[0]);
}
