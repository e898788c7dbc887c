import { kpiTargets } from '../../db/read-models/kpi-targets.ts';
import { programmeResults } from '../../db/read-models/kpi-results.ts';
import { kpisAt, kpiTrend, programmeKpisAt } from '../../db/read-models/kpi-values.ts';
import { findProgramme } from '../../db/read-models/programme-check.ts';
import { accountParams } from '../accounts/schemas.ts';
import { operation, type Operation } from '../operation.ts';
import {
  accountKpiParams,
  asOfQuery,
  programmeKpiParams,
  programmeParams,
  readingList,
  results,
  targetList,
  toCohort,
  toReading,
  toTargets,
  trendQuery,
} from './schemas.ts';

const tag = 'KPIs';
const windows =
  'Windows are the twelve months before the day. A value kept for that very day is answered as it was kept, others as the records tell them now.';

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}

const accountOperation = operation({
  id: 'getAccountKpis',
  method: 'get',
  path: '/accounts/{accountId}/kpis',
  tag,
  summary: "Read an account's KPIs as of a day, each with what it rests on",
  description: `${windows} Money is in the account’s own currency, by the rates of the programme’s criteria set.`,
  role: 'viewer',
  params: accountParams,
  query: asOfQuery,
  result: readingList,
  handle: async ({ db, params, query, now }) => {
    const items = await kpisAt(db, { ...params, asOf: query.asOf ?? dayOf(now) });
    return { body: { items: items.map(toReading) } };
  },
});

const accountTrendOperation = operation({
  id: 'getAccountKpiTrend',
  method: 'get',
  path: '/accounts/{accountId}/kpis/{kpi}',
  tag,
  summary: 'Read a KPI of an account on the same day of each month up to a day',
  description: `${windows} Of the firm’s own KPIs, every value given in that time.`,
  role: 'viewer',
  params: accountKpiParams,
  query: trendQuery,
  result: readingList,
  handle: async ({ db, params, query, now }) => {
    const look = { ...params, months: query.months, asOf: query.asOf ?? dayOf(now) };
    return { body: { items: (await kpiTrend(db, look)).map(toReading) } };
  },
});

const targetsOperation = operation({
  id: 'getAccountKpiTargets',
  method: 'get',
  path: '/accounts/{accountId}/kpi-targets',
  tag,
  summary: "Read how the targets of an account's plan stand by projection",
  description:
    'By the plan of the year that the day before asOf lies in; empty without one. Flows are projected to the end of the year, levels held against a straight line. At risk is what falls short of what is due by a tenth at most (a count by one at most), off what falls short by more.',
  role: 'viewer',
  params: accountParams,
  query: asOfQuery,
  result: targetList,
  handle: async ({ db, params, query, now }) => ({
    body: toTargets(await kpiTargets(db, { ...params, asOf: query.asOf ?? dayOf(now) })),
  }),
});

const programmeOperation = operation({
  id: 'getProgrammeKpis',
  method: 'get',
  path: '/programmes/{programmeKey}/kpis',
  tag,
  summary: 'Read the KPIs of a programme as of a day, each with what it rests on',
  description: `${windows} All accounts of the programme count, inactive ones too; money is in the currency of its criteria set.`,
  role: 'viewer',
  params: programmeParams,
  query: asOfQuery,
  result: readingList,
  handle: async ({ db, params, query, now }) => {
    const { id: programmeId } = await findProgramme(db, params.programmeKey);
    const items = await programmeKpisAt(db, { programmeId, asOf: query.asOf ?? dayOf(now) });
    return { body: { items: items.map(toReading) } };
  },
});

const programmeTrendOperation = operation({
  id: 'getProgrammeKpiTrend',
  method: 'get',
  path: '/programmes/{programmeKey}/kpis/{kpi}',
  tag,
  summary: 'Read a KPI of a programme on the same day of each month up to a day',
  description: windows,
  role: 'viewer',
  params: programmeKpiParams,
  query: trendQuery,
  result: readingList,
  handle: async ({ db, params: { programmeKey, kpi }, query, now }) => {
    const { id: programmeId } = await findProgramme(db, programmeKey);
    const look = { programmeId, kpi, months: query.months, asOf: query.asOf ?? dayOf(now) };
    return { body: { items: (await kpiTrend(db, look)).map(toReading) } };
  },
});

const resultsOperation = operation({
  id: 'getProgrammeResults',
  method: 'get',
  path: '/programmes/{programmeKey}/kpi-results',
  tag,
  summary: "Read what became of a programme's key accounts, beside its accounts never designated",
  description:
    'For each of the twelve newest days of designation: at most a year since then against the same days a year before, of the accounts that bought then. What tells against comparing the groups stands beside it, and no cause is claimed. Accounts whose designation ended stay counted.',
  role: 'viewer',
  params: programmeParams,
  query: asOfQuery,
  result: results,
  handle: async ({ db, params, query, now }) => {
    const { id: programmeId } = await findProgramme(db, params.programmeKey);
    const found = await programmeResults(db, { programmeId, asOf: query.asOf ?? dayOf(now) });
    return { body: { ...found, cohorts: found.cohorts.map(toCohort) } };
  },
});

/** KPIs to read. */
export function createKpiReadingOperations(): readonly Operation[] {
  return [
    accountOperation,
    accountTrendOperation,
    targetsOperation,
    programmeOperation,
    programmeTrendOperation,
    resultsOperation,
  ];
}
