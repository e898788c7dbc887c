import {
  getHealthConfig,
  healthConfigAt,
  listHealthConfigs,
  setHealthConfig,
  type HealthConfigVersion,
} from '../../db/stores/health-config.ts';
import { operation, type Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { configParams, configQuery, healthConfigVersion, newHealthConfig, versionNumber } from './schemas.ts';

const tag = 'account health';

function shown(config: HealthConfigVersion): Omit<HealthConfigVersion, 'setAt'> & { readonly setAt: string } {
  return { ...config, setAt: config.setAt.toISOString() };
}

const currentOperation = operation({
  id: 'getCurrentHealthConfig',
  method: 'get',
  path: '/health-config',
  tag,
  summary: 'Read how health is told now',
  role: 'viewer',
  result: healthConfigVersion,
  handle: async ({ db, now }) => ({ body: shown(await healthConfigAt(db, now)) }),
});

const listOperation = operation({
  id: 'listHealthConfigs',
  method: 'get',
  path: '/health-config/versions',
  tag,
  summary: 'List the versions of how health is told, the newest first',
  role: 'viewer',
  query: configQuery,
  result: pageOf(healthConfigVersion),
  handle: async ({ db, query: { cursor, limit } }) => {
    const before = readCursor(versionNumber, cursor);
    const rows = await listHealthConfigs(db, { limit, before });
    return { body: toPage(rows.map(shown), { limit, position: ({ version }) => version }) };
  },
});

const getOperation = operation({
  id: 'getHealthConfig',
  method: 'get',
  path: '/health-config/versions/{version}',
  tag,
  summary: 'Read one version of how health is told; it never changes',
  role: 'viewer',
  params: configParams,
  result: healthConfigVersion,
  handle: async ({ db, params }) => ({ body: shown(await getHealthConfig(db, params.version)) }),
});

const setOperation = operation({
  id: 'setHealthConfig',
  method: 'post',
  path: '/health-config',
  tag,
  summary: 'Set how health is told from now on, with the reason',
  description:
    'What was recorded before stays as it was told then; the ledger shows the change as a line of its own.',
  role: 'admin',
  body: newHealthConfig,
  result: healthConfigVersion,
  statuses: [201],
  idempotent: true,
  handle: async ({ db, body, caller, now }) => {
    const set = await setHealthConfig(db, { ...body, by: caller.actor, at: now });
    return { body: shown(set), headers: { Location: `/v1/health-config/versions/${set.version}` } };
  },
});

/** How health is told: the current configuration, earlier versions, and setting another one. */
export const configOperations: readonly Operation[] = [
  currentOperation,
  listOperation,
  getOperation,
  setOperation,
];
