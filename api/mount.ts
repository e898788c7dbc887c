import express, { Router } from 'express';
import type { Request, RequestHandler, Response } from 'express';
import type { Db } from '../db/client.ts';
import { canonicalJson } from '../domain/canonical-json.ts';
import type { Clock } from '../domain/clock.ts';
import { authenticate, requireRole } from './authentication.ts';
import type { Caller } from './authentication.ts';
import { isUnchanged } from './etags.ts';
import { performOnce } from './idempotent.ts';
import type { Fingerprint, WireAnswer } from './idempotent.ts';
import { successStatuses } from './operation.ts';
import type { Call, Operation, ReceivedUpload, Reply } from './operation.ts';
import { createMethodRefusal, HttpProblem } from './problems.ts';
import type { RateLimits } from './rate-limits.ts';
import { jsonTypes, readCall } from './read-call.ts';

/** What every operation stands on. `bodyLimit` is for JSON bodies, in bytes. */
export interface MountDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly limits: RateLimits;
  readonly bodyLimit: number;
}

interface IncomingCall extends Omit<Call<unknown, unknown, unknown>, 'db'> {
  readonly key: string | undefined;
  /** What the request is known by when it comes again. */
  readonly fingerprint: Fingerprint;
}

function toExpressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

function createGate(op: Operation, deps: MountDeps): RequestHandler {
  return async (req, res, next) => {
    const caller = await authenticate(req, { db: deps.db, now: deps.clock.now() }).catch(
      async (error: unknown) => {
        if (error instanceof HttpProblem) await deps.limits.countFailure(req, res);
        throw error;
      },
    );
    res.locals['keyId'] = caller.keyId;
    res.locals['caller'] = caller;
    await deps.limits.countKey(res, caller.keyId);
    requireRole(caller, op.role);
    next();
  };
}

function toWire(op: Operation, reply: Reply<unknown>): WireAnswer {
  const [usual = 200] = successStatuses(op);
  const body = op.result === undefined ? null : JSON.stringify(op.result.parse(reply.body));
  return {
    status: reply.status ?? usual,
    headers: reply.headers ?? {},
    body,
    ...(reply.file === undefined ? {} : { file: reply.file }),
    ...(reply.afterCommit === undefined ? {} : { afterCommit: reply.afterCommit }),
  };
}

function sendAnswer(res: Response, answer: WireAnswer): void {
  res.status(answer.status).set('Cache-Control', 'private, no-cache').set(answer.headers);
  const reading = res.req.method === 'GET' || res.req.method === 'HEAD';
  const unchanged = reading && isUnchanged(res.req.get('If-None-Match'), res.get('ETag'));
  if (unchanged) res.status(304).end();
  else if (answer.file !== undefined) res.end(answer.file);
  else if (answer.body === null) res.end();
  else res.type('application/json').send(answer.body);
}

async function answerCall(
  op: Operation,
  incoming: { readonly call: IncomingCall; readonly deps: MountDeps },
) {
  const { deps } = incoming;
  const { key, fingerprint, ...given } = incoming.call;
  const effect = async (db: Db) => toWire(op, await op.handle({ ...given, db }));
  if (key === undefined) return { answer: await effect(deps.db), replayed: false };
  const scope = { apiKeyId: given.caller.keyId, key };
  return await performOnce({ db: deps.db, scope, fingerprint, now: given.now }, effect);
}

async function receiveBody(op: Operation, request: Request): Promise<ReceivedUpload> {
  if (op.upload !== undefined) return await op.upload.receive(request);
  const value: unknown = request.body;
  const digest = value === undefined ? '' : canonicalJson(value);
  return { value, digest, discard: () => Promise.resolve() };
}

function createHandler(op: Operation, deps: MountDeps): RequestHandler {
  return async (request, res) => {
    const checked = readCall(op, request);
    const caller = res.locals['caller'] as Caller;
    const { value, digest, discard } = await receiveBody(op, request);
    const body = op.upload === undefined ? checked.body : value;
    const fingerprint = { method: request.method, address: request.originalUrl, body: digest };
    let taken = false;
    try {
      const call = { ...checked, body, fingerprint, caller, discard, now: deps.clock.now() };
      const { answer, replayed } = await answerCall(op, { call, deps });
      taken = !replayed;
      if (replayed) res.set('Idempotency-Replayed', 'true');
      sendAnswer(res, answer);
      answer.afterCommit?.();
    } finally {
      if (!taken) await discard();
    }
  };
}

function mountPath(
  operations: readonly Operation[],
  mount: { readonly router: Router; readonly deps: MountDeps },
): void {
  const { router, deps } = mount;
  const [first] = operations;
  if (first === undefined) return;
  const route = router.route(toExpressPath(first.path));
  route.all((_req, res, next) => {
    res.locals['routeTemplate'] = `/v1${first.path}`;
    next();
  });
  const json = express.json({ limit: deps.bodyLimit, type: jsonTypes });
  for (const op of operations) {
    const chain = [createGate(op, deps), ...(op.body === undefined ? [] : [json]), createHandler(op, deps)];
    route[op.method](...chain);
  }
  route.all(createMethodRefusal(operations.map((op) => op.method.toUpperCase())));
}

/** A router with every operation under its path; any other method there is a 405 that says which there are. */
export function mountOperations(operations: readonly Operation[], deps: MountDeps): Router {
  const router = Router({ caseSensitive: true });
  for (const path of new Set(operations.map((op) => op.path))) {
    mountPath(
      operations.filter((op) => op.path === path),
      { router, deps },
    );
  }
  return router;
}
