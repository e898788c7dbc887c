import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CycleDetail } from '../../db/read-models/cycle-detail.ts';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { openHotelGroup, type HotelGroup } from '../support/hotel-group.ts';

let hotels: HotelGroup;

beforeAll(async () => {
  hotels = await openHotelGroup({ run: 'the hotels', startsAt: '2017-09-04T09:00:00.000Z' });
});
afterAll(() => hotels.close());

async function post(path: string, json: unknown): Promise<CycleDetail> {
  const answer = await hotels.send({ method: 'POST', path: `/v1/selection-cycles${path}`, json });
  return (await answer.json()) as CycleDetail;
}

async function read(id: string): Promise<CycleDetail> {
  const answer = await hotels.send({ path: `/v1/selection-cycles/${id}` });
  return (await answer.json()) as CycleDetail;
}

it('selects key accounts of the hotels as of 2017-08-31, by API and by mail, until their plans are drafted', async () => {
  const { world, programme, play, approveByMail } = hotels;
  const { id } = await post('', {
    programme,
    year: 2018,
    asOf: '2017-08-31',
    panel: ['ines.carvalho', 'sofia.pires', 'miguel.costa'],
    policy: { quorum: 2, undoMinutes: 10 },
  });
  const proposed = await read(id);
  expect(proposed).toMatchObject({ status: 'nominating', lead: { name: 'João Almeida' } });
  expect(proposed.proposal?.accounts).toBe(669);
  const seven = ['agent-9', 'agent-240', 'agent-250', 'agent-14', 'agent-7', 'agent-40', 'agent-241'];
  expect(proposed.proposal?.selected.map(({ key }) => key)).toEqual(seven);
  const wish = async (kind: string, account: string, reason: string) =>
    post(`/${id}/nominations`, {
      accountId: await findAccountId(world.database.app, account),
      kind,
      reason,
    });
  await wish('nominate', 'agent-6', 'At home in both hotels.');
  await wish('veto', 'agent-241', 'They close in spring.');

  await play(String(proposed.nominationsUntil));
  const asked = await read(id);
  expect(asked).toMatchObject({ status: 'approving', revision: 1 });
  expect(asked.candidates.map(({ action, account, warnings }) => [action, account.key, ...warnings])).toEqual(
    [
      ...seven.filter((key) => key !== 'agent-241').map((key) => ['designate', key]),
      ['designate', 'agent-6', 'notRepaying'],
      ['leftOut', 'agent-241'],
    ],
  );

  expect(await approveByMail('ines.carvalho')).toBe(1);
  expect(await approveByMail('sofia.pires')).toBe(1);
  expect((await read(id)).status).toBe('approving');
  await play(new Date(Date.parse(hotels.now()) + 11 * 60_000).toISOString());
  const done = await read(id);
  expect(done).toMatchObject({ status: 'closed', outcome: 'designated' });
  expect(done.requests.map(({ status }) => status)).toEqual(['approved']);

  const { app } = world.database;
  const plans = await app('plan as p')
    .join('account as a', 'a.id', 'p.account_id')
    .join('designation as d', 'd.account_id', 'a.id')
    .where({ 'p.year': 2018, 'p.status': 'drafting' })
    .pluck<string[]>('a.key');
  const designated = [...seven.filter((key) => key !== 'agent-241'), 'agent-6'];
  expect([...plans].sort()).toEqual([...designated].sort());
  const told = world.inbox.mails.filter(({ parsed }) => parsed.subject?.includes('is a key account now'));
  expect(told).toHaveLength(designated.length);
});
