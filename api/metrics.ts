import type { Request, RequestHandler, Response } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** The process's Prometheus metrics and the middleware that times requests by route template, never by raw path. */
export interface ApiMetrics {
  readonly registry: Registry;
  readonly timeRequests: RequestHandler;
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

function routeOf(req: Request, res: Response): string {
  const template: unknown = res.locals['routeTemplate'];
  if (typeof template === 'string') return template;
  const route: unknown = req.route;
  if (typeof route !== 'object' || route === null) return 'unmatched';
  const path: unknown = Reflect.get(route, 'path');
  return typeof path === 'string' ? `${req.baseUrl}${path}` : 'unmatched';
}

/** A registry of its own, so that several apps can live in one process. Durations are in seconds. */
export function createApiMetrics(): ApiMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Duration of HTTP requests by method, route template and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  const timeRequests: RequestHandler = (req, res, next) => {
    const stop = duration.startTimer();
    res.once('close', () => {
      const method = methods.has(req.method) ? req.method : 'OTHER';
      stop({ method, route: routeOf(req, res), status: String(res.statusCode) });
    });
    next();
  };
  return { registry, timeRequests };
}
