import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import type { Db } from '../db/client.ts';
import { apiKeyRoles, findApiKeyCredential, insertApiKey, touchApiKey } from '../db/stores/api-keys.ts';
import type { ApiKey, ApiKeyRole } from '../db/stores/api-keys.ts';
import type { Actor } from '../domain/actor.ts';
import { HttpProblem } from './problems.ts';

/** Who asks: the key, and the person it acts for, else the key itself, as the audit trail names them. */
export interface Caller {
  readonly keyId: string;
  readonly role: ApiKeyRole;
  readonly actor: Actor;
}

const keyPattern = /^kam_live_(\d{1,18})_([A-Za-z0-9_-]{43})$/;
const bearerPattern = /^Bearer +(\S+)$/i;
const noSecret = Buffer.alloc(32);

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Makes a key of 256 random bits and stores its SHA-256 only: `token` cannot be had a second time. */
export async function issueApiKey(
  db: Db,
  wish: { name: string; role: ApiKeyRole; personId: string | null; at: Date },
): Promise<{ key: ApiKey; token: string }> {
  const secret = randomBytes(32).toString('base64url');
  const key = await insertApiKey(db, { ...wish, secretHash: sha256(secret) });
  return { key, token: `kam_live_${key.id}_${secret}` };
}

function unauthorised(detail: string): HttpProblem {
  const headers = { 'WWW-Authenticate': 'Bearer realm="kam"' };
  return new HttpProblem({ status: 401, type: 'unauthorised', detail, headers });
}

/** The caller of a request; throws 401 problems that never say whether a key number exists. */
export async function authenticate(req: Request, source: { db: Db; now: Date }): Promise<Caller> {
  const header = req.get('Authorization');
  if (header === undefined) throw unauthorised('Send an API key: "Authorization: Bearer kam_live_…".');
  const match = keyPattern.exec(bearerPattern.exec(header)?.[1] ?? '');
  const [, id = '0', secret = ''] = match ?? [];
  const key = match === null ? undefined : await findApiKeyCredential(source.db, id);
  const genuine = timingSafeEqual(sha256(secret), key?.secretHash ?? noSecret);
  if (key === undefined || !genuine || key.revokedAt !== null) {
    throw unauthorised('This API key is not valid or has been revoked. Ask an administrator for one.');
  }
  if (key.lastUsedAt === null || source.now.getTime() - key.lastUsedAt.getTime() >= 60_000) {
    await touchApiKey(source.db, { id: key.id, at: source.now });
  }
  const actor: Actor =
    key.personId === null ? { kind: 'apiKey', id: key.id } : { kind: 'person', id: key.personId };
  return { keyId: key.id, role: key.role, actor };
}

/** Throws 403 unless the caller's role includes the needed one. */
export function requireRole(caller: Caller, needed: ApiKeyRole): void {
  if (apiKeyRoles.indexOf(caller.role) >= apiKeyRoles.indexOf(needed)) return;
  const detail = `This needs a key with the role ${needed}; yours is ${caller.role}.`;
  throw new HttpProblem({ status: 403, type: 'forbidden', detail });
}
