import type { AddressInfo } from 'node:net';
import type { Router } from 'express';
import pino from 'pino';
import { createApp } from '../../api/app.ts';
import { issueApiKey } from '../../api/authentication.ts';
import type { Operation } from '../../api/operation.ts';
import { defaultRateLimits } from '../../api/rate-limits.ts';
import type { RateLimitSettings } from '../../api/rate-limits.ts';
import type { Db } from '../../db/client.ts';
import type { ApiKeyRole } from '../../db/stores/api-keys.ts';
import { systemClock } from '../../domain/clock.ts';
import type { Clock } from '../../domain/clock.ts';
import { expectNoSecretLeft, secretsOf } from '../support/token-hygiene.ts';

/** What a test may change of the app; the rest is as in production. */
export interface ServerOptions {
  readonly db: Db;
  readonly operations: readonly Operation[];
  readonly clock?: Clock;
  readonly limits?: Partial<RateLimitSettings>;
  readonly trustProxy?: number;
  readonly pages?: Router;
  readonly required?: Readonly<Record<string, () => Promise<void>>>;
  readonly optional?: Readonly<Record<string, () => Promise<void>>>;
  readonly isStopping?: () => boolean;
  /** `db` reaches no database, so that no token can be looked up in it. */
  readonly isCut?: boolean;
}

/** An API on a free port with what it logged, line by line. */
export interface TestServer {
  readonly url: string;
  readonly logged: string[];
  /** Ends it; throws if a token or key of its database stands in what it logged. */
  close(): Promise<void>;
}

/** Starts the real app on 127.0.0.1 and a free port. */
export async function startServer(options: ServerOptions): Promise<TestServer> {
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const app = createApp({
    db: options.db,
    clock: options.clock ?? systemClock,
    log,
    version: '0.0.0-test',
    publicUrl: 'http://127.0.0.1',
    trustProxy: options.trustProxy ?? 0,
    limits: { ...defaultRateLimits, perAddress: 100_000, perKey: 100_000, ...options.limits },
    operations: options.operations,
    ...(options.pages === undefined ? {} : { pages: options.pages }),
    health: {
      isStopping: options.isStopping ?? (() => false),
      required: options.required ?? {},
      optional: options.optional ?? {},
    },
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    logged,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      if (options.isCut === true) return;
      const texts = logged.map((line) => ['the log of the API', line] as const);
      await expectNoSecretLeft(await secretsOf(options.db), { texts });
    },
  };
}

/** A token of a new key with this role. */
export async function tokenFor(db: Db, role: ApiKeyRole, personId: string | null = null): Promise<string> {
  const { token } = await issueApiKey(db, { name: `test ${role}`, role, personId, at: new Date() });
  return token;
}

/** One HTTP call with a key; `json` becomes the body. */
export async function call(
  server: TestServer,
  request: {
    method?: string;
    path: string;
    token?: string;
    json?: unknown;
    headers?: Record<string, string>;
    body?: string;
  },
): Promise<Response> {
  const headers: Record<string, string> = { ...request.headers };
  if (request.token !== undefined) headers['Authorization'] = `Bearer ${request.token}`;
  if (request.json !== undefined) headers['Content-Type'] = 'application/json';
  const body = request.json === undefined ? request.body : JSON.stringify(request.json);
  return await fetch(`${server.url}${request.path}`, {
    method: request.method ?? 'GET',
    headers,
    ...(body === undefined ? {} : { body }),
  });
}

/** A problem as its reader sees it. */
export interface ProblemBody {
  readonly type: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly faults?: readonly { readonly path: string; readonly message: string }[];
}

/** The problem in an answer; fails when the answer is none. */
export async function problemOf(response: Response): Promise<ProblemBody> {
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('application/problem+json'))
    throw new Error(`no problem but ${response.status} ${type}`);
  return (await response.json()) as ProblemBody;
}
