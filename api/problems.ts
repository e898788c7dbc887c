import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, Request, Response } from 'express';
import type { Logger } from 'pino';
import { DomainError } from '../domain/errors.ts';
import type { DomainErrorCode, Fault } from '../domain/errors.ts';
import { explainRefusal } from '../db/refusals.ts';

/** A refusal in HTTP's terms; becomes an RFC 9457 problem. `headers` go out with it. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly type: string;
  readonly faults: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(problem: {
    status: number;
    type: string;
    detail: string;
    faults?: readonly Fault[];
    headers?: Readonly<Record<string, string>>;
    cause?: unknown;
  }) {
    super(problem.detail, problem.cause === undefined ? {} : { cause: problem.cause });
    this.name = 'HttpProblem';
    this.status = problem.status;
    this.type = problem.type;
    this.faults = problem.faults ?? [];
    this.headers = problem.headers ?? {};
  }
}

const statusOfCode: Record<DomainErrorCode, number> = {
  notFound: 404,
  invalid: 422,
  conflict: 409,
  stale: 412,
  forbidden: 403,
  closed: 409,
  contentChanged: 409,
  alreadyDecided: 409,
  expired: 410,
  codeNeeded: 403,
  unsupported: 422,
};

const bodyParserProblems: Record<string, { status: number; type: string; detail: string }> = {
  'entity.parse.failed': {
    status: 400,
    type: 'malformed-json',
    detail: 'The body is not valid JSON. Send one JSON object.',
  },
  'entity.too.large': {
    status: 413,
    type: 'too-large',
    detail: 'The body is larger than this address accepts.',
  },
  'encoding.unsupported': {
    status: 415,
    type: 'unsupported-media-type',
    detail: 'This Content-Encoding is not supported. Send the body plain, or as gzip.',
  },
  'charset.unsupported': {
    status: 415,
    type: 'unsupported-media-type',
    detail: 'This character set is not supported. Send UTF-8.',
  },
  'request.aborted': { status: 400, type: 'incomplete', detail: 'The request ended before its body did.' },
  'request.size.invalid': {
    status: 400,
    type: 'incomplete',
    detail: 'Content-Length does not fit the body.',
  },
};

const databaseGone = new Set(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03', '08006', '08001', '53300']);

function kebab(code: string): string {
  return code.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function textProperty(error: unknown, name: string): string {
  if (typeof error !== 'object' || error === null) return '';
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : '';
}

function isDatabaseGone(error: unknown): boolean {
  return databaseGone.has(textProperty(error, 'code')) || textProperty(error, 'name') === 'KnexTimeoutError';
}

/** The problem for whatever was thrown; anything unforeseen is a 500 that gives nothing away. */
export function toProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof DomainError) {
    const { message, faults } = error;
    return new HttpProblem({
      status: statusOfCode[error.code],
      type: kebab(error.code),
      detail: message,
      faults,
    });
  }
  const known = bodyParserProblems[textProperty(error, 'type')];
  if (known !== undefined) return new HttpProblem(known);
  if (error instanceof URIError) {
    return new HttpProblem({ status: 400, type: 'malformed-address', detail: 'The address is not valid.' });
  }
  if (isDatabaseGone(error)) {
    const headers = { 'Retry-After': '5' };
    const detail = 'The database cannot be reached at the moment. Nothing was changed; try again shortly.';
    return new HttpProblem({ status: 503, type: 'unavailable', detail, headers });
  }
  const refusal = explainRefusal(error);
  if (refusal !== undefined)
    return new HttpProblem({ status: 422, type: 'invalid', detail: refusal, cause: error });
  return new HttpProblem({
    status: 500,
    type: 'internal',
    detail: 'Something went wrong here. Quote the request id when you report it.',
  });
}

/** Sends a problem as application/problem+json, with the request id as its instance. */
function sendProblem(res: Response, problem: HttpProblem): void {
  res.status(problem.status).set(problem.headers).set('Cache-Control', 'no-store');
  res.type('application/problem+json').send(
    JSON.stringify({
      type: `urn:kam:problem:${problem.type}`,
      title: STATUS_CODES[problem.status] ?? 'Error',
      status: problem.status,
      detail: problem.message,
      instance: `urn:kam:request:${String(res.locals['requestId'])}`,
      ...(problem.faults.length > 0 ? { faults: problem.faults } : {}),
    }),
  );
}

/** The last middleware: whatever was thrown becomes a problem; what nobody foresaw is logged with its stack. */
export function createErrorHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, next) => {
    const problem = toProblem(error);
    if (problem.status >= 500 || problem.cause !== undefined)
      log.error(
        { err: problem.cause ?? error, requestId: String(res.locals['requestId']) },
        'request failed',
      );
    if (res.headersSent) {
      next(error);
      return;
    }
    sendProblem(res, problem);
  };
}

/** 404 for an address that no route knows. */
export function unknownAddress(_req: Request, res: Response): void {
  const detail = 'There is nothing at this address. See /docs for the addresses there are.';
  sendProblem(res, new HttpProblem({ status: 404, type: 'not-found', detail }));
}

/** 405 with Allow for an address that exists under other methods; OPTIONS gets the same list and 204. */
export function createMethodRefusal(methods: readonly string[]): (req: Request, res: Response) => void {
  const allowed = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  const allow = [...allowed, 'OPTIONS'].join(', ');
  return (req, res) => {
    if (req.method === 'OPTIONS') {
      res.set('Allow', allow).status(204).end();
      return;
    }
    const detail = `${req.method} is not possible here; ${allow} are.`;
    sendProblem(
      res,
      new HttpProblem({ status: 405, type: 'method-not-allowed', detail, headers: { Allow: allow } }),
    );
  };
}
