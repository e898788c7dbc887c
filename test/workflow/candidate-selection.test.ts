import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCriteriaSet } from '../../db/stores/criteria-sets.ts';
import { cancelCycle } from '../../db/stores/cycle-changes.ts';
import { listCandidates } from '../../db/stores/candidates.ts';
import { withdrawNomination } from '../../db/stores/nominations.ts';
import {
  answerPanel,
  keyAccounts,
  mailsTo,
  marketSet,
  openMarket,
  speak,
  submitList,
  type Market,
} from '../support/market.ts';
import { settle } from '../support/settle.ts';

const hard = { kind: 'linear', low: 0, high: 10_000_000 } as const;
let shop: Market;
let firm: Market['world']['firm'];

beforeAll(async () => {
  shop = await openMarket();
  firm = shop.world.firm;
});
afterAll(() => shop.world.close());

async function listed(cycleId: string): Promise<readonly string[]> {
  const { revision } = await shop.cycle(cycleId);
  const list = await listCandidates(shop.world.database.app, { cycleId, revision });
  return list.map(({ action, basis, account, warnings }) =>
    [action, account.key, basis, ...warnings].join(' '),
  );
}

async function mailsSince(work: () => Promise<void>): Promise<readonly string[]> {
  const before = (await mailsTo(shop)).length;
  await work();
  return (await mailsTo(shop)).slice(before);
}

async function lastMail(kind: string): Promise<Record<string, unknown>> {
  const row = await shop.world.database
    .app('notification')
    .where({ kind })
    .orderBy('id', 'desc')
    .first<{ data: Record<string, unknown> }>('data');
  return row.data;
}

// All of the first year: each attempt ends without designating anybody, so that the next may begin.
describe('a cycle that designates nobody', () => {
  it('ends with the reason when the panel can no longer approve it', async () => {
    const { id } = await shop.start();
    await submitList(shop, id);
    await answerPanel(shop, { personId: firm.sponsor, choice: 'reject', comment: 'Not this year.' });
    const mails = await mailsSince(() =>
      answerPanel(shop, { personId: firm.finance, choice: 'reject', comment: 'No budget.' }),
    );
    expect(await shop.cycle(id)).toMatchObject({
      status: 'closed',
      outcome: 'rejected',
      outcomeReason: 'Sponsor: Not this year.\nFinance: No budget.',
    });
    expect(mails).toContain('selection-ended Owner');
    expect(await keyAccounts(shop)).toEqual([]);
  });

  it('may be tried again, under a name of its own, and ends when nobody answers in time', async () => {
    const policy = { quorum: 2, onExpiry: 'reject', undoMinutes: 0 } as const;
    const { id, workflowId } = await shop.start({ nominationHours: 0, policy });
    expect(workflowId).toBe(`selection/${shop.programme}/2027/2`);
    expect(await shop.cycle(id)).toMatchObject({ status: 'approving' });
    await shop.play('2026-12-31T00:00:00.000Z');
    const { status, outcome } = await shop.cycle(id);
    expect([status, ['expired', 'rejected'].includes(String(outcome))]).toEqual(['closed', true]);
    const process = await shop.world.database
      .app('process')
      .where({ workflow_id: workflowId })
      .first<{ state: string }>('state');
    expect(process).toEqual({ state: 'closed' });
  });

  it('is cancelled by its lead while the panel is asked: the panel is told, and an answer counts for nothing', async () => {
    const { id, leadId } = await shop.start();
    await submitList(shop, id);
    const { version, workflowId } = await shop.cycle(id);
    const by = { kind: 'person', id: leadId } as const;
    const mails = await mailsSince(async () => {
      const edit = { cycleId: id, version, by, at: shop.now(), reason: 'Merged with another programme.' };
      await cancelCycle(shop.world.database.app, edit);
      await shop.world.ring(workflowId);
      await settle(shop.world);
    });
    expect(mails).toEqual(
      expect.arrayContaining([
        'approval-no-longer-needed Director',
        'approval-no-longer-needed Sponsor',
        'approval-no-longer-needed Finance',
        'selection-ended Owner',
      ]),
    );
    await expect(answerPanel(shop, { personId: firm.sponsor })).rejects.toThrow('is not asked');
    expect(await shop.cycle(id)).toMatchObject({ status: 'closed', outcome: 'cancelled' });
  });

  it('is cancelled while it takes nominations, once', async () => {
    const { id, version, leadId, workflowId } = await shop.start();
    const edit = { cycleId: id, version, by: { kind: 'person', id: leadId }, at: shop.now() } as const;
    await cancelCycle(shop.world.database.app, { ...edit, reason: 'Too early.' });
    await expect(
      cancelCycle(shop.world.database.app, { ...edit, version: version + 1, reason: 'Too early.' }),
    ).rejects.toMatchObject({ code: 'closed' });
    await shop.world.ring(workflowId);
    await settle(shop.world);
  });

  it('does not bother the panel with a list that changes nothing', async () => {
    const content = { ...marketSet(), designation: { ...marketSet().designation, enter: 100, leave: 100 } };
    const by = { kind: 'operator', id: 'ann' } as const;
    const lone = { ...content, criteria: content.criteria.map((one) => ({ ...one, transform: hard })) };
    await addCriteriaSet(shop.world.database.app, {
      key: 'hard',
      content: lone,
      reason: 'test',
      by,
      at: shop.now(),
    });
    const { id } = await shop.start({ criteriaSet: 'hard', nominationHours: 0 });
    expect(await shop.cycle(id)).toMatchObject({
      status: 'closed',
      outcome: 'refused',
      outcomeReason: 'No account is proposed or nominated, and there is no key account.',
    });
    expect(await shop.world.database.app('approval_request').where({ cycle_id: id })).toEqual([]);
  });
});

describe('a cycle with nominations and vetoes', () => {
  let id: string;

  it('lists who was nominated with what speaks against them, and lets a veto win', async () => {
    ({ id } = await shop.start());
    const mails = await mailsSince(async () => {
      await speak(shop, { cycleId: id, kind: 'nominate', account: 's6', reason: 'They grow with us.' });
    });
    expect(mails).toEqual(['selection-nomination Owner']);
    await speak(shop, { cycleId: id, kind: 'nominate', account: 's5' });
    await speak(shop, { cycleId: id, kind: 'veto', account: 's5', personId: firm.sponsor });
    await speak(shop, { cycleId: id, kind: 'veto', account: 's1', reason: 'They leave us.' });
    const taken = await speak(shop, { cycleId: id, kind: 'nominate', account: 's4' });
    await withdrawNomination(shop.world.database.app, {
      cycleId: id,
      nominationId: taken,
      reason: 'A mistake.',
      by: { kind: 'person', id: firm.director },
      at: shop.now(),
    });
    await expect(
      speak(shop, { cycleId: id, kind: 'nominate', account: 's6', personId: firm.owner }),
    ).rejects.toThrow('Account s6 is nominated already by Director.');
    await submitList(shop, id);
    expect(await listed(id)).toEqual([
      'designate s2 score',
      'designate s3 score',
      'designate s6 nomination belowThreshold',
      'leftOut s1 veto',
      'leftOut s5 veto',
    ]);
  });

  it('takes none while the panel is asked', async () => {
    const late = speak(shop, { cycleId: id, kind: 'veto', account: 's2' });
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
  });

  it('goes back to its lead with the comments when the panel wants changes, and asks again with what changed', async () => {
    const comment = 'Keep Shop 1, it pays for us all.';
    const mails = await mailsSince(() =>
      answerPanel(shop, { personId: firm.finance, choice: 'requestChanges', comment }),
    );
    expect(mails).toContain('selection-changes-requested Owner');
    expect(await lastMail('selection-changes-requested')).toMatchObject({
      comments: [{ by: 'Finance', text: comment }],
    });
    expect(await shop.cycle(id)).toMatchObject({ status: 'nominating', revision: 1 });
    const [veto] = await shop.world.database
      .app('nomination')
      .where({ cycle_id: id, kind: 'veto', account_id: shop.id('s1') })
      .select<{ id: string }[]>('id');
    const at = shop.now();
    const by = { kind: 'person', id: firm.director } as const;
    const withdrawal = { cycleId: id, nominationId: veto?.id ?? '', reason: 'Finance is right.', by, at };
    await withdrawNomination(shop.world.database.app, withdrawal);
    await submitList(shop, id);
    expect(await shop.cycle(id)).toMatchObject({ status: 'approving', revision: 2 });
    expect(await listed(id)).toContain('designate s1 score');
    expect(JSON.stringify(await lastMail('approval-request'))).toContain('Shop 1');
  });

  it('designates with the quorum, once, however many approve at the same time', async () => {
    const approve = (personId: string): Promise<void> => answerPanel(shop, { personId });
    await approve(firm.sponsor);
    await Promise.allSettled([approve(firm.finance), approve(firm.director)]);
    await settle(shop.world);
    expect(await shop.cycle(id)).toMatchObject({ status: 'closed', outcome: 'designated' });
    expect(await keyAccounts(shop)).toEqual(['s1', 's2', 's3', 's6']);
    const { app } = shop.world.database;
    const reviews = await app('process')
      .where({ kind: 'accountReview', state: 'open' })
      .pluck<string[]>('account_id');
    expect([...reviews].sort()).toEqual(['s1', 's2', 's3', 's6'].map(shop.id).sort());
    const plans = await app('plan').where({ year: 2027, status: 'drafting' }).pluck<string[]>('account_id');
    expect([...plans].sort()).toEqual([...reviews].sort());
    expect((await lastMail('selection-designated'))['designated']).toHaveLength(4);
  });
});
