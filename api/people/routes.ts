import { getPerson, listPeople } from '../../db/read-models/people.ts';
import { recordId } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { peopleQuery, person, personParams } from './schemas.ts';

/** The people of the firm, to read; they come in by import. */
export function createPeopleOperations(): readonly Operation[] {
  return [
    operation({
      id: 'listPeople',
      method: 'get',
      path: '/people',
      tag: 'people',
      summary: 'List people',
      role: 'viewer',
      query: peopleQuery,
      result: pageOf(person),
      handle: async ({ db, query: { cursor, limit, active } }) => {
        const rows = await listPeople(db, { after: readCursor(recordId, cursor), limit, active });
        return { body: toPage(rows, { limit, position: (row) => row.id }) };
      },
    }),
    operation({
      id: 'getPerson',
      method: 'get',
      path: '/people/{personId}',
      tag: 'people',
      summary: 'Read one person',
      role: 'viewer',
      params: personParams,
      result: person,
      handle: async ({ db, params }) => ({ body: await getPerson(db, params.personId) }),
    }),
  ];
}
