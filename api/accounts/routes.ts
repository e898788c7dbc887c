import { getAccount, listAccounts } from '../../db/read-models/accounts.ts';
import { accountFigures } from '../../db/read-models/figures.ts';
import { recordId } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { account, accountDetail, accountDetailQuery, accountParams, accountQuery } from './schemas.ts';

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** Accounts with their figures, to read; they come in by import. */
export function createAccountOperations(): readonly Operation[] {
  return [
    operation({
      id: 'listAccounts',
      method: 'get',
      path: '/accounts',
      tag: 'accounts',
      summary: 'List accounts with their revenue',
      role: 'viewer',
      query: accountQuery,
      result: pageOf(account),
      handle: async ({ db, query: { cursor, asOf, ...search }, now }) => {
        const after = readCursor(recordId, cursor);
        const rows = await listAccounts(db, { ...search, after, asOf: asOf ?? dayOf(now) });
        return { body: toPage(rows, { limit: search.limit, position: (row) => row.id }) };
      },
    }),
    operation({
      id: 'getAccount',
      method: 'get',
      path: '/accounts/{accountId}',
      tag: 'accounts',
      summary: 'Read an account with its team, contacts and figures',
      role: 'viewer',
      params: accountParams,
      query: accountDetailQuery,
      result: accountDetail,
      handle: async ({ db, params, query, now }) => {
        const look = { accountId: params.accountId, asOf: query.asOf ?? dayOf(now) };
        return { body: { ...(await getAccount(db, look)), figures: await accountFigures(db, look) } };
      },
    }),
  ];
}
