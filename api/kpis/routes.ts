import { readFile } from 'node:fs/promises';
import { importKpis } from '../../db/import/import-kpis.ts';
import { listKpiDefinitions } from '../../db/read-models/kpi-definitions.ts';
import { defineKpi } from '../../db/stores/kpi-definitions.ts';
import { giveKpiValues } from '../../db/stores/kpi-given.ts';
import { snapshotKpis } from '../../db/stores/kpi-values.ts';
import { findProgramme } from '../../db/read-models/programme-check.ts';
import { receiveUpload, type ReceivedFile } from '../imports/receive-upload.ts';
import { operation, type Operation } from '../operation.ts';
import { createKpiReadingOperations } from './readings.ts';
import {
  definition,
  definitionList,
  kpiParams,
  newOwnKpi,
  newSnapshot,
  newValues,
  snapshot,
  valueCounts,
} from './schemas.ts';

/** What KPIs need besides the records: where uploads are kept while they are read. */
export interface KpiDeps {
  readonly uploadFolder: string;
}

const tag = 'KPIs';
const limits = { maxBytes: 16 * 1024 ** 2, maxMappingBytes: 0 };

const listOperation = operation({
  id: 'listKpis',
  method: 'get',
  path: '/kpis',
  tag,
  summary: 'List the KPIs: those that come with the product, then those that the firm defined',
  role: 'viewer',
  result: definitionList,
  handle: async ({ db }) => ({ body: { items: await listKpiDefinitions(db) } }),
});

const defineOperation = operation({
  id: 'defineKpi',
  method: 'put',
  path: '/kpis/{kpi}',
  tag,
  summary: 'Define a KPI of the firm, or change it as a further version',
  description:
    'Its values are given, by hand or by CSV. A version never changes; the same definition again adds none (200). The KPIs that come with the product cannot be changed.',
  role: 'manager',
  params: kpiParams,
  body: newOwnKpi,
  result: definition,
  statuses: [201, 200],
  handle: async ({ db, params, body, caller, now }) => {
    const order = { key: params.kpi, definition: body, by: caller.actor, at: now };
    const { kpi, created } = await defineKpi(db, order);
    return { status: created ? 201 : 200, body: { ...kpi, own: true } };
  },
});

const giveOperation = operation({
  id: 'giveKpiValues',
  method: 'post',
  path: '/kpi-values',
  tag,
  summary: 'Store values of the firm’s own KPIs, all or nothing',
  description:
    'What is stored stays: other numbers for the same days need a reason, and stand as a further row. The same numbers again change nothing. Values with faults change nothing and are answered with every fault.',
  role: 'manager',
  body: newValues,
  result: valueCounts,
  idempotent: true,
  handle: async ({ db, body, caller, now }) => {
    const values = body.values.map((value, index) => ({ place: `/values/${index}`, value }));
    return { body: await giveKpiValues(db, { values, by: caller.actor, at: now }) };
  },
});

function importOperation({ uploadFolder }: KpiDeps): Operation {
  return operation({
    id: 'importKpiValues',
    method: 'post',
    path: '/kpi-values/import',
    tag,
    summary: 'Store the values of a CSV, all or nothing',
    description:
      'The body is the file: kpi, account or programme (their keys), startsOn, asOf, value and, where needed, currency and reason, in any order below a line that names them; 16 MiB at most. A file with bad lines changes nothing and is answered with every one of them.',
    role: 'manager',
    upload: {
      contentTypes: { 'text/csv': { type: 'string', format: 'binary' } },
      receive: (request) => receiveUpload(request, { ...limits, folder: uploadFolder }),
    },
    result: valueCounts,
    idempotent: true,
    handle: async ({ db, body, caller, now, discard }) => {
      const csv = await readFile((body as ReceivedFile).path, 'utf8');
      const counts = await importKpis(db, { csv, by: caller.actor, at: now });
      await discard();
      return { body: counts };
    },
  });
}

const snapshotOperation = operation({
  id: 'snapshotKpis',
  method: 'post',
  path: '/kpi-snapshots',
  tag,
  summary: 'Keep the KPIs of a programme and its key accounts as of a day',
  description:
    'Over the twelve months before the day. Nothing is overwritten: a value that differs from the one kept last for the day is a further row, and one that says the same adds none.',
  role: 'manager',
  body: newSnapshot,
  result: snapshot,
  statuses: [201],
  idempotent: true,
  handle: async ({ db, body: { programme, ...wish }, caller, now }) => {
    const { id: programmeId } = await findProgramme(db, programme);
    const asOf = wish.asOf ?? now.toISOString().slice(0, 10);
    const kept = await snapshotKpis(db, { ...wish, programmeId, asOf, by: caller.actor, at: now });
    return { body: { asOf, ...kept } };
  },
});

/** KPIs: what they are, their values with what these rest on, the targets of plans, and the results of a programme. */
export function createKpiOperations(deps: KpiDeps): readonly Operation[] {
  return [
    listOperation,
    defineOperation,
    giveOperation,
    importOperation(deps),
    snapshotOperation,
    ...createKpiReadingOperations(),
  ];
}
