import type { z } from 'zod';
import type { Fault } from '../domain/errors.ts';
import { HttpProblem } from './problems.ts';

/** Where a fault is: a JSON pointer into the body, or `query.<name>`, `path.<name>`, `header.<name>`. */
export type RequestPart = 'body' | 'query' | 'path' | 'header';

type Issue = z.core.$ZodIssue;

function place(part: RequestPart, path: readonly PropertyKey[]): string {
  if (part !== 'body') return `${part}.${path.map(String).join('.')}`;
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function faultsOfIssue(part: RequestPart, issue: Issue): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: place(part, [...issue.path, key]),
      message: 'This is not known here; leave it out or check its spelling.',
    }));
  }
  return [{ path: place(part, issue.path), message: issue.message }];
}

/** Checks one part of a request and collects every fault into `faults`; undefined when there are any. */
export function checkPart<Schema extends z.ZodType>(
  schema: Schema,
  given: { readonly part: RequestPart; readonly value: unknown; readonly faults: Fault[] },
): z.output<Schema> | undefined {
  const parsed = schema.safeParse(given.value);
  if (parsed.success) return parsed.data;
  given.faults.push(...parsed.error.issues.flatMap((issue) => faultsOfIssue(given.part, issue)));
  return undefined;
}

/** The 400 that lists every fault of a request at once. */
export function invalidRequest(faults: readonly Fault[]): HttpProblem {
  const detail =
    faults.length === 1 ? 'The request has a fault.' : `The request has ${faults.length} faults.`;
  return new HttpProblem({ status: 400, type: 'invalid-request', detail, faults });
}
