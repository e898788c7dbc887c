import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { idleDeps } from './idle-deps.ts';
import { createTestDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { call, startServer, tokenFor } from './server.ts';
import type { TestServer } from './server.ts';

type Document = {
  openapi: string;
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
};

let database: TestDatabase;
let server: TestServer;
let document: Document;
const operations = createOperations(idleDeps);

beforeAll(async () => {
  database = await createTestDatabase();
  server = await startServer({ db: database.app, operations, limits: { failedAuthentication: 1000 } });
  document = (await (await call(server, { path: '/v1/openapi.json' })).json()) as Document;
});

afterAll(async () => {
  await server.close();
  await database.drop();
});

const documented = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ path, method })),
  );
const filled = (path: string) => `/v1${path.replaceAll(/\{\w+\}/g, '1')}`;

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(structuredClone(document));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
    expect(document.openapi).toMatch(/^3\.1\./);
  });

  test('has a unique id for every operation', () => {
    const ids = documented().map(({ path, method }) => document.paths[path]?.[method]?.operationId);
    expect(new Set(ids).size).toBe(operations.length);
  });

  test('names only routes that exist: each asks for a key instead of being unknown', async () => {
    const unknown = [];
    for (const { path, method } of documented()) {
      const response = await call(server, { method: method.toUpperCase(), path: filled(path) });
      if (response.status !== 401) unknown.push(`${method} ${path} ${response.status}`);
    }
    expect(unknown).toEqual([]);
  });

  test('names every route there is: Allow lists no method that it lacks', async () => {
    const missing = [];
    for (const [path, methods] of Object.entries(document.paths)) {
      const allow =
        (await call(server, { method: 'OPTIONS', path: filled(path) })).headers.get('allow') ?? '';
      const real = allow
        .toLowerCase()
        .split(', ')
        .filter((method) => method !== 'head' && method !== 'options');
      if (real.toSorted().join() !== Object.keys(methods).toSorted().join()) missing.push(`${path} ${allow}`);
    }
    expect(missing).toEqual([]);
  });

  test('promises a problem for each refusal that a preconditioned edit can meet', () => {
    const responses = document.paths['/plans/{planId}/steps/{stepId}']?.['patch']?.responses ?? {};
    expect(Object.keys(responses)).toEqual(
      expect.arrayContaining(['400', '401', '403', '404', '409', '412', '415', '428']),
    );
  });
});

/** Lists that hold what comes with the product. */
const builtIn = new Set([
  '/criteria-sets',
  '/approval-rules/versions',
  '/escalation-policy/versions',
  '/warning-rules/versions',
  '/health-config/versions',
]);

test('every list answers an empty page in the form that the document promises', async () => {
  const token = await tokenFor(database.app, 'admin');
  const lists = operations.filter(
    ({ method, params, query, id }) =>
      method === 'get' && params === undefined && query && 'cursor' in query.shape && id !== 'listApiKeys',
  );
  expect(lists.length).toBeGreaterThan(5);
  for (const { path } of lists) {
    const query = path === '/audit-events' ? '?chain=none' : '';
    const response = await call(server, { path: `/v1${path}${query}`, token });
    const page = (await response.json()) as { items?: unknown[] };
    const items = builtIn.has(path) ? page.items : [];
    expect([path, response.status, page]).toEqual([path, 200, { items, next: null }]);
    expect(items).toHaveLength(builtIn.has(path) ? 1 : 0);
  }
});
