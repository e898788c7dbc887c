import type { Request, RequestHandler, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { HttpProblem } from './problems.ts';

/** Requests a minute, counted by each API process for itself. */
export interface RateLimitSettings {
  readonly perKey: number;
  readonly perAddress: number;
  readonly failedAuthentication: number;
}

/** Generous for people and scripts, tight for guessing; see docs/api.md. */
export const defaultRateLimits: RateLimitSettings = {
  perKey: 600,
  perAddress: 1200,
  failedAuthentication: 20,
};

/** Requests to decision links a minute, by address: many approvers may share one. */
export const decisionLinksPerMinute = 300;

/** Sign-in links that may be asked for a minute, by address: each is a mail to somebody. */
const signInsPerMinute = 20;

/** The limits of one API process. Each throws a 429 problem with Retry-After when its bucket is empty. */
export interface RateLimits {
  /** Every request below /v1, by address. */
  readonly address: RequestHandler;
  countKey(res: Response, keyId: string): Promise<void>;
  /** A failed authentication, by address. Valid keys go on working there: many people may share it. */
  countFailure(req: Request, res: Response): Promise<void>;
}

const windowSeconds = 60;

function addressOf(req: Request): string {
  const address = req.ip ?? 'unknown';
  return address.includes(':') && !address.startsWith('::ffff:')
    ? address.split(':').slice(0, 4).join(':')
    : address;
}

function tooMany(bucket: string, result: RateLimiterRes): HttpProblem {
  const seconds = Math.max(1, Math.ceil(result.msBeforeNext / 1000));
  const detail = `Too many requests (${bucket}). Try again in ${seconds} s.`;
  return new HttpProblem({
    status: 429,
    type: 'too-many-requests',
    detail,
    headers: { 'Retry-After': `${seconds}` },
  });
}

function createBucket(name: string, points: number) {
  const limiter = new RateLimiterMemory({ points, duration: windowSeconds });
  const describe = (res: Response, result: RateLimiterRes): void => {
    const seconds = Math.max(1, Math.ceil(result.msBeforeNext / 1000));
    res.set('RateLimit-Policy', `"${name}";q=${points};w=${windowSeconds}`);
    res.set('RateLimit', `"${name}";r=${Math.max(0, result.remainingPoints)};t=${seconds}`);
  };
  return {
    async consume(res: Response, subject: string): Promise<void> {
      try {
        describe(res, await limiter.consume(subject));
      } catch (result) {
        if (!(result instanceof RateLimiterRes)) throw result;
        describe(res, result);
        throw tooMany(name, result);
      }
    },
  };
}

function countAddresses(bucket: ReturnType<typeof createBucket>): RequestHandler {
  return async (req, res, next) => {
    await bucket.consume(res, addressOf(req));
    next();
  };
}

/** The limit of decision links, counted by address; throws a 429 problem with Retry-After like the others. */
export function createDecisionLinkLimit(perMinute: number): RequestHandler {
  return countAddresses(createBucket('decision-links', perMinute));
}

/** The limit of wishes to sign in, counted by address; throws a 429 problem with Retry-After like the others. */
export function createSignInLimit(): RequestHandler {
  return countAddresses(createBucket('sign-ins', signInsPerMinute));
}

/** Buckets in this process's memory: behind several API processes each counts its own share. */
export function createRateLimits(settings: RateLimitSettings): RateLimits {
  const perAddress = createBucket('address', settings.perAddress);
  const perKey = createBucket('key', settings.perKey);
  const failures = createBucket('failed-authentication', settings.failedAuthentication);
  return {
    address: countAddresses(perAddress),
    countKey: (res, keyId) => perKey.consume(res, keyId),
    countFailure: (req, res) => failures.consume(res, addressOf(req)),
  };
}
