import type { oas31 } from 'zod-openapi';
import { readMapping } from '../../db/import/mapping-file.ts';
import { getImportBatch, listImportBatches, listImportFaults } from '../../db/read-models/imports.ts';
import type { ImportMapping } from '../../domain/import-mapping.ts';
import { invalidRequest } from '../faults.ts';
import { recordId } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Operation, Upload } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { receiveUpload } from './receive-upload.ts';
import type { ReceivedFile } from './receive-upload.ts';
import type { ImportRunner } from './runner.ts';
import { importBatch, importFault, importParams, importQuery, newImportQuery } from './schemas.ts';

/** What imports need besides the records: who runs them, and the mappings known by name. */
export interface ImportDeps {
  readonly imports: ImportRunner;
  /** Where uploads are kept while they are imported. */
  readonly uploadFolder: string;
  readonly findMapping: (name: string) => Promise<string | undefined>;
}

const limits = { maxBytes: 4 * 1024 ** 3, maxMappingBytes: 256 * 1024 };
const binary: oas31.SchemaObject = { type: 'string', format: 'binary' };
const contentTypes: Upload['contentTypes'] = {
  'text/csv': binary,
  'application/gzip': binary,
  'multipart/form-data': {
    type: 'object',
    properties: { mapping: { type: 'string', description: 'YAML or JSON.' }, file: binary },
    required: ['mapping', 'file'],
  },
};

async function mappingOf(
  deps: ImportDeps,
  given: { readonly name: string | undefined; readonly text: string },
): Promise<ImportMapping> {
  if ((given.name === undefined) === (given.text === '')) {
    const message =
      'Name a known mapping in the query, or send one in the part "mapping" of a multipart body; one of both.';
    throw invalidRequest([{ path: 'query.mapping', message }]);
  }
  const text = given.name === undefined ? given.text : await deps.findMapping(given.name);
  if (text === undefined) {
    throw invalidRequest([{ path: 'query.mapping', message: `There is no mapping "${given.name ?? ''}".` }]);
  }
  return readMapping(text);
}

function startImport(deps: ImportDeps): Operation {
  return operation({
    id: 'startImport',
    method: 'post',
    path: '/imports',
    tag: 'imports',
    summary: 'Import a CSV file, plain or gzip',
    description:
      'The file is the body, or the part "file" of a multipart body. Answers once the import has begun; read its progress at Location. A file with bad rows changes nothing unless skipBadRows is set; importing a file twice changes nothing.',
    role: 'manager',
    query: newImportQuery,
    upload: {
      contentTypes,
      receive: (request) => receiveUpload(request, { ...limits, folder: deps.uploadFolder }),
    },
    result: importBatch,
    statuses: [202],
    idempotent: true,
    handle: async ({ db, query, body, discard, caller }) => {
      const file = body as ReceivedFile;
      const mapping = await mappingOf(deps, { name: query.mapping, text: file.mapping });
      const { skipBadRows, confirmRemoval, shiftMonths } = query;
      const id = await deps.imports.start({
        file,
        mapping,
        skipBadRows,
        confirmRemoval,
        shiftMonths,
        by: caller.actor,
        discard,
      });
      return { body: await getImportBatch(db, id), headers: { Location: `/v1/imports/${id}` } };
    },
  });
}

const listOperation = operation({
  id: 'listImports',
  method: 'get',
  path: '/imports',
  tag: 'imports',
  summary: 'List imports, the latest first',
  role: 'viewer',
  query: importQuery,
  result: pageOf(importBatch),
  handle: async ({ db, query: { cursor, limit } }) => {
    const rows = await listImportBatches(db, { after: readCursor(recordId, cursor), limit });
    return { body: toPage(rows, { limit, position: (row) => row.id }) };
  },
});

const getOperation = operation({
  id: 'getImport',
  method: 'get',
  path: '/imports/{importId}',
  tag: 'imports',
  summary: 'Read how far an import has come',
  role: 'viewer',
  params: importParams,
  result: importBatch,
  handle: async ({ db, params }) => ({ body: await getImportBatch(db, params.importId) }),
});

const listFaultsOperation = operation({
  id: 'listImportFaults',
  method: 'get',
  path: '/imports/{importId}/faults',
  tag: 'imports',
  summary: 'Read every fault of an imported file, with line, column and reason',
  role: 'viewer',
  params: importParams,
  query: importQuery,
  result: pageOf(importFault),
  handle: async ({ db, params, query: { cursor, limit } }) => {
    const { id: batchId } = await getImportBatch(db, params.importId);
    const rows = await listImportFaults(db, { batchId, after: readCursor(recordId, cursor), limit });
    return { body: toPage(rows, { limit, position: (row) => row.id }) };
  },
});

/** Imports of accounts, offerings and transactions. */
export function createImportOperations(deps: ImportDeps): readonly Operation[] {
  return [startImport(deps), listOperation, getOperation, listFaultsOperation];
}
