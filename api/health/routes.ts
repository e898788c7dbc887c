import { Router } from 'express';
import type { Registry } from 'prom-client';
import { createMethodRefusal } from '../problems.ts';

/** What readiness is judged by. Each check resolves when all is well and rejects with the reason otherwise. */
export interface HealthDeps {
  readonly version: string;
  readonly registry: Registry;
  /** True once the process has been told to stop. */
  readonly isStopping: () => boolean;
  /** Without these nothing can be answered. */
  readonly required: Readonly<Record<string, () => Promise<void>>>;
  /** Without these facts are still taken and delivered later. */
  readonly optional: Readonly<Record<string, () => Promise<void>>>;
}

const patienceMs = 2_000;

async function isUp(check: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const inTime = check().then(
    () => true,
    () => false,
  );
  const up = await Promise.race([inTime, late]);
  clearTimeout(timer);
  return up;
}

async function missing(checks: Readonly<Record<string, () => Promise<void>>>): Promise<string[]> {
  const judged = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => ({ name, up: await isUp(check) })),
  );
  return judged.filter((part) => !part.up).map((part) => part.name);
}

/** `/livez`, `/readyz` and `/metrics`, open to whoever reaches the port: keep them behind the proxy. */
export function createHealthRoutes(deps: HealthDeps): Router {
  const router = Router();
  const refuse = createMethodRefusal(['GET']);
  router
    .route('/livez')
    .get((_req, res) => void res.set('Cache-Control', 'no-store').json({ status: 'alive' }))
    .all(refuse);
  router
    .route('/readyz')
    .get(async (_req, res) => {
      const [down, degraded] = await Promise.all([missing(deps.required), missing(deps.optional)]);
      const stopping = deps.isStopping();
      const ready = down.length === 0 && !stopping;
      const status = stopping ? 'stopping' : ready ? 'ready' : 'unavailable';
      res.set('Cache-Control', 'no-store').status(ready ? 200 : 503);
      res.json({ status, version: deps.version, down, degraded });
    })
    .all(refuse);
  router
    .route('/metrics')
    .get(async (_req, res) => {
      res.type(deps.registry.contentType).send(await deps.registry.metrics());
    })
    .all(refuse);
  return router;
}
