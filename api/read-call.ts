import type { Request } from 'express';
import { z } from 'zod';
import type { Fault } from '../domain/errors.ts';
import { readIfMatch } from './etags.ts';
import { checkPart, invalidRequest } from './faults.ts';
import type { Operation } from './operation.ts';
import { HttpProblem } from './problems.ts';

/** The content types under which a JSON body is accepted. */
export const jsonTypes = ['application/json', 'application/*+json'];

/** The Idempotency-Key header as it is accepted and documented. */
export const idempotencyKeyHeader = z
  .string()
  .regex(
    /^[\x21-\x7e]{1,200}$/,
    'Use 1 to 200 printable ASCII characters without blanks, for instance a UUID.',
  );

const nothing = z.strictObject({});

function hasBody(req: Request): boolean {
  return req.get('Transfer-Encoding') !== undefined || Number(req.get('Content-Length') ?? 0) > 0;
}

function refuseMediaType(op: Operation, req: Request): void {
  const accepted =
    (op.upload && Object.keys(op.upload.contentTypes)) ?? (op.body === undefined ? [] : jsonTypes);
  if (!hasBody(req) || accepted.length === 0 || req.is([...accepted]) !== false) return;
  const detail = `Send the body as ${accepted[0] ?? 'JSON'}, and say so in Content-Type.`;
  throw new HttpProblem({ status: 415, type: 'unsupported-media-type', detail });
}

function checkBody(op: Operation, given: { readonly req: Request; readonly faults: Fault[] }): unknown {
  const { req, faults } = given;
  if (op.body !== undefined) return checkPart(op.body, { part: 'body', value: req.body as unknown, faults });
  if (op.upload === undefined && hasBody(req)) {
    faults.push({ path: '', message: 'This request takes no body; leave it out.' });
  }
  return undefined;
}

/** The checked parts of a request. Throws 415, 428 or one 400 that lists every fault of path, query, header and body. */
export function readCall(op: Operation, req: Request) {
  refuseMediaType(op, req);
  const faults: Fault[] = [];
  const params = checkPart(op.params ?? nothing, { part: 'path', value: req.params, faults });
  const query = checkPart(op.query ?? nothing, { part: 'query', value: req.query, faults });
  const given = op.idempotent === true ? req.get('Idempotency-Key') : undefined;
  const key =
    given === undefined
      ? undefined
      : checkPart(z.object({ 'Idempotency-Key': idempotencyKeyHeader }), {
          part: 'header',
          value: { 'Idempotency-Key': given },
          faults,
        })?.['Idempotency-Key'];
  const body = checkBody(op, { req, faults });
  if (faults.length > 0) throw invalidRequest(faults);
  const ifMatch = op.ifMatch === true ? readIfMatch(req.get('If-Match')) : '';
  return { params, query, body, ifMatch, key };
}
