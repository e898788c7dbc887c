import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

const acceptableId = /^[\w.-]{8,100}$/;

/** Gives each request an id, the caller's X-Request-Id if it is harmless, and says it in the answer. */
export const assignRequestId: RequestHandler = (req, res, next) => {
  const given = req.get('X-Request-Id');
  const requestId = given !== undefined && acceptableId.test(given) ? given : randomUUID();
  res.locals['requestId'] = requestId;
  res.set('X-Request-Id', requestId);
  next();
};

/** The path as it may be logged: without query, and without the token of a decision, answer, commitment, lease, survey, escalation, digest or sign-in link, or of a calendar. */
function loggablePath(originalUrl: string): string {
  const path = originalUrl.split('?', 1)[0] ?? '';
  return path.replace(/^(\/+(?:d|q|c|calendar|p|s|e|digest|inbox\/+enter)\/+)[^/]+/i, '$1[redacted]');
}

/** One line per request when it ends; headers, bodies and query strings are never in it. */
export function createRequestLog(log: Logger): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now();
    res.once('close', () => {
      const line = {
        requestId: String(res.locals['requestId']),
        method: req.method,
        path: loggablePath(req.originalUrl),
        status: res.statusCode,
        milliseconds: Math.round(performance.now() - startedAt),
        ...(typeof res.locals['keyId'] === 'string' ? { apiKey: res.locals['keyId'] } : {}),
        ...(res.writableFinished ? {} : { aborted: true }),
      };
      if (res.statusCode >= 500) log.warn(line, 'request');
      else log.info(line, 'request');
    });
    next();
  };
}
