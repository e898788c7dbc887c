import { afterAll, beforeAll, expect, it } from 'vitest';
import { acknowledgeEscalation, closeEscalation } from '../../db/stores/escalation-changes.ts';
import { openEscalation } from '../../db/stores/escalation-opening.ts';
import type { ClockKind } from '../../db/stores/escalation-clocks.ts';
import type { Escalation } from '../../db/stores/escalation-rows.ts';
import type { EscalationDetail } from '../../db/read-models/escalation-detail.ts';
import { processStateQuery, searchAttributes } from '../../workflows/process/messages.ts';
import { openEscalationWorld, type EscalationWorld } from '../support/escalated.ts';
import { eventually } from '../support/eventually.ts';
import { settle } from '../support/settle.ts';

const by = { kind: 'operator', id: 'ann' } as const;
let played: EscalationWorld;
let accountId: string;

// A Monday without a holiday in Lisbon, whose time is then UTC.
beforeAll(async () => {
  played = await openEscalationWorld('escalations', '2027-01-11T09:00:00.000Z');
  ({ accountId } = played.world.firm);
});
afterAll(() => played.close());

// Which others are open at the account, and so belong together with it, depends on the tests before.
const kinds = ({ history, run }: EscalationDetail): readonly string[] =>
  history.filter((event) => event.run === run && event.kind !== 'related').map(({ kind }) => kind);

function clockOf({ clocks }: { readonly clocks: EscalationDetail['clocks'] }, kind: ClockKind) {
  const clock = clocks.find((one) => one.kind === kind);
  if (!clock) throw new Error(`it has no clock of ${kind}`);
  return clock;
}

const dueIn = (body: unknown): string | null =>
  (body as { clocks: { kind: string; dueAt: string | null }[] }).clocks.find(
    ({ kind }) => kind === 'response',
  )?.dueAt ?? null;

async function open(cause: string, title: string): Promise<Escalation> {
  const { status, body } = await played.post('/escalations', { accountId, cause, title, severity: 2 });
  expect(status).toBe(201);
  const { escalation } = body as { escalation: { id: string } };
  return played.detail(escalation.id);
}

const ringed = async (workflowId: string): Promise<void> => {
  await played.world.ring(workflowId);
  await settle(played.world);
};

it('is opened once by hand however often it is sent, and asks the manager first', async () => {
  const wish = { accountId, cause: 'late-deliveries', title: 'Three late deliveries', severity: 2 };
  const headers = { 'Idempotency-Key': 'one-of-a-kind' };
  const first = await played.post('/escalations', wish, headers);
  const again = await played.post('/escalations', wish, headers);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.body).toEqual(first.body);
  const more = await played.post('/escalations', { ...wish, title: 'A fourth one', text: 'On Monday.' });
  expect([more.status, (more.body as { kind: string }).kind]).toEqual([200, 'added']);
  const { escalation } = first.body as { escalation: { id: string; workflowId: string } };
  const { id, workflowId } = escalation;
  expect(workflowId).toBe(`escalation/${accountId}/late-deliveries`);
  const detail = await played.detail(id);
  expect(kinds(detail)).toEqual(['opened', 'asked', 'signalAdded']);
  expect(detail.asks.map(({ personName }) => personName)).toEqual(['Manager']);
  expect(clockOf(detail, 'response').dueAt).toEqual(new Date('2027-01-11T10:00:00Z'));
  expect(await played.world.database.app('process').where({ kind: 'escalation' })).toHaveLength(1);
  const state = await played.world.client.workflow.getHandle(workflowId).query(processStateQuery);
  expect(state).toMatchObject({
    ...{ stage: 'acknowledge', severity: '2', blockedOn: [{ waitingFor: `acknowledgement ${id}` }] },
  });
  const query = `${searchAttributes.severity.name} = '2' AND WorkflowId = '${workflowId}'`;
  await eventually(async () => {
    const found: string[] = [];
    for await (const one of played.world.client.workflow.list({ query })) found.push(one.workflowId);
    expect(found).toEqual([workflowId]);
  });
});

it('is taken by link alone with an explicit choice, tells everybody asked who has it, and says so to whoever clicks later', async () => {
  await played.play('2027-01-11T09:35:00.000Z');
  const path = played.linkOf('manager');
  const visitor = played.visitor();
  const shown = await (await visitor.get(path)).text();
  expect(shown).toContain('Three late deliveries');
  expect((await visitor.get(path, { method: 'HEAD' })).status).toBe(200);
  expect((await visitor.post(path)).status).toBe(422);
  expect((await visitor.post(path, [['choice', 'take']], {})).status).toBe(403);
  const { escalation_id: id } = await played.world.database
    .app('escalation_event')
    .first<{ escalation_id: string }>('escalation_id');
  expect((await played.detail(id)).stage).toBe('acknowledge');
  const taken = await visitor.post(path, [['choice', 'take']]);
  expect([taken.status, (await taken.text()).includes('You have it')]).toEqual([200, true]);
  await settle(played.world);
  const detail = await played.detail(id);
  expect(detail).toMatchObject({ stage: 'reachOut', holderId: played.world.firm.manager });
  expect(clockOf(detail, 'response')).toMatchObject({ dueAt: null, endedAt: played.now() });
  expect(clockOf(detail, 'update').dueAt).toEqual(new Date('2027-01-11T11:35:00Z'));
  expect(played.subjectsTo('director').at(-1)).toBe('Manager has it: Three late deliveries (Client One)');
  expect(played.subjectsTo('manager').filter((subject) => subject.includes('has it'))).toEqual([]);
  const late = await visitor.post(played.linkOf('director'), [['choice', 'take']]);
  expect([late.status, (await late.text()).includes('Manager has it')]).toEqual([409, true]);
  expect((await visitor.post(path, [['choice', 'take']])).status).toBe(200);
  expect(kinds(await played.detail(detail.id)).filter((kind) => kind === 'acknowledged')).toHaveLength(1);
});

it('climbs rung by rung where nobody answers, warns, is too late once, and ends on record with the programme owner told once', async () => {
  const { id, workflowId } = await open('silent-ladder', 'Nobody is there');
  await played.play('2027-01-18T16:00:00.000Z');
  const detail = await played.detail(id);
  expect(detail.asks.map(({ rung, personName }) => [rung, personName])).toEqual([
    ['manager', 'Manager'],
    ['director', 'Director'],
    ['sponsor', 'Sponsor'],
    ['executive', 'Owner'],
  ]);
  const asked = detail.asks.map(({ askedAt }) => askedAt.getTime());
  expect(asked).toEqual([...asked].sort((a, b) => a - b));
  const happened = kinds(detail);
  const breaches = detail.history.filter(({ kind }) => kind === 'breached').map(({ data }) => data['clock']);
  expect(breaches).toEqual(['response', 'resolution']);
  expect(clockOf(detail, 'response').breachedAt).toEqual(new Date('2027-01-11T10:35:00Z'));
  const warned = detail.history
    .filter(({ kind }) => kind === 'warned')
    .map(({ data }) => [data['clock'], data['share']]);
  expect(warned.filter(([clock]) => clock === 'response')).toEqual(
    [50, 75, 90].map((share) => ['response', share]),
  );
  expect(warned.filter(([clock]) => clock === 'resolution')).toEqual(
    [50, 75, 90].map((share) => ['resolution', share]),
  );
  expect(happened.filter((kind) => kind === 'unacknowledged')).toHaveLength(1);
  expect(detail).toMatchObject({ stage: 'acknowledge', climbAt: null });
  expect(played.subjectsTo('owner').filter((one) => one.startsWith('Nobody has taken it'))).toHaveLength(1);
  const state = await played.world.client.workflow.getHandle(workflowId).query(processStateQuery);
  expect(state).toMatchObject({ next: null, blockedOn: [{ person: `person-${played.world.firm.owner}` }] });
  const visitor = played.visitor();
  const taken = await visitor.post(played.linkOf('sponsor'), [['choice', 'take']]);
  expect(taken.status).toBe(200);
  await settle(played.world);
  expect((await played.detail(id)).holderId).toBe(played.world.firm.sponsor);
});

it('passes by rungs that nobody fills and keeps why', async () => {
  const { app, owner } = played.world.database;
  const { director, sponsor, finance } = played.world.firm;
  await owner('person').whereIn('id', [sponsor, finance]).update({ active: false });
  await app('absence').insert({
    ...{ person_id: director, stand_in_id: finance, set_by: 'operator:ann' },
    ...{ starts_at: '2027-01-18T00:00:00Z', ends_at: '2027-01-30T00:00:00Z', set_at: played.now() },
  });
  const { id } = await open('gaps', 'Who is there?');
  await played.play('2027-01-20T16:00:00.000Z');
  await owner('person').whereIn('id', [sponsor, finance]).update({ active: true });
  await app('absence').update({ cancelled_at: played.now() });
  const detail = await played.detail(id);
  expect(detail.asks.map(({ rung }) => rung)).toEqual(['manager', 'executive']);
  const skipped = detail.history.filter(({ kind }) => kind === 'skipped').map(({ data }) => data);
  expect(skipped).toEqual([
    { rung: 'director', why: 'absent' },
    { rung: 'sponsor', why: 'inactive' },
  ]);
  await closeEscalation(app, { id, by, at: played.now(), outcome: 'unfounded', reason: 'A test.' });
  await ringed(detail.workflowId);
});

it('stops its clock while it is paused, for the longest pause at most, and counts a new severity over all of its time', async () => {
  const { app } = played.world.database;
  await played.play('2027-01-21T09:00:00.000Z');
  const { id } = await open('pausing', 'They do not answer');
  await played.play('2027-01-21T09:10:00.000Z');
  const reason = 'We wait for their figures.';
  const paused = await played.post(`/escalations/${id}/pause`, { reason });
  expect(paused.body).toMatchObject({ climbAt: null, pausedAt: '2027-01-21T09:10:00.000Z' });
  expect(dueIn(paused.body)).toBeNull();
  expect((await played.post(`/escalations/${id}/pause`, { reason })).status).toBe(409);
  await played.play('2027-01-21T12:00:00.000Z');
  const resumed = await played.post(`/escalations/${id}/resume`, { reason: 'They came.' });
  expect(resumed.body).toMatchObject({ pausedAt: null });
  expect(dueIn(resumed.body)).toBe('2027-01-21T12:50:00.000Z');
  expect(kinds(await played.detail(id))).toEqual(['opened', 'asked', 'paused', 'resumed']);
  const severity = await played.post(`/escalations/${id}/severity`, { severity: 3, reason: 'Not so bad.' });
  expect(severity.body).toMatchObject({ severity: 3, baseSeverity: 2 });
  expect(dueIn(severity.body)).toBe('2027-01-22T11:50:00.000Z');
  await played.post(`/escalations/${id}/pause`, { reason });
  const { pauseUntil } = await played.detail(id);
  if (!pauseUntil) throw new Error('it is not paused');
  await played.play(pauseUntil.toISOString());
  const detail = await played.detail(id);
  expect(detail.pausedAt).toBeNull();
  expect(detail.history.at(-1)).toMatchObject({ kind: 'resumed', by: { kind: 'system' } });
  expect((await played.post(`/escalations/${id}/pause`, { reason })).status).toBe(409);
  const taking = { id, by, at: played.now(), personId: played.world.firm.operations };
  await acknowledgeEscalation(app, taking);
  await ringed(detail.workflowId);
  expect(played.subjectsTo('manager').at(-1)).toContain('Operations has it');
});

it('goes on as another run within 30 days of its end, and is another escalation after them', async () => {
  const { app } = played.world.database;
  const signal = { accountId, cause: 'again', title: 'It is back', severity: 4, text: '', by } as const;
  const first = await openEscalation(app, { ...signal, at: played.now() });
  const { id, workflowId } = first.escalation;
  await ringed(workflowId);
  const close = async (): Promise<void> => {
    await closeEscalation(app, { id, by, at: played.now(), outcome: 'solved', reason: 'They are happy.' });
    await ringed(workflowId);
  };
  const old = played.linkOf('manager');
  await close();
  expect(played.subjectsTo('manager').at(-1)).toBe('Closed: It is back (Client One)');
  expect(await (await played.visitor().get(old)).text()).toContain('was closed on');
  const end = played.now().getTime();
  const days = (count: number): string => new Date(end + count * 86_400_000).toISOString();
  await played.play(days(30));
  const second = await openEscalation(app, { ...signal, at: played.now() });
  expect(second).toMatchObject({ kind: 'reopened', escalation: { id, workflowId, run: 2 } });
  await ringed(workflowId);
  const detail = await played.detail(id);
  expect(kinds(detail)).toEqual(['reopened', 'asked']);
  expect(played.linkOf('manager')).not.toBe(old);
  expect(await (await played.visitor().get(old)).text()).toContain('has come up again');
  await close();
  await played.play(new Date(played.now().getTime() + 30 * 86_400_000 + 1000).toISOString());
  const third = await openEscalation(app, { ...signal, at: played.now() });
  expect(third.kind).toBe('opened');
  expect(third.escalation).toMatchObject({ run: 1, workflowId: `${workflowId}/2` });
  await ringed(third.escalation.workflowId);
  expect(kinds(await played.detail(third.escalation.id))).toEqual(['opened', 'asked']);
});

it('is one escalation when two signals of a cause come at once', async () => {
  const { app } = played.world.database;
  const signal = { accountId, cause: 'at-once', title: 'Twice', text: '', by, at: played.now() };
  const both = await Promise.all([openEscalation(app, signal), openEscalation(app, signal)]);
  expect(both.map(({ kind }) => kind).sort()).toEqual(['added', 'opened']);
  const [first] = both;
  await ringed(first.escalation.workflowId);
  await expect(openEscalation(app, { ...signal, accountId: '999999999999' })).rejects.toMatchObject({
    code: 'notFound',
  });
});

it('asks everybody as often as its version of the policy says, and no more', async () => {
  const { app, owner } = played.world.database;
  await owner.raw(
    `insert into escalation_policy (policy, reason, set_by, set_at)
     select jsonb_set(policy, '{attemptsPerRung}', '2'), 'test', 'operator:ann', set_at from escalation_policy`,
  );
  const { id, workflowId, policyVersion } = await open('twice-each', 'Once more');
  expect(policyVersion).toBe(2);
  await played.play(new Date(played.now().getTime() + 14 * 86_400_000).toISOString());
  const { asks } = await played.detail(id);
  const each = ['manager', 'director', 'sponsor', 'executive'].flatMap((rung) => [`${rung} 1`, `${rung} 2`]);
  expect(asks.map(({ rung, attempt }) => `${rung} ${attempt}`)).toEqual(each);
  const tooLate = played.subjectsTo('manager').filter((one) => one.startsWith('Too late: Once more'));
  expect(tooLate).toHaveLength(1);
  await closeEscalation(app, { id, by, at: played.now(), outcome: 'unsolved', reason: 'A test.' });
  await ringed(workflowId);
  expect(await app('process').where({ workflow_id: workflowId }).first('state')).toEqual({ state: 'closed' });
});
