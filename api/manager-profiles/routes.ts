import { getAccountNeeds, setAccountNeeds } from '../../db/stores/account-needs.ts';
import {
  getManagerProfile,
  listManagerProfiles,
  setManagerProfile,
} from '../../db/stores/manager-profiles.ts';
import { accountNeedsSchema } from '../../domain/assignment/needs.ts';
import { managerProfileSchema } from '../../domain/assignment/profile.ts';
import { recordId } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import {
  accountNeeds,
  accountNeedsParams,
  managerProfile,
  managerProfileParams,
  managerProfileQuery,
} from './schemas.ts';

const tag = 'assignment';

const listOperation = operation({
  id: 'listManagerProfiles',
  method: 'get',
  path: '/manager-profiles',
  tag,
  summary: 'List what managers bring',
  role: 'viewer',
  query: managerProfileQuery,
  result: pageOf(managerProfile),
  handle: async ({ db, query: { cursor, limit } }) => {
    const rows = await listManagerProfiles(db, { after: readCursor(recordId, cursor), limit });
    return { body: toPage(rows, { limit, position: (row) => row.personId }) };
  },
});

const getOperation = operation({
  id: 'getManagerProfile',
  method: 'get',
  path: '/manager-profiles/{personId}',
  tag,
  summary: "Read a manager's profile",
  role: 'viewer',
  params: managerProfileParams,
  result: managerProfile,
  handle: async ({ db, params }) => ({ body: await getManagerProfile(db, params.personId) }),
});

const setOperation = operation({
  id: 'setManagerProfile',
  method: 'put',
  path: '/manager-profiles/{personId}',
  tag,
  summary: "Set a manager's profile",
  description:
    'Each change is a new version and an event of the audit trail; the same again changes nothing.',
  role: 'manager',
  params: managerProfileParams,
  body: managerProfileSchema,
  result: managerProfile,
  handle: async ({ db, params: { personId }, body, caller, now }) => {
    const set = await setManagerProfile(db, { personId, profile: body, by: caller.actor, at: now });
    return { body: set.stored };
  },
});

const getNeedsOperation = operation({
  id: 'getAccountNeeds',
  method: 'get',
  path: '/accounts/{accountId}/needs',
  tag,
  summary: 'Read what an account needs of its manager',
  role: 'viewer',
  params: accountNeedsParams,
  result: accountNeeds,
  handle: async ({ db, params }) => ({ body: await getAccountNeeds(db, params.accountId) }),
});

const setNeedsOperation = operation({
  id: 'setAccountNeeds',
  method: 'put',
  path: '/accounts/{accountId}/needs',
  tag,
  summary: 'Set what an account needs of its manager',
  description: 'An account without a manager whose needs are set is open: the next proposal takes it in.',
  role: 'manager',
  params: accountNeedsParams,
  body: accountNeedsSchema,
  result: accountNeeds,
  handle: async ({ db, params: { accountId }, body, caller, now }) => {
    const set = await setAccountNeeds(db, { accountId, needs: body, by: caller.actor, at: now });
    return { body: set.stored };
  },
});

/** What managers bring and what accounts need. */
export function createManagerProfileOperations(): readonly Operation[] {
  return [listOperation, getOperation, setOperation, getNeedsOperation, setNeedsOperation];
}
