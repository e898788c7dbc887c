import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { importRates } from '../../db/import/import-rates.ts';
import { listRates, rateHeldOn, rateVersions } from '../../db/read-models/exchange-rates.ts';
import { storeRates } from '../../db/stores/exchange-rates.ts';
import { DomainError } from '../../domain/errors.ts';
import { receiveUpload, type ReceivedFile } from '../imports/receive-upload.ts';
import { operation, type Operation } from '../operation.ts';
import { readCursor, toPage } from '../paging.ts';
import {
  conversionQuery,
  heldRate,
  newRate,
  pairParams,
  rateCounts,
  rateParams,
  ratePage,
  ratePosition,
  rateQuery,
  storedRate,
  toHeldRate,
} from './schemas.ts';

/** What rates need besides the records: where uploads are kept while they are read. */
export interface ExchangeRateDeps {
  readonly uploadFolder: string;
}

const tag = 'exchange rates';
const limits = { maxBytes: 16 * 1024 ** 2, maxMappingBytes: 0 };

const listOperation = operation({
  id: 'listExchangeRates',
  method: 'get',
  path: '/exchange-rates',
  tag,
  summary: 'List exchange rates, the newest day first',
  role: 'viewer',
  query: rateQuery,
  result: ratePage,
  handle: async ({ db, query: { cursor, ...search } }) => {
    const rows = await listRates(db, { ...search, after: readCursor(ratePosition, cursor) });
    const position = ({ on, base, quote }: (typeof rows)[number]) => ({ on, base, quote });
    return { body: toPage(rows, { limit: search.limit, position }) };
  },
});

const heldOperation = operation({
  id: 'findExchangeRate',
  method: 'get',
  path: '/exchange-rates/{base}/{quote}',
  tag,
  summary: 'Find the rate by which amounts of a day are converted',
  description:
    'The newest stored on or before the day and not older than the programme allows, 7 days where it says nothing; the inverse of a stored rate counts, and a way through the programme’s reporting currency. 404 where there is none: nothing is ever converted one to one.',
  role: 'viewer',
  params: pairParams,
  query: conversionQuery,
  result: heldRate,
  handle: async ({ db, params, query }) => ({
    body: toHeldRate({ ...params, on: query.on }, await rateHeldOn(db, { ...params, ...query })),
  }),
});

const versionsOperation = operation({
  id: 'listExchangeRateVersions',
  method: 'get',
  path: '/exchange-rates/{base}/{quote}/{on}',
  tag,
  summary: 'List the versions of the rate stored for a day, the newest first',
  role: 'viewer',
  params: rateParams,
  result: z.object({ items: z.array(storedRate).readonly() }),
  handle: async ({ db, params }) => {
    const items = await rateVersions(db, params);
    if (items.length > 0) return { body: { items } };
    const { base, quote, on } = params;
    throw new DomainError('notFound', `No rate ${base}/${quote} is stored for ${on}.`);
  },
});

const addOperation = operation({
  id: 'storeExchangeRate',
  method: 'post',
  path: '/exchange-rates',
  tag,
  summary: 'Store the rate of a day, or correct it with a reason',
  description:
    'What is stored stays: a correction is a further version, and whoever asks what was known before it gets the version before. The same rate again changes nothing.',
  role: 'manager',
  body: newRate,
  result: storedRate,
  statuses: [201, 200],
  idempotent: true,
  handle: async ({ db, body, caller, now }) => {
    const { stored, corrected } = await storeRates(db, {
      entries: [{ place: '', entry: body }],
      by: caller.actor,
      at: now,
    });
    const [newest] = await rateVersions(db, body);
    if (!newest) throw new DomainError('conflict', 'The rate was not stored.');
    const { base, quote, on } = body;
    const headers = { Location: `/v1/exchange-rates/${base}/${quote}/${on}` };
    return { status: stored + corrected > 0 ? 201 : 200, body: newest, headers };
  },
});

function importOperation({ uploadFolder }: ExchangeRateDeps): Operation {
  return operation({
    id: 'importExchangeRates',
    method: 'post',
    path: '/exchange-rates/import',
    tag,
    summary: 'Store the rates of a CSV, all or nothing',
    description:
      'The body is the file: base, quote, on, rate, source and, for corrections, reason, in any order below a line that names them; 16 MiB at most. A file with bad lines changes nothing and is answered with every one of them.',
    role: 'manager',
    upload: {
      contentTypes: { 'text/csv': { type: 'string', format: 'binary' } },
      receive: (request) => receiveUpload(request, { ...limits, folder: uploadFolder }),
    },
    result: rateCounts,
    idempotent: true,
    handle: async ({ db, body, caller, now, discard }) => {
      const csv = await readFile((body as ReceivedFile).path, 'utf8');
      const counts = await importRates(db, { csv, by: caller.actor, at: now });
      await discard();
      return { body: counts };
    },
  });
}

/** Exchange rates by day, by which amounts are converted into the currency of a plan. */
export function createExchangeRateOperations(deps: ExchangeRateDeps): readonly Operation[] {
  return [listOperation, heldOperation, versionsOperation, addOperation, importOperation(deps)];
}
