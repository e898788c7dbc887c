import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import type {
  ZodOpenApiOperationObject,
  ZodOpenApiPathsObject,
  ZodOpenApiResponsesObject,
} from 'zod-openapi';
import { successStatuses } from './operation.ts';
import type { Operation } from './operation.ts';
import { idempotencyKeyHeader } from './read-call.ts';

const fault = z
  .object({
    path: z
      .string()
      .meta({ description: 'A JSON pointer into the body, or query.<name>, path.<name>, header.<name>.' }),
    message: z.string(),
  })
  .meta({ id: 'Fault' });

const problem = z
  .object({
    type: z.string().meta({ description: 'urn:kam:problem:<kind>; stable, for programs.', format: 'uri' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What was wrong and what to do, for people.' }),
    instance: z.string().meta({ description: 'urn:kam:request:<X-Request-Id>', format: 'uri' }),
    faults: z.array(fault).optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });

const statusTexts: Record<number, string> = {
  200: 'Done.',
  201: 'Created.',
  202: 'Accepted; it goes on in the background.',
  204: 'Done; there is nothing to say.',
};

const refusals = {
  always: {
    400: 'The request has faults; all are listed.',
    401: 'No valid API key.',
    403: 'The role of the key does not suffice.',
    429: 'Too many requests.',
    500: 'Something went wrong here.',
    503: 'The database cannot be reached.',
  },
  params: { 404: 'There is no such record.' },
  body: { 413: 'The body is too large.', 415: 'The body has the wrong content type.' },
  write: { 409: 'This is not possible in the present state.', 422: 'The request makes no sense as it is.' },
  ifMatch: { 412: 'It has changed since it was read.', 428: 'If-Match is missing.' },
} satisfies Record<string, Record<number, string>>;

function problemResponses(op: Operation): ZodOpenApiResponsesObject {
  const texts: Record<number, string> = {
    ...refusals.always,
    ...(op.params === undefined ? {} : refusals.params),
    ...(op.body === undefined && op.upload === undefined ? {} : refusals.body),
    ...(op.method === 'get' ? {} : refusals.write),
    ...(op.ifMatch === true ? refusals.ifMatch : {}),
  };
  const content = { 'application/problem+json': { schema: problem } };
  return Object.fromEntries(
    Object.entries(texts).map(([status, description]) => [status, { description, content }]),
  );
}

const binary = { type: 'string', format: 'binary' } as const;

function successResponses(op: Operation): ZodOpenApiResponsesObject {
  const headers = z.object({
    ...(op.etag === true ? { ETag: z.string().meta({ description: 'Send it as If-Match to edit.' }) } : {}),
    ...(op.idempotent === true
      ? {
          'Idempotency-Replayed': z
            .literal('true')
            .optional()
            .meta({ description: 'This answer was given before.' }),
        }
      : {}),
  });
  const described = Object.keys(headers.shape).length === 0 ? {} : { headers };
  const content =
    op.download === true
      ? { content: { 'application/octet-stream': { schema: binary } } }
      : op.result === undefined
        ? {}
        : { content: { 'application/json': { schema: op.result } } };
  const responses: ZodOpenApiResponsesObject = {};
  for (const status of successStatuses(op)) {
    responses[`${status}` as '200'] = {
      description: statusTexts[status] ?? 'Done.',
      ...described,
      ...content,
    };
  }
  if (op.etag === true && op.method === 'get')
    responses['304'] = { description: 'Not changed since If-None-Match.' };
  return responses;
}

function requestHeaders(op: Operation): z.ZodObject | undefined {
  const shape = {
    ...(op.idempotent === true ? { 'Idempotency-Key': idempotencyKeyHeader.optional() } : {}),
    ...(op.ifMatch === true
      ? { 'If-Match': z.string().meta({ description: 'The ETag of the version that you read.' }) }
      : {}),
    ...(op.etag === true && op.method === 'get' ? { 'If-None-Match': z.string().optional() } : {}),
  };
  return Object.keys(shape).length === 0 ? undefined : z.object(shape);
}

function requestBody(op: Operation): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  if (op.body !== undefined) {
    return { requestBody: { required: true, content: { 'application/json': { schema: op.body } } } };
  }
  if (op.upload === undefined) return {};
  const types = Object.entries(op.upload.contentTypes).map(([type, schema]) => [type, { schema }] as const);
  return { requestBody: { required: true, content: Object.fromEntries(types) } };
}

function describeOperation(op: Operation): ZodOpenApiOperationObject {
  const header = requestHeaders(op);
  return {
    operationId: op.id,
    tags: [op.tag],
    summary: op.summary,
    description: [op.description, `Role: ${op.role} or above.`]
      .filter((text) => text !== undefined)
      .join('\n\n'),
    requestParams: {
      ...(op.params === undefined ? {} : { path: op.params }),
      ...(op.query === undefined ? {} : { query: op.query }),
      ...(header === undefined ? {} : { header }),
    },
    ...requestBody(op),
    responses: { ...successResponses(op), ...problemResponses(op) },
  };
}

/** The OpenAPI 3.1 document of the operations, made of the very schemas that check requests and shape answers. */
export function createOpenApiDocument(
  operations: readonly Operation[],
  about: { readonly version: string; readonly publicUrl: string },
) {
  const paths: ZodOpenApiPathsObject = {};
  for (const op of operations) {
    paths[op.path] = { ...paths[op.path], [op.method]: describeOperation(op) };
  }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'KAM',
      version: about.version,
      description: 'Key account management: accounts, reviews, plans and their approvals. See docs/api.md.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: `${about.publicUrl.replace(/\/$/, '')}/v1` }],
    security: [{ apiKey: [] }],
    tags: [...new Set(operations.map((op) => op.tag))].map((name) => ({ name })),
    components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } } },
    paths,
  });
}
