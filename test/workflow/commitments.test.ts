import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCommitmentActivities } from '../../activities/commitments.ts';
import { answerCommitment } from '../../db/stores/commitment-answers.ts';
import { commitmentHistory, getCommitment, type Commitment } from '../../db/stores/commitment-rows.ts';
import {
  askAgain,
  changeCommitment,
  markCommitmentDone,
  recordCommitment,
  settleProposal,
  withdrawCommitment,
} from '../../db/stores/commitments.ts';
import { listSignals } from '../../db/stores/signals.ts';
import {
  answer,
  currentPlan,
  manager,
  planProcess,
  questions,
  ringAndSettle,
  startReview,
  storyYear,
  submit,
} from '../support/story.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
const inJune = `${storyYear}-06-15`;
const inJuly = `${storyYear}-07-15`;

beforeEach(async () => {
  world = await openWorld();
  await world.startWorker();
  await world.database.app('contact').insert({
    account_id: world.firm.accountId,
    key: 'rui',
    name: 'Rui Matos',
    email: 'rui@client.example',
  });
  await startReview(world);
});
afterEach(() => world.close());

async function approveAll(): Promise<void> {
  await submit(world);
  for (;;) {
    const open = await questions(world);
    if (open.length === 0) return;
    for (const question of open) await answer(world, { question });
    await ringAndSettle(world);
  }
}

type Owner = Parameters<typeof recordCommitment>[1]['owner'];

async function commit(owner: Owner = { contactKey: 'rui' }, dueOn = inJune): Promise<Commitment> {
  const { id: planId } = await currentPlan(world);
  const text = 'Name one contact for both booking teams.';
  const given = { planId, owner, text, dueOn, by: manager(world), at: world.clock.now() };
  const { commitment } = await recordCommitment(world.database.app, given);
  await ringAndSettle(world);
  return getCommitment(world.database.app, commitment.id);
}

const now = ({ id }: Commitment): Promise<Commitment> => getCommitment(world.database.app, id);
const edit = ({ id: commitmentId }: Commitment) => ({
  commitmentId,
  by: manager(world),
  at: world.clock.now(),
});
const kindsOf = async ({ id }: Commitment): Promise<readonly string[]> =>
  (await commitmentHistory(world.database.app, id)).map(({ kind }) => kind);

async function mails(): Promise<readonly string[]> {
  const rows = await world.database
    .app('notification')
    .where('kind', 'like', 'commitment-%')
    .orderBy('id')
    .select<{ kind: string; to_address: string }[]>('kind', 'to_address');
  return rows.map(({ kind, to_address }) => `${kind} to ${to_address.replace(/@.*/, '')}`);
}

async function reply(commitment: Commitment, answer: Parameters<typeof answerCommitment>[1]['answer']) {
  const link = await world.database
    .app('commitment_link')
    .where({ commitment_id: commitment.id })
    .first<{ id: string }>('id');
  const { contentHash } = await now(commitment);
  const given = { linkId: link.id, contentHash, answer, at: world.clock.now() };
  const result = await answerCommitment(world.database.app, given);
  await ringAndSettle(world);
  return result;
}

// Calls the effect at the date that the records name, as the workflow's timer would.
async function reach(
  effect: 'remindCommitment' | 'noteSilence' | 'missCommitment',
  { id: subject }: Commitment,
): Promise<void> {
  const found = await getCommitment(world.database.app, subject);
  const due = { remindCommitment: found.remindAt, noteSilence: found.silentAt, missCommitment: found.missAt };
  const at = due[effect];
  if (!at) throw new Error(`${effect} is not due`);
  const effects = createCommitmentActivities({ db: world.database.app, links: world.links });
  const move = { workflowId: planProcess(world), at: at.toISOString(), seq: 0, subject };
  const { notificationIds } = await effects[effect](move);
  await world.sendMail({ notificationIds });
}

const signals = async (): Promise<readonly string[]> => {
  const of = { accountId: world.firm.accountId, asOf: new Date('2200-01-01'), limit: 50 };
  return (await listSignals(world.database.app, of)).map(({ kind, subject }) => `${kind} ${subject}`);
};

describe("a commitment of the client's", () => {
  it('is asked about only once the plan is approved, and its confirmation reaches the manager', async () => {
    const commitment = await commit();
    expect(await mails()).toEqual([]);
    await approveAll();
    expect(await mails()).toEqual(['commitment-request to rui']);
    await reply(commitment, { kind: 'confirm' });
    expect(await now(commitment)).toMatchObject({ status: 'confirmed', remindAt: null, silentAt: null });
    expect(await mails()).toEqual(['commitment-request to rui', 'commitment-answered to manager']);
    expect((await reply(commitment, { kind: 'confirm' })).kind).toBe('repeated');
    expect(await kindsOf(commitment)).toEqual(['recorded', 'confirmed']);
  });

  it('is moved when the manager accepts the proposed date, and stays when not; the client learns both', async () => {
    await approveAll();
    const commitment = await commit();
    await reply(commitment, { kind: 'propose', on: `${storyYear}-09-30`, word: 'We move offices.' });
    expect(await now(commitment)).toMatchObject({ status: 'open', dueOn: inJune, remindAt: null });
    const refusal = { accept: false, reason: 'The season begins in May.' };
    await settleProposal(world.database.app, { ...edit(commitment), ...refusal });
    await ringAndSettle(world);
    expect(await now(commitment)).toMatchObject({ status: 'open', dueOn: inJune, proposedOn: null });
    expect((await now(commitment)).remindAt).not.toBeNull();
    await reply(commitment, { kind: 'propose', on: inJuly, word: '' });
    await settleProposal(world.database.app, { ...edit(commitment), accept: true, reason: 'Agreed.' });
    await ringAndSettle(world);
    const moved = await now(commitment);
    expect(moved).toMatchObject({ status: 'moved', dueOn: inJuly, proposedOn: null });
    expect(moved.missAt?.toISOString()).toContain(`${storyYear}-07-16`);
    expect((await mails()).slice(1)).toEqual([
      'commitment-answered to manager',
      'commitment-settled to rui',
      'commitment-answered to manager',
      'commitment-settled to rui',
    ]);
    expect(await kindsOf(commitment)).toEqual(['recorded', 'proposed', 'refused', 'proposed', 'accepted']);
    const [, , refused] = await commitmentHistory(world.database.app, commitment.id);
    expect(refused).toMatchObject({ word: refusal.reason, proposedOn: `${storyYear}-09-30`, dueOn: inJune });
  });

  it('left without an answer is reminded once, then its silence is a signal and the manager is told', async () => {
    await approveAll();
    const commitment = await commit();
    await reach('remindCommitment', commitment);
    await reach('noteSilence', commitment);
    expect(await now(commitment)).toMatchObject({ status: 'open', remindAt: null, silentAt: null });
    expect(await mails()).toEqual([
      'commitment-request to rui',
      'commitment-reminder to rui',
      'commitment-trouble to manager',
    ]);
    expect(await signals()).toEqual([`commitment.silent ${commitment.id}`]);
    await ringAndSettle(world);
    await reply(commitment, { kind: 'confirm' });
    expect(await kindsOf(commitment)).toEqual(['recorded', 'silent', 'confirmed']);
  });

  it('past its date is missed, which is a signal too, and can still be done late', async () => {
    await approveAll();
    const commitment = await commit();
    await reply(commitment, { kind: 'confirm' });
    await reach('missCommitment', commitment);
    expect((await now(commitment)).status).toBe('missed');
    expect(await signals()).toEqual([`commitment.missed ${commitment.id}`]);
    expect((await mails()).at(-1)).toBe('commitment-trouble to manager');
    await expect(reply(commitment, { kind: 'confirm' })).rejects.toMatchObject({ code: 'closed' });
    await markCommitmentDone(world.database.app, { ...edit(commitment), evidence: 'Mail of 3 July.' });
    await ringAndSettle(world);
    expect((await now(commitment)).status).toBe('done');
    const again = markCommitmentDone(world.database.app, { ...edit(commitment), evidence: 'again' });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
  });

  it('cannot be answered on other terms than the current ones, and a change asks again with the same link', async () => {
    await approveAll();
    const commitment = await commit();
    const link = await world.database.app('commitment_link').first<{ id: string }>('id');
    await changeCommitment(world.database.app, { ...edit(commitment), change: { dueOn: inJuly } });
    const given = { linkId: link.id, contentHash: commitment.contentHash, at: world.clock.now() };
    const outdated = answerCommitment(world.database.app, { ...given, answer: { kind: 'confirm' } });
    await expect(outdated).rejects.toMatchObject({ code: 'contentChanged' });
    await ringAndSettle(world);
    expect(await mails()).toEqual(['commitment-request to rui', 'commitment-request to rui']);
    expect(await world.database.app('commitment_link')).toHaveLength(1);
  });

  it('whose owner has no address is told to the manager, and asked about once the address is there', async () => {
    await approveAll();
    await world.database.app('contact').update({ email: null });
    const commitment = await commit();
    expect(await mails()).toEqual(['commitment-trouble to manager']);
    await world.database.app('contact').update({ email: 'rui@client.example' });
    await askAgain(world.database.app, edit(commitment));
    await ringAndSettle(world);
    expect((await mails()).at(-1)).toBe('commitment-request to rui');
    await withdrawCommitment(world.database.app, { ...edit(commitment), reason: 'internal reasons' });
    await ringAndSettle(world);
    expect((await mails()).at(-1)).toBe('commitment-withdrawn to rui');
    const sent = world.inbox.mails.filter(({ parsed }) => parsed.subject?.startsWith('No longer needed'));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.parsed.text).not.toContain('internal reasons');
  });
});

describe('a commitment of ours', () => {
  it('is told to its owner, missed after its date, and refused for somebody unknown', async () => {
    await approveAll();
    const commitment = await commit({ personId: world.firm.operations });
    expect(await mails()).toEqual(['commitment-given to operations']);
    await reach('missCommitment', commitment);
    expect((await now(commitment)).status).toBe('missed');
    await expect(commit({ personId: '999999' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(commit({ contactKey: 'nobody' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(commit({ contactKey: 'rui' }, '2020-01-01')).rejects.toMatchObject({ code: 'invalid' });
  });
});
