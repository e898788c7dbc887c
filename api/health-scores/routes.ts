import { healthLedger } from '../../db/read-models/health-ledger.ts';
import { previewHealth } from '../../db/read-models/health-preview.ts';
import { healthAt, healthTrend } from '../../db/read-models/health.ts';
import { findProgramme } from '../../db/read-models/programme-check.ts';
import { DomainError } from '../../domain/errors.ts';
import { operation, type Operation } from '../operation.ts';
import {
  accountHealth,
  healthLedgerView,
  healthParams,
  healthQuery,
  healthTrendList,
  ledgerQuery,
  previewAnswer,
  previewQuestion,
  trendQuery,
} from './schemas.ts';
import { shownHealth, shownMove, shownPreview, shownTrend } from './shown.ts';
import { configOperations } from './config.ts';

const tag = 'account health';
const longestPeriodDays = 1100;

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

const healthOperation = operation({
  id: 'getAccountHealth',
  method: 'get',
  path: '/accounts/{accountId}/health',
  tag,
  summary: "Read an account's health as it was recorded up to a day, with what drives it",
  role: 'viewer',
  params: healthParams,
  query: healthQuery,
  result: accountHealth,
  handle: async ({ db, params: { accountId }, query, now }) => {
    const asOf = query.asOf ?? dayOf(now);
    const health = await healthAt(db, { accountId, asOf });
    if (health === null)
      throw new DomainError('notFound', `No health of account ${accountId} was recorded up to ${asOf}.`);
    return { body: shownHealth(health) };
  },
});

const trendOperation = operation({
  id: 'getHealthTrend',
  method: 'get',
  path: '/accounts/{accountId}/health/trend',
  tag,
  summary: "Read how an account's health stood over a time",
  role: 'viewer',
  params: healthParams,
  query: trendQuery,
  result: healthTrendList,
  handle: async ({ db, params, query: { asOf, days }, now }) => ({
    body: shownTrend(await healthTrend(db, { ...params, asOf: asOf ?? dayOf(now), days })),
  }),
});

const ledgerOperation = operation({
  id: 'getHealthLedger',
  method: 'get',
  path: '/accounts/{accountId}/health/ledger',
  tag,
  summary: "Read why an account's health moved, day by day",
  description:
    'The latest move first. A value that was recorded for a day again is a move of its own, compared with the one that it corrects.',
  role: 'viewer',
  params: healthParams,
  query: ledgerQuery,
  result: healthLedgerView,
  handle: async ({ db, params, query, now }) => {
    const period = periodOf(query, now);
    const { moves, unchangedOn } = await healthLedger(db, { ...params, ...period });
    return { body: { moves: moves.map(shownMove), unchangedOn } };
  },
});

function periodOf(
  query: { readonly from?: string | undefined; readonly until?: string | undefined },
  now: Date,
): { readonly from: string; readonly until: string } {
  const until = query.until ?? dayOf(now);
  const from = query.from ?? dayOf(new Date(Date.parse(until) - 30 * 86_400_000));
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000;
  if (days >= 0 && days <= longestPeriodDays) return { from, until };
  const message =
    days < 0 ? `must not be after ${until}` : `must be within ${longestPeriodDays} days of ${until}`;
  throw new DomainError('invalid', 'This period cannot be read.', [{ path: 'from', message }]);
}

const previewOperation = operation({
  id: 'previewHealthConfig',
  method: 'post',
  path: '/health-config/preview',
  tag,
  summary: 'Try a configuration: how the bands of all key accounts would change; nothing is saved',
  role: 'manager',
  body: previewQuestion,
  result: previewAnswer,
  handle: async ({ db, body: { content, programme, asOf }, now }) => {
    const { id: programmeId } = await findProgramme(db, programme);
    const question = { programmeId, content, asOf: asOf ?? dayOf(now), at: now };
    return { body: shownPreview(await previewHealth(db, question)) };
  },
});

/** The health of accounts with its ledger, and how it is told. */
export function createHealthScoreOperations(): readonly Operation[] {
  return [healthOperation, trendOperation, ledgerOperation, ...configOperations, previewOperation];
}
