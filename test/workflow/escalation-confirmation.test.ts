import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { listConfirmations, type Confirmation } from '../../db/stores/escalation-confirmation-rows.ts';
import { openEscalationWorld, type EscalationWorld } from '../support/escalated.ts';
import { settle } from '../support/settle.ts';

let played: EscalationWorld;
let contactId: string;
let count = 0;

// A Monday without a holiday in Lisbon, whose time is then UTC.
beforeAll(async () => {
  played = await openEscalationWorld('escalation confirmations', '2027-01-11T09:00:00.000Z');
  contactId = await contact('rui', 'rui@example.com');
});
beforeEach(() => {
  count += 1;
});
afterAll(() => played.close());

async function contact(key: string, email: string | null): Promise<string> {
  const row = { account_id: played.world.firm.accountId, key, name: `Contact ${key}`, email };
  const [made] = await played.world.database.app('contact').insert(row).returning<{ id: string }[]>('id');
  return made?.id ?? '';
}

// Words that no client may ever read.
const internal = ['mk-title', 'mk-cause', 'mk-why', 'mk-proposal', '98765', 'Director', 'Sponsor'];
const rootCause = { category: 'product', name: 'mk-cause', text: 'mk-why' };
const phone = { channel: 'phone', withWhom: 'Their head of travel', summary: 'They told us.' };

async function propose(id: string): Promise<void> {
  const { app } = played.world.database;
  const { rows } = await app.raw<{ rows: { number: number }[] }>(
    `select cast(count(*) + 1 as integer) as number from escalation_proposal where escalation_id = ?`,
    [id],
  );
  await app('escalation_proposal').insert({
    ...{ escalation_id: id, run: 1, number: rows[0]?.number, text: 'mk-proposal', cost: '98765.00' },
    ...{ currency: 'EUR', status: 'approved', proposer_id: played.world.firm.manager },
    ...{ proposed_at: played.now(), decided_at: played.now() },
  });
}

async function atSolution(): Promise<string> {
  const { accountId, manager: personId } = played.world.firm;
  const cause = `cause-${count}`;
  const wish = { accountId, cause, title: `mk-title ${count}`, severity: 4 };
  const { body } = await played.post('/escalations', wish);
  const { id } = (body as { escalation: { id: string } }).escalation;
  await played.post(`/escalations/${id}/acknowledge`, { personId });
  await played.post(`/escalations/${id}/contacts`, phone);
  await played.post(`/escalations/${id}/root-cause`, rootCause);
  return id;
}

const solution = () => ({ contactId, channel: 'meeting', summary: `Desks in all rooms ${count}` });

async function presented(to: object = solution()): Promise<string> {
  const id = await atSolution();
  await propose(id);
  const { status, body } = await played.post(`/escalations/${id}/presentations`, to);
  expect([status, (body as { stage: string }).stage]).toEqual([200, 'presented']);
  return id;
}

async function lastOf(id: string): Promise<Confirmation> {
  const last = (await listConfirmations(played.world.database.app, id)).at(-1);
  if (!last) throw new Error('nothing was presented');
  return last;
}

const kinds = async (id: string): Promise<readonly string[]> =>
  (await played.detail(id)).history.map(({ kind }) => kind);
const mine = (): readonly string[] =>
  played.subjectsTo('manager').filter((subject) => subject.includes(`mk-title ${count} `));
const answerWith = (path: string, choice: string, word = ''): Promise<Response> =>
  played.visitor().post(path, [
    ['choice', choice],
    ['word', word],
  ]);

it('presents nothing before its root cause is known and a solution is approved', async () => {
  const id = await atSolution();
  const early = await played.post(`/escalations/${id}/presentations`, solution());
  expect([early.status, (early.body as { detail: string }).detail]).toEqual([
    409,
    'No solution that can be presented has been proposed yet, or it is not approved.',
  ]);
  await propose(id);
  const stranger = await played.post(`/escalations/${id}/presentations`, { ...solution(), contactId: '99' });
  expect([stranger.status, JSON.stringify(stranger.body).includes('/contactId')]).toEqual([422, true]);
  const answer = await played.post(`/escalations/${id}/presentations/answer`, { answer: 'confirmed' });
  expect(answer.status).toBe(409);
});

it('shows a client nothing of the firm, neither by mail nor on the page, in any state of it', async () => {
  const id = await presented();
  const path = played.linkOf('rui');
  const pages: string[] = [];
  const see = async (answer: Promise<Response>): Promise<void> =>
    void pages.push(await (await answer).text());
  await see(played.visitor().get(path));
  await see(answerWith(path, '', ''));
  await see(answerWith(path, 'refused', ''));
  await see(answerWith(path, 'refused', 'Rooms of the old wing are missing.'));
  await settle(played.world);
  await see(played.visitor().get(path));
  await see(answerWith(path, 'confirmed'));
  const mails = played.world.inbox.mails.filter(({ envelopeTo }) => envelopeTo.includes('rui@example.com'));
  const texts = mails.flatMap(({ parsed }) => [parsed.subject ?? '', parsed.text ?? '', parsed.html || '']);
  const read = [...pages, ...texts].map((text) => text.toLowerCase());
  expect(pages[0]).toContain(`Desks in all rooms ${count}`);
  expect(texts.join()).toContain(`Desks in all rooms ${count}`);
  const { severity } = await played.detail(id);
  expect(severity).toBe(4);
  for (const word of [...internal, 'severity', 'escalation'])
    expect(read.filter((text) => text.includes(word.toLowerCase()))).toEqual([]);
});

it('is confirmed by the client’s link alone with an explicit choice, once, and its clocks stand still until then', async () => {
  const id = await presented();
  const path = played.linkOf('rui');
  const visitor = played.visitor();
  expect((await visitor.get(path)).status).toBe(200);
  expect((await visitor.get(path, { method: 'HEAD' })).status).toBe(200);
  expect((await visitor.post(path)).status).toBe(422);
  expect((await visitor.post(path, [['choice', 'done']])).status).toBe(422);
  expect((await visitor.post(path, [['choice', 'confirmed']], {})).status).toBe(403);
  const waiting = await played.detail(id);
  expect(waiting.stage).toBe('presented');
  expect(waiting.clocks.filter(({ dueAt }) => dueAt !== null)).toEqual([]);
  const both = await Promise.all([answerWith(path, 'confirmed'), answerWith(path, 'confirmed')]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  await settle(played.world);
  expect((await kinds(id)).filter((kind) => kind === 'confirmed')).toHaveLength(1);
  const detail = await played.detail(id);
  expect(detail).toMatchObject({ stage: 'confirmed', followUps: [{ run: 1, result: null }] });
  expect(detail.history.find(({ kind }) => kind === 'confirmed')?.by).toEqual({
    kind: 'contact',
    id: contactId,
  });
  expect(mine().at(-1)).toBe(`The client says it is solved: mk-title ${count} (Client One)`);
  const late = await answerWith(path, 'refused', 'No.');
  expect([late.status, (await late.text()).includes('recorded as solved')]).toEqual([409, true]);
});

it('goes back to its root cause with the client’s word, and round again with another solution', async () => {
  const id = await presented();
  const path = played.linkOf('rui');
  expect((await answerWith(path, 'refused')).status).toBe(422);
  expect((await answerWith(path, 'refused', 'The old wing is missing.')).status).toBe(200);
  await settle(played.world);
  expect((await played.detail(id)).stage).toBe('rootCause');
  expect(mine().at(-1)).toBe(`The client says it is not solved: mk-title ${count} (Client One)`);
  const told = played.world.inbox.mails.findLast(({ parsed }) => parsed.subject === mine().at(-1));
  expect(told?.parsed.text).toContain('The old wing is missing.');
  await played.post(`/escalations/${id}/root-cause`, { ...rootCause, name: 'old wing' });
  const again = await played.post(`/escalations/${id}/presentations`, solution());
  expect([again.status, (again.body as { detail: string }).detail]).toEqual([
    409,
    'The client refused this solution: propose another one first.',
  ]);
  await propose(id);
  expect((await played.post(`/escalations/${id}/presentations`, solution())).status).toBe(200);
  expect(played.linkOf('rui')).not.toBe(path);
  expect((await answerWith(path, 'confirmed')).status).toBe(409);
  const spoken = await played.post(`/escalations/${id}/presentations/answer`, {
    ...{ answer: 'confirmed', word: 'On the phone: fine.' },
  });
  expect([spoken.status, (spoken.body as { stage: string }).stage]).toEqual([200, 'confirmed']);
  expect(await listConfirmations(played.world.database.app, id)).toMatchObject([
    { number: 1, answer: 'refused', word: 'The old wing is missing.' },
    { number: 2, answer: 'confirmed', word: 'On the phone: fine.' },
  ]);
  expect((await answerWith(played.linkOf('rui'), 'refused', 'No.')).status).toBe(409);
});

it('takes a presentation back to its solution, and tells the wrong contact that nothing is asked any more', async () => {
  const id = await presented();
  const path = played.linkOf('rui');
  const back = { reason: 'The wrong person.' };
  expect((await played.post(`/escalations/${id}/presentations/withdraw`, back)).body).toMatchObject({
    stage: 'solution',
  });
  const late = await answerWith(path, 'confirmed');
  expect([late.status, (await late.text()).includes('The wrong person')]).toEqual([409, false]);
  expect((await played.detail(id)).clocks.some(({ dueAt }) => dueAt !== null)).toBe(true);
  expect((await played.post(`/escalations/${id}/presentations`, solution())).status).toBe(200);
  const closing = { outcome: 'unsolved', reason: 'They have left us.' };
  await played.post(`/escalations/${id}/close`, closing);
  expect(await lastOf(id)).toMatchObject({ answer: 'withdrawn', remindAt: null, silentAt: null });
  expect((await answerWith(played.linkOf('rui'), 'confirmed')).status).toBe(409);
  expect((await played.detail(id)).stage).toBe('closed');
});

it('reminds a silent contact after 5 business days of theirs and counts their silence after 10, on record as such', async () => {
  const id = await presented();
  const from = played.now();
  const confirmation = await lastOf(id);
  expect(from).toEqual(new Date('2027-01-11T09:00:00Z'));
  expect(confirmation).toMatchObject({
    remindAt: new Date('2027-01-18T09:00:00Z'),
    silentAt: new Date('2027-01-25T09:00:00Z'),
  });
  await played.play('2027-01-18T10:00:00.000Z');
  expect(played.subjectsTo('rui').at(-1)).toBe('Reminder: is it solved? Please tell us');
  await played.play('2027-01-25T10:00:00.000Z');
  expect(await lastOf(id)).toMatchObject({ answer: 'silent', by: { kind: 'system' } });
  const detail = await played.detail(id);
  expect(detail.stage).toBe('confirmed');
  expect(detail.history.find(({ kind }) => kind === 'confirmed')).toMatchObject({
    by: { kind: 'system' },
    data: { silent: true },
  });
  expect(mine().some((subject) => subject.startsWith('Confirmed without an answer'))).toBe(true);
  const late = await answerWith(played.linkOf('rui'), 'refused', 'No.');
  expect([late.status, (await late.text()).includes('took it that you agree')]).toEqual([409, true]);
});

it('counts nobody’s silence who got no mail: whoever has it is told to record the answer by hand', async () => {
  const noAddress = await contact('nina', null);
  const id = await presented({ ...solution(), contactId: noAddress });
  const byHand = `Please record what Contact nina says: mk-title ${count} (Client One)`;
  expect(mine().filter((subject) => subject === byHand)).toHaveLength(1);
  const until = new Date(played.now().getTime() + 16 * 86_400_000).toISOString();
  await played.play(until);
  expect((await played.detail(id)).stage).toBe('presented');
  expect(mine().filter((subject) => subject === byHand)).toHaveLength(3);
  const refused = await played.post(`/escalations/${id}/presentations/answer`, { answer: 'refused' });
  expect([refused.status, JSON.stringify(refused.body).includes('/word')]).toEqual([422, true]);
  const said = { answer: 'refused', word: 'Not in the old wing.' };
  expect((await played.post(`/escalations/${id}/presentations/answer`, said)).body).toMatchObject({
    stage: 'rootCause',
  });
});
