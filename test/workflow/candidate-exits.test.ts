import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listExits, settleExit, type ProposedExit } from '../../db/stores/proposed-exits.ts';
import { listCandidates } from '../../db/stores/candidates.ts';
import { getScorecard } from '../../db/read-models/scorecards.ts';
import { processStateQuery } from '../../workflows/process/messages.ts';
import { printedByKam } from '../support/kam-command.ts';
import { answerPanel, keyAccounts, mailsTo, openMarket, type Market } from '../support/market.ts';
import { settle } from '../support/settle.ts';

let shop: Market;
let firm: Market['world']['firm'];
let first: string;
let second: string;

beforeAll(async () => {
  shop = await openMarket();
  firm = shop.world.firm;
});
afterAll(() => shop.world.close());

// The last twelve months of an account, in thousands.
async function sells(revenue: Readonly<Record<string, number>>): Promise<void> {
  for (const [key, thousands] of Object.entries(revenue))
    await shop.world.database
      .owner('transaction')
      .where({ account_id: shop.id(key) })
      .update({ amount: thousands * 1000 });
}

async function select(year: number): Promise<string> {
  const { id } = await shop.start({ year, nominationHours: 0 });
  await answerPanel(shop, { personId: firm.sponsor });
  await answerPanel(shop, { personId: firm.finance });
  return id;
}

async function exitOf(account: string): Promise<ProposedExit> {
  const found = (await listExits(shop.world.database.app, second)).find(
    ({ accountKey }) => accountKey === account,
  );
  if (!found) throw new Error(`no exit of ${account} is proposed`);
  return found;
}

const inHours = (from: Date, hours: number): string =>
  new Date(from.getTime() + hours * 3_600_000).toISOString();

describe('a new key account without a manager', () => {
  it('is named to the lead, and its review starts once it has one', async () => {
    const { owner, app } = shop.world.database;
    await owner('account').where({ key: 's2' }).update({ manager_id: null });
    first = await select(2027);
    expect(await keyAccounts(shop)).toEqual(['s1', 's2', 's3']);
    expect(await shop.cycle(first)).toMatchObject({ status: 'exits', outcome: 'designated' });
    const told = await app('notification')
      .where({ kind: 'selection-designated' })
      .first<{ data: unknown }>('data');
    expect(told).toMatchObject({
      data: { designated: [{}, { accountName: 'Shop 2', personName: null }, {}], notStarted: [] },
    });
    await shop.play(inHours(shop.now(), 72));
    const review = { workflow_id: `account-review/${shop.id('s2')}` };
    expect(await app('process').where(review)).toEqual([]);
    await owner('account').where({ key: 's2' }).update({ manager_id: firm.manager });
    await shop.play(inHours(shop.now(), 72));
    expect(await app('process').where(review)).toMatchObject([{ state: 'open' }]);
    expect(await app('plan').where({ account_id: shop.id('s2'), year: 2027 })).toHaveLength(1);
    expect(await shop.cycle(first)).toMatchObject({ status: 'closed', outcome: 'designated' });
  });
});

describe('the cycle of the next year', () => {
  it('keeps who sank within the band, lets nobody in within it, and drops nobody silently', async () => {
    const { app } = shop.world.database;
    await sells({ s1: 0, s2: 500, s3: 270, s4: 290, s5: 400 });
    second = await select(2028);
    const list = await listCandidates(app, { cycleId: second, revision: 1 });
    expect(list.map(({ action, account, reasons }) => [action, account.key, ...reasons].join(' '))).toEqual([
      'designate s5',
      'keep s2',
      'keep s3',
      'leave s1 belowThreshold',
    ]);
    const { scorecardId } = await shop.cycle(second);
    const card = await getScorecard(app, scorecardId ?? '');
    expect(card.previousId).toBe((await shop.cycle(first)).scorecardId);
    expect(card.leaving.map(({ key }) => key)).toEqual(['s1']);
    expect(await keyAccounts(shop)).toEqual(['s1', 's2', 's3', 's5']);
    expect(await shop.cycle(second)).toMatchObject({ status: 'exits' });
  });

  it('asks the manager, reminds in business time, passes on to the director and then to the owner', async () => {
    const asked: string[] = [];
    const note = async (): Promise<void> => {
      const { responsibleName, reminders, passOnAt } = await exitOf('s1');
      asked.push(`${responsibleName} ${reminders} ${passOnAt === null ? 'stays' : 'passes on'}`);
    };
    await note();
    for (let step = 0; step < 7; step += 1) {
      const { remindAt, passOnAt } = await exitOf('s1');
      const next = [remindAt, passOnAt]
        .filter((date) => date !== null)
        .sort((a, b) => Number(a) - Number(b))[0];
      await shop.play(next?.toISOString() ?? '');
      await note();
    }
    expect(asked).toEqual([
      'Manager 0 passes on',
      'Manager 1 passes on',
      'Manager 2 passes on',
      'Director 0 passes on',
      'Director 1 passes on',
      'Director 2 passes on',
      'Owner 0 stays',
      'Owner 1 stays',
    ]);
    const mails = (await mailsTo(shop)).filter((mail) => mail.startsWith('exit-proposed'));
    expect(mails.map((mail) => mail.split(' ')[1])).toEqual([
      ...Array<string>(3).fill('Manager'),
      ...Array<string>(3).fill('Director'),
      ...Array<string>(2).fill('Owner'),
    ]);
  });

  it('shows who it waits for, since when, until when and who is next, everywhere alike', async () => {
    const { workflowId } = await shop.cycle(second);
    const handle = shop.world.client.workflow.getHandle(workflowId);
    const { blockedOn, stage } = await handle.query(processStateQuery);
    const exit = await exitOf('s1');
    expect([stage, blockedOn]).toMatchObject([
      'exits',
      [{ person: `person-${firm.owner}`, waitingFor: `exit ${exit.id}`, until: null, then: null }],
    ]);
    const status = await printedByKam(shop.world.database.appUrl, ['selection', 'status', second]);
    expect(status).toContain('Owner: exit “Shop 1”');
    const exits = await printedByKam(shop.world.database.appUrl, ['selection', 'exits', 'list']);
    expect(exits).toContain(`exit ${exit.id}  s1  Shop 1  (belowThreshold)  Owner is asked, without an end`);
  });

  it('is not proposed to leave twice: the third year finds it waiting', async () => {
    const third = await select(2029).catch((error: unknown) => String(error));
    expect(await listExits(shop.world.database.app, third)).toEqual([]);
    expect((await exitOf('s1')).state).toBe('open');
  });

  it('is over when its last exit is settled, by somebody who may, with a reason, once', async () => {
    const { app } = shop.world.database;
    const { id: exitId } = await exitOf('s1');
    const settlement = { exitId, outcome: 'kept', reason: 'One bad season.', at: shop.now() } as const;
    const stranger = { kind: 'person', id: firm.finance } as const;
    await expect(settleExit(app, { ...settlement, by: stranger })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const by = { kind: 'person', id: firm.director } as const;
    await expect(settleExit(app, { ...settlement, reason: ' ', by })).rejects.toMatchObject({
      code: 'invalid',
    });
    const { workflowId } = await settleExit(app, { ...settlement, by });
    await expect(settleExit(app, { ...settlement, by })).rejects.toMatchObject({ code: 'closed' });
    await shop.world.ring(workflowId);
    await settle(shop.world);
    expect(await shop.cycle(second)).toMatchObject({ status: 'closed', outcome: 'designated' });
    expect(await keyAccounts(shop)).toContain('s1');
    expect(await app('process').where({ workflow_id: workflowId }).first<{ state: string }>('state')).toEqual(
      {
        state: 'closed',
      },
    );
  });
});
