import express from 'express';
import type { Express, Router } from 'express';
import type { Logger } from 'pino';
import type { Db } from '../db/client.ts';
import type { Clock } from '../domain/clock.ts';
import { createDocsRoutes } from './docs/routes.ts';
import { createHealthRoutes } from './health/routes.ts';
import type { HealthDeps } from './health/routes.ts';
import { createApiMetrics } from './metrics.ts';
import { mountOperations } from './mount.ts';
import { createOpenApiDocument } from './openapi.ts';
import type { Operation } from './operation.ts';
import { createErrorHandler, createMethodRefusal, unknownAddress } from './problems.ts';
import { createRateLimits } from './rate-limits.ts';
import type { RateLimitSettings } from './rate-limits.ts';
import { assignRequestId, createRequestLog } from './request-log.ts';
import { createSecurityHeaders } from './security-headers.ts';

/** What the app stands on. `pages` are the decision links and the home page, mounted at the root. */
export interface AppDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly version: string;
  readonly publicUrl: string;
  /** How many proxies stand in front: so many addresses of X-Forwarded-For are believed. */
  readonly trustProxy: number;
  readonly limits: RateLimitSettings;
  readonly operations: readonly Operation[];
  readonly pages?: Router;
  readonly health: Pick<HealthDeps, 'isStopping' | 'required' | 'optional'>;
}

const jsonBodyLimit = 256 * 1024;

/** The whole Express app, ready to listen; all it needs comes in, and it starts nothing. */
export function createApp(deps: AppDeps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', deps.trustProxy);
  app.set('etag', false);
  const metrics = createApiMetrics();
  const limits = createRateLimits(deps.limits);
  const { operations, db, clock, version, publicUrl } = deps;
  app.use(
    assignRequestId,
    createRequestLog(deps.log),
    metrics.timeRequests,
    createSecurityHeaders(publicUrl),
  );
  app.use(createHealthRoutes({ ...deps.health, version, registry: metrics.registry }));
  app.use('/docs', createDocsRoutes());
  app.use('/v1', limits.address);
  const document = JSON.stringify(createOpenApiDocument(operations, { version, publicUrl }));
  app
    .route('/v1/openapi.json')
    .get((_req, res) => void res.type('application/json').send(document))
    .all(createMethodRefusal(['GET']));
  app.use('/v1', mountOperations(operations, { db, clock, limits, bodyLimit: jsonBodyLimit }));
  if (deps.pages !== undefined) app.use(deps.pages);
  app.use(unknownAddress);
  app.use(createErrorHandler(deps.log));
  return app;
}
