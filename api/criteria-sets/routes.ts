import {
  addCriteriaSet,
  getCriteriaSet,
  latestCriteriaSet,
  listCriteriaSets,
  standardKey,
} from '../../db/stores/criteria-sets.ts';
import { addRating, listRatings } from '../../db/stores/ratings.ts';
import { metricNames, metrics } from '../../domain/selection/metrics.ts';
import { recordId } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import {
  criteriaSet,
  criteriaSetParams,
  criteriaSetQuery,
  metricList,
  newCriteriaSet,
  newRating,
  rating,
  ratingList,
  ratingParams,
} from './schemas.ts';

const tag = 'selection';

const listOperation = operation({
  id: 'listCriteriaSets',
  method: 'get',
  path: '/criteria-sets',
  tag,
  summary: 'List the versions of all criteria sets, the latest first',
  role: 'viewer',
  query: criteriaSetQuery,
  result: pageOf(criteriaSet),
  handle: async ({ db, query: { cursor, limit }, now }) => {
    await latestCriteriaSet(db, { key: standardKey, at: now });
    const rows = await listCriteriaSets(db, { after: readCursor(recordId, cursor), limit });
    return { body: toPage(rows, { limit, position: (row) => row.id }) };
  },
});

const getOperation = operation({
  id: 'getCriteriaSet',
  method: 'get',
  path: '/criteria-sets/{criteriaSetId}',
  tag,
  summary: 'Read one version of a criteria set',
  role: 'viewer',
  params: criteriaSetParams,
  result: criteriaSet,
  handle: async ({ db, params }) => ({ body: await getCriteriaSet(db, params.criteriaSetId) }),
});

const addOperation = operation({
  id: 'addCriteriaSet',
  method: 'post',
  path: '/criteria-sets',
  tag,
  summary: 'Store the next version of a criteria set',
  description:
    'A version never changes once stored. Content equal to the latest version adds none and answers 200.',
  role: 'manager',
  body: newCriteriaSet,
  result: criteriaSet,
  statuses: [201, 200],
  idempotent: true,
  handle: async ({ db, body, caller, now }) => {
    const { set, created } = await addCriteriaSet(db, { ...body, by: caller.actor, at: now });
    const headers = { Location: `/v1/criteria-sets/${set.id}` };
    return { status: created ? 201 : 200, body: set, headers };
  },
});

const metricsOperation = operation({
  id: 'listMetrics',
  method: 'get',
  path: '/selection/metrics',
  tag,
  summary: 'List the built-in metrics that criteria can be made of, with what each means',
  role: 'viewer',
  result: metricList,
  handle: () => Promise.resolve({ body: { items: metricNames.map((name) => ({ name, ...metrics[name] })) } }),
});

const rateOperation = operation({
  id: 'rateAccount',
  method: 'post',
  path: '/accounts/{accountId}/ratings',
  tag,
  summary: 'Rate an account on something that no transaction tells',
  description: 'Earlier ratings stay, so that a scoring as of an earlier day finds what was said then.',
  role: 'manager',
  params: ratingParams,
  body: newRating,
  result: rating,
  statuses: [201],
  idempotent: true,
  handle: async ({ db, params, body, caller, now }) => {
    const ratedOn = body.ratedOn ?? now.toISOString().slice(0, 10);
    const wish = { ...body, ratedOn, accountId: params.accountId, by: caller.actor, at: now };
    return { body: await addRating(db, wish) };
  },
});

const ratingsOperation = operation({
  id: 'listRatings',
  method: 'get',
  path: '/accounts/{accountId}/ratings',
  tag,
  summary: "List an account's ratings, the latest first",
  role: 'viewer',
  params: ratingParams,
  result: ratingList,
  handle: async ({ db, params }) => ({ body: { items: await listRatings(db, params.accountId) } }),
});

/** Criteria sets, the metrics they can be made of, and ratings by people. */
export function createCriteriaSetOperations(): readonly Operation[] {
  return [listOperation, addOperation, getOperation, metricsOperation, rateOperation, ratingsOperation];
}
