import { getPerson, listPeople } from '../../db/read-models/people.ts';
import { recordId } from '../fields.ts';
import { operation } from '../operation.ts';
import type { Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { setDigest } from '../../db/stores/digests.ts';
import { peopleQuery, person, personChange, personParams } from './schemas.ts';

const changeOperation = operation({
  id: 'changePerson',
  method: 'patch',
  path: '/people/{personId}',
  tag: 'people',
  summary: 'Choose between one mail a day and one for each question',
  description: 'Switching the digest off sends at once what was held for the next one.',
  role: 'manager',
  params: personParams,
  body: personChange,
  result: person,
  idempotent: true,
  handle: async ({ db, params: { personId }, body, caller, now }) => {
    await setDigest(db, { personId, digest: body.digest, by: caller.actor, at: now });
    return { body: await getPerson(db, personId) };
  },
});

/** The people of the firm, who come in by import, and how their mails reach them. */
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
    changeOperation,
  ];
}
