import type { Request } from 'express';
import type { z } from 'zod';
import type { oas31 } from 'zod-openapi';
import type { ApiKeyRole } from '../db/stores/api-keys.ts';
import type { Db } from '../db/client.ts';
import type { Caller } from './authentication.ts';

/** What a handler gets: the checked parts of the request, and who asks. */
export interface Call<Params, Query, Body> {
  /** The database, or the transaction that also keeps the answer when the caller sent an Idempotency-Key. */
  readonly db: Db;
  readonly caller: Caller;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The entity tag of If-Match without quotes; '' where the operation does not ask for one. */
  readonly ifMatch: string;
  readonly now: Date;
  /** Throws the upload away; does nothing where there is none. */
  readonly discard: () => Promise<void>;
}

/** What a handler answers. `afterCommit` runs once the effect is committed and must not throw. */
export interface Reply<Result> {
  readonly status?: number;
  readonly body?: Result;
  readonly headers?: Readonly<Record<string, string>>;
  /** What a download answers with; `headers` say what it is. */
  readonly file?: Buffer;
  readonly afterCommit?: () => void;
}

/** An upload as it arrived: what the handler gets as body, and the SHA-256 by which a repetition is known. */
export interface ReceivedUpload {
  readonly value: unknown;
  readonly digest: string;
  /** Throws the upload away; called when the handler did not succeed, else the handler's to call. */
  readonly discard: () => Promise<void>;
}

/** How a body that is too large for memory is received; `value` must fit what the handler expects as body. */
export interface Upload {
  /** Each content type with the schema that the document shows for it. */
  readonly contentTypes: Readonly<Record<string, oas31.SchemaObject>>;
  receive(request: Request): Promise<ReceivedUpload>;
}

interface OperationFacts {
  /** operationId in the OpenAPI document. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below /v1, parameters in braces: `/accounts/{accountId}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** The weakest role that may call it. */
  readonly role: ApiKeyRole;
  /** The statuses of success, the usual one first; without it 200, or 204 when there is no result. */
  readonly statuses?: readonly number[];
  /** Honours Idempotency-Key. */
  readonly idempotent?: boolean;
  /** Demands If-Match: 428 without it, 412 when it is stale. */
  readonly ifMatch?: boolean;
  /** Answers carry an ETag. */
  readonly etag?: boolean;
  /** Takes a streamed body instead of JSON; `body` is then left out. */
  readonly upload?: Upload;
  /** Answers with a file instead of JSON; `result` is then left out. */
  readonly download?: boolean;
}

/** One route and all that its documentation says, with types from its schemas. */
export interface OperationSpec<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Result extends z.ZodType,
> extends OperationFacts {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly result?: Result;
  handle(call: Call<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<Reply<z.input<Result>>>;
}

/** An operation as the router and the document see it, its types forgotten. */
export interface Operation extends OperationFacts {
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly result?: z.ZodType;
  handle(call: Call<unknown, unknown, unknown>): Promise<Reply<unknown>>;
}

/** Declares an operation; the handler's types follow from the schemas. */
export function operation<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Result extends z.ZodType,
>(spec: OperationSpec<Params, Query, Body, Result>): Operation {
  return spec;
}

/** The statuses of success, the usual one first. */
export function successStatuses(op: Operation): readonly number[] {
  return op.statuses ?? [op.result === undefined && op.download !== true ? 204 : 200];
}
