import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCommitmentReminderActivities } from '../../activities/commitment-reminders.ts';
import { createCommitmentActivities } from '../../activities/commitments.ts';
import { answerCommitment } from '../../db/stores/commitment-answers.ts';
import { dueOfCommitment, type CommitmentDate } from '../../db/stores/commitment-dates.ts';
import { getCommitment, type Commitment } from '../../db/stores/commitment-rows.ts';
import { markCommitmentDone, recordCommitment, settleProposal } from '../../db/stores/commitments.ts';
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
// A Wednesday, with no holiday in Portugal in the fortnight before it.
const dueOn = `${storyYear}-07-${String(wednesdayIn(storyYear)).padStart(2, '0')}`;
const dates = {
  remindOfDue: 'dueSoonAt',
  chaseCommitment: 'lateAt',
  remindSettlement: 'settleRemindAt',
  tellUnsettled: 'settleTellAt',
  missCommitment: 'missAt',
} as const satisfies Record<string, CommitmentDate>;

function wednesdayIn(year: number): number {
  const second = new Date(Date.UTC(year, 6, 15)).getUTCDay();
  return 15 + ((3 - second + 7) % 7);
}

beforeAll(async () => {
  world = await openWorld();
  await world.startWorker();
  const contact = { account_id: world.firm.accountId, key: 'rui', name: 'Rui', email: 'rui@client.example' };
  await world.database.app('contact').insert(contact);
  await startReview(world);
  await submit(world);
  for (;;) {
    const open = await questions(world);
    if (open.length === 0) break;
    for (const question of open) await answer(world, { question });
    await ringAndSettle(world);
  }
});
afterAll(() => world.close());

type Owner = Parameters<typeof recordCommitment>[1]['owner'];

async function commit(owner: Owner): Promise<Commitment> {
  const { id: planId } = await currentPlan(world);
  const given = {
    planId,
    owner,
    text: 'Name one contact.',
    dueOn,
    by: manager(world),
    at: world.clock.now(),
  };
  const { commitment } = await recordCommitment(world.database.app, given);
  await ringAndSettle(world);
  return getCommitment(world.database.app, commitment.id);
}

const due = ({ id }: Commitment, date: CommitmentDate): Promise<Date | null> =>
  dueOfCommitment(world.database.app, { id, date });

/** Calls the effect at the date that the records name, as the workflow's timer would, and a second time, as after a lost answer. */
async function reach(effect: keyof typeof dates, commitment: Commitment): Promise<Date> {
  const at = await due(commitment, dates[effect]);
  if (!at) throw new Error(`${effect} is not due`);
  const deps = { db: world.database.app, links: world.links };
  const effects = { ...createCommitmentActivities(deps), ...createCommitmentReminderActivities(deps) };
  const move = { workflowId: planProcess(world), at: at.toISOString(), seq: 0, subject: commitment.id };
  await world.sendMail({ notificationIds: (await effects[effect](move)).notificationIds });
  await effects[effect](move);
  expect(await due(commitment, dates[effect])).not.toEqual(at);
  return at;
}

async function reply(
  { id, contentHash }: Commitment,
  given: Parameters<typeof answerCommitment>[1]['answer'],
): Promise<void> {
  const link = await world.database
    .app('commitment_link')
    .where({ commitment_id: id })
    .first<{ id: string }>('id');
  const at = world.clock.now();
  await answerCommitment(world.database.app, { linkId: link.id, contentHash, answer: given, at });
  await ringAndSettle(world);
}

const edit = ({ id: commitmentId }: Commitment) => ({
  commitmentId,
  by: manager(world),
  at: world.clock.now(),
});

async function mails({ id }: Commitment): Promise<readonly string[]> {
  const rows = await world.database
    .app('notification')
    .where({ thread_key: `commitment/${id}` })
    .orderBy('id')
    .select<{ kind: string; to_address: string }[]>('kind', 'to_address');
  return rows.map(({ kind, to_address }) => `${kind} to ${to_address.replace(/@.*/, '')}`);
}

async function audited({ id }: Commitment): Promise<readonly string[]> {
  const rows = await world.database
    .app('audit_event')
    .where('kind', 'like', 'commitment.%')
    .andWhere({ subject: id })
    .orderBy('seq')
    .select<{ kind: string }[]>('kind');
  return rows.map(({ kind }) => kind.replace('commitment.', ''));
}

const day = (at: Date | null): string | undefined => at?.toISOString().slice(0, 10);
const daysBefore = (days: number): string =>
  new Date(Date.parse(`${dueOn}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

describe('a commitment of ours', () => {
  it('is brought to its owner five and one working days before its date, and twice after it', async () => {
    const commitment = await commit({ personId: world.firm.operations });
    expect(day(await reach('remindOfDue', commitment))).toBe(daysBefore(7));
    expect(day(await reach('remindOfDue', commitment))).toBe(daysBefore(1));
    expect(await due(commitment, 'dueSoonAt')).toBeNull();
    const missed = await reach('missCommitment', commitment);
    const chased = await reach('chaseCommitment', commitment);
    expect((chased.getTime() - missed.getTime()) / 86_400_000).toBeGreaterThanOrEqual(4);
    expect(await mails(commitment)).toEqual([
      'commitment-given to operations',
      'commitment-due to operations',
      'commitment-due to operations',
      'commitment-trouble to manager',
      'commitment-late to operations',
      'commitment-late to operations',
    ]);
    expect(await audited(commitment)).toEqual(['recorded', 'dueReminded', 'dueReminded', 'missed', 'chased']);
  });

  it('is not brought up any more once it is done', async () => {
    const commitment = await commit({ personId: world.firm.operations });
    await markCommitmentDone(world.database.app, { ...edit(commitment), evidence: 'Minutes.' });
    for (const date of Object.values(dates)) expect(await due(commitment, date)).toBeNull();
    await ringAndSettle(world);
    expect(await mails(commitment)).toEqual(['commitment-given to operations']);
  });

  it('is not brought to an owner who has left', async () => {
    const commitment = await commit({ personId: world.firm.operations });
    const owner = world.database.app('person').where({ id: world.firm.operations });
    await owner.clone().update({ active: false });
    await reach('remindOfDue', commitment);
    await owner.update({ active: true });
    expect(await mails(commitment)).toEqual(['commitment-given to operations']);
    expect(await audited(commitment)).toEqual(['recorded']);
  });
});

describe("a commitment of the client's", () => {
  it('is brought to a client who confirmed it once, three working days before its date', async () => {
    const commitment = await commit({ contactKey: 'rui' });
    expect(await due(commitment, 'dueSoonAt')).toBeNull();
    await reply(commitment, { kind: 'confirm' });
    expect(day(await reach('remindOfDue', commitment))).toBe(daysBefore(5));
    expect(await due(commitment, 'dueSoonAt')).toBeNull();
    expect((await mails(commitment)).slice(2)).toEqual(['commitment-due-client to rui']);
    const sent = world.inbox.mails.at(-1)?.parsed.text ?? '';
    expect(sent).toContain('http');
    expect(sent).not.toContain('/plans/');
  });

  it('is not brought to a client who waits for an answer, and again once the date stays as it was', async () => {
    const commitment = await commit({ contactKey: 'rui' });
    await reply(commitment, { kind: 'confirm' });
    await reply(commitment, { kind: 'propose', on: `${storyYear}-09-30`, word: '' });
    expect(await due(commitment, 'dueSoonAt')).toBeNull();
    const refusal = { accept: false, reason: 'The season begins in May.' };
    await settleProposal(world.database.app, { ...edit(commitment), ...refusal });
    expect(day(await due(commitment, 'dueSoonAt'))).toBe(daysBefore(5));
  });

  it('whose other date has no answer is brought to the manager, then to the director', async () => {
    const commitment = await commit({ contactKey: 'rui' });
    await reply(commitment, { kind: 'propose', on: `${storyYear}-09-30`, word: 'We move offices.' });
    const reminded = await reach('remindSettlement', commitment);
    const told = await reach('tellUnsettled', commitment);
    expect(told.getTime()).toBeGreaterThan(reminded.getTime());
    expect((await mails(commitment)).slice(2)).toEqual([
      'commitment-unsettled to manager',
      'commitment-unsettled to director',
    ]);
    expect((await audited(commitment)).slice(-2)).toEqual(['settlementReminded', 'unsettled']);
  });

  it('whose other date is settled in time is brought to nobody', async () => {
    const commitment = await commit({ contactKey: 'rui' });
    await reply(commitment, { kind: 'propose', on: `${storyYear}-09-30`, word: '' });
    await settleProposal(world.database.app, { ...edit(commitment), accept: true, reason: 'Agreed.' });
    expect(await due(commitment, 'settleRemindAt')).toBeNull();
    expect(await due(commitment, 'settleTellAt')).toBeNull();
    expect(day(await due(commitment, 'dueSoonAt'))).toMatch(new RegExp(`^${storyYear}-09-2`));
  });
});
