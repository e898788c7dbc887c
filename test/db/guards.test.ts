import { afterAll, beforeAll, expect, it } from 'vitest';
import { decide } from '../../db/stores/decisions.ts';
import { openDesk, type Desk } from '../web/desk.ts';

interface SeatRow {
  readonly id: string;
  readonly request_id: string;
  readonly requested_by: string;
  readonly person_id: string;
  readonly link_id: string;
  readonly content_hash: string;
}

const foreignKey = (constraint: string): object => ({ code: '23503', constraint });
const notAllowed = { code: '42501' };

let desk: Desk;
let old: SeatRow;
let mine: SeatRow;
let other: SeatRow;

beforeAll(async () => {
  desk = await openDesk({ kind: 'all' });
  old = await newestSeat(desk.firm.operations);
  await desk.editAndSubmit({ title: 'Another workshop' });
  mine = await newestSeat(desk.firm.operations);
  other = await newestSeat(desk.firm.finance);
});
afterAll(() => desk.close());

function newestSeat(personId: string): Promise<SeatRow> {
  return desk.database
    .app('approver as a')
    .join('approval_request as r', 'r.id', 'a.request_id')
    .join('approval_link as l', 'l.approver_id', 'a.id')
    .where('a.person_id', personId)
    .orderBy('a.id', 'desc')
    .first<SeatRow>('a.*', 'l.id as link_id', 'r.content_hash');
}

const store = (fault: object): Promise<unknown> =>
  desk.database.app('decision').insert({
    request_id: mine.request_id,
    approver_id: mine.id,
    link_id: mine.link_id,
    choice: 'approve',
    content_hash: mine.content_hash,
    decided_at: new Date(),
    ...fault,
  });

it('refuses a decision about another request than the one its approver was asked in', async () => {
  expect(old.request_id).not.toBe(mine.request_id);
  await expect(store({ request_id: old.request_id, content_hash: old.content_hash })).rejects.toMatchObject(
    foreignKey('decision_of_seat'),
  );
});

it("refuses a decision on somebody else's link", async () => {
  await expect(store({ link_id: other.link_id })).rejects.toMatchObject(foreignKey('decision_by_link'));
});

it('refuses a decision on other content than was asked', async () => {
  await expect(store({ content_hash: old.content_hash })).rejects.toMatchObject(
    foreignKey('decision_on_content'),
  );
});

it.each(['approved', 'changesRequested', 'rejected'])(
  'refuses a seat that is %s by nobody',
  async (state) => {
    await expect(
      desk.database.app('approver').where({ id: mine.id }).update({ state }),
    ).rejects.toMatchObject(foreignKey('approver_answered'));
  },
);

it('refuses a seat that stands for one of another request', async () => {
  const stranger = {
    request_id: mine.request_id,
    requested_by: mine.requested_by,
    person_id: desk.firm.owner,
    position: 1,
    level: 1,
    state: 'waiting',
    stands_for: old.id,
    how: 'escalated',
  };
  await expect(desk.database.app('approver').insert(stranger)).rejects.toMatchObject(
    foreignKey('approver_stands_for_same_request'),
  );
});

it.each(['content', 'content_hash', 'policy', 'requested_by', 'step_id', 'revision'])(
  'lets the service never change the %s of what was asked',
  async (column) => {
    const asked = desk.database.app('approval_request').where({ id: mine.request_id });
    await expect(asked.update({ [column]: null })).rejects.toMatchObject(notAllowed);
  },
);

it.each(['person_id', 'request_id', 'stands_for', 'position', 'level'])(
  'lets the service never change the %s of a seat',
  async (column) => {
    const seat = desk.database.app('approver').where({ id: mine.id });
    await expect(seat.update({ [column]: null })).rejects.toMatchObject(notAllowed);
  },
);

it('takes the answer of the one who was asked, and holds the seat to it', async () => {
  await decide(desk.database.app, {
    linkId: mine.link_id,
    requestId: mine.request_id,
    contentHash: mine.content_hash,
    choice: 'approve',
    comment: '',
    at: new Date('2026-12-01T10:00:00Z'),
  });
  const seat = desk.database.app('approver').where({ id: mine.id });
  expect(await seat.clone().first('state')).toEqual({ state: 'approved' });
  await expect(seat.clone().update({ state: 'rejected' })).rejects.toMatchObject(
    foreignKey('approver_answered'),
  );
});
