import { programmeCheck } from '../../db/read-models/programme-check.ts';
import { operation, type Operation } from '../operation.ts';
import { programmeCheckView, programmeParams, programmeQuery } from './schemas.ts';

const checkOperation = operation({
  id: 'getProgrammeCheck',
  method: 'get',
  path: '/programmes/{programmeKey}/check',
  tag: 'programmes',
  summary: 'Measure a programme from its records over the twelve months before a day',
  description:
    'Dimension by dimension with the gap and the records behind each figure. What has no evidence says so; no overall figure is made of it.',
  role: 'viewer',
  params: programmeParams,
  query: programmeQuery,
  result: programmeCheckView,
  handle: async ({ db, params, query: { asOf }, now }) => ({
    body: await programmeCheck(db, { ...params, asOf: asOf ?? now.toISOString().slice(0, 10) }),
  }),
});

/** Programmes as their records show them. */
export function createProgrammeOperations(): readonly Operation[] {
  return [checkOperation];
}
