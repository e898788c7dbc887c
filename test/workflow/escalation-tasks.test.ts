import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeEscalation } from '../../db/stores/escalation-changes.ts';
import { listTasks, type EscalationTask } from '../../db/stores/escalation-task-rows.ts';
import { changeTask, endTask } from '../../db/stores/escalation-tasks.ts';
import { openEscalationWorld, type EscalationWorld } from '../support/escalated.ts';
import { settle } from '../support/settle.ts';

let played: EscalationWorld;
const by = { kind: 'operator', id: 'ann' } as const;

// A Monday without a holiday in Lisbon, whose time is then UTC.
beforeAll(async () => {
  played = await openEscalationWorld('escalation tasks', '2027-01-11T09:00:00.000Z');
});
afterAll(() => played.close());

async function opened(cause: string): Promise<string> {
  const { accountId } = played.world.firm;
  const wish = { accountId, cause, title: `About ${cause}`, severity: 4 };
  const { body } = await played.post('/escalations', wish);
  return (body as { escalation: { id: string } }).escalation.id;
}

async function taken(cause: string): Promise<string> {
  const id = await opened(cause);
  const { manager: personId } = played.world.firm;
  await played.post(`/escalations/${id}/acknowledge`, { personId });
  return id;
}

const wish = (title: string, dueOn: string) => ({
  ...{ title, details: 'In all rooms.', function: 'operations', dueOn },
  ownerId: played.world.firm.operations,
});

async function given(cause: string, dueOn: string): Promise<{ id: string; task: EscalationTask }> {
  const id = await taken(cause);
  const { status } = await played.post(`/escalations/${id}/tasks`, wish(`Desks for ${cause}`, dueOn));
  expect(status).toBe(200);
  return { id, task: await taskOf(id) };
}

async function taskOf(id: string): Promise<EscalationTask> {
  const [task] = await listTasks(played.world.database.app, id);
  if (!task) throw new Error('it has no task');
  return task;
}

const about = (person: string, cause: string): readonly string[] =>
  played
    .subjectsTo(person)
    .filter((subject) => subject.includes(`Desks for ${cause}`))
    .map((subject) => subject.replace(`: Desks for ${cause} (Client One)`, ''));
const happened = async (id: string): Promise<readonly string[]> =>
  (await played.detail(id)).history.map(({ kind }) => kind).filter((kind) => kind.startsWith('task'));
const ring = async (): Promise<void> => {
  for (const { workflow_id: id } of await played.world.database
    .app('escalation')
    .whereNot({ stage: 'closed' })
    .select<{ workflow_id: string }[]>('workflow_id'))
    await played.world.ring(id);
  await settle(played.world);
};

it('gives nobody a task before somebody has the escalation, to nobody who is not there, and for no day that has passed', async () => {
  const id = await opened('untaken');
  expect((await played.post(`/escalations/${id}/tasks`, wish('x', '2027-01-12'))).status).toBe(409);
  const open = await taken('refused-tasks');
  const path = `/escalations/${open}/tasks`;
  const late = await played.post(path, wish('x', '2027-01-10'));
  expect([late.status, JSON.stringify(late.body).includes('/dueOn')]).toEqual([422, true]);
  const nobody = await played.post(path, { ...wish('x', '2027-01-12'), ownerId: '999' });
  expect([nobody.status, JSON.stringify(nobody.body).includes('/ownerId')]).toEqual([422, true]);
});

it('is done by the link of its owner alone with an explicit choice, once, and whoever has the escalation is told', async () => {
  const { id } = await given('by-link', '2027-01-13');
  expect(about('operations', 'by-link')).toEqual(['A task for you, due on Wednesday, 13 January 2027']);
  const path = played.linkOf('operations');
  const visitor = played.visitor();
  expect(await (await visitor.get(path)).text()).toContain('In all rooms.');
  expect((await visitor.get(path, { method: 'HEAD' })).status).toBe(200);
  expect((await visitor.post(path)).status).toBe(422);
  expect((await visitor.post(path, [['choice', 'take']])).status).toBe(422);
  expect((await visitor.post(path, [['choice', 'done']], {})).status).toBe(403);
  expect((await taskOf(id)).status).toBe('open');
  const answers = await Promise.all(
    [1, 2].map(() =>
      visitor.post(path, [
        ['choice', 'done'],
        ['word', 'Two per floor.'],
      ]),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  await settle(played.world);
  expect(await taskOf(id)).toMatchObject({ status: 'done', word: 'Two per floor.', overdueAt: null });
  expect(await happened(id)).toEqual(['taskGiven', 'taskDone']);
  expect(about('manager', 'by-link')).toEqual(['It is done']);
  expect(about('operations', 'by-link')).toHaveLength(1);
  expect(await (await visitor.get(path)).text()).toContain('This task is done');
});

it('tells whoever has the escalation why its owner cannot do it, and gives it to somebody else, whom the old link names', async () => {
  const { id, task } = await given('cannot', '2027-01-13');
  const old = played.linkOf('operations');
  const visitor = played.visitor();
  expect((await visitor.post(old, [['choice', 'cannot']])).status).toBe(422);
  const said = await visitor.post(old, [
    ['choice', 'cannot'],
    ['word', 'No budget.'],
  ]);
  expect(said.status).toBe(200);
  await settle(played.world);
  expect(about('manager', 'cannot')).toEqual(['Operations cannot do it']);
  expect(await taskOf(id)).toMatchObject({ status: 'open', word: 'No budget.', remindAt: null });
  const { finance: ownerId } = played.world.firm;
  await changeTask(played.world.database.app, { id, taskId: task.id, ownerId, by, at: played.now() });
  await ring();
  expect(await taskOf(id)).toMatchObject({ ownerId, word: '', status: 'open' });
  expect(about('finance', 'cannot')).toEqual(['A task for you, due on Wednesday, 13 January 2027']);
  expect(about('operations', 'cannot').at(-1)).toBe('Finance has your task now');
  const late = await visitor.post(old, [['choice', 'done']]);
  expect([late.status, (await late.text()).includes('Finance has this task now')]).toEqual([409, true]);
  expect((await visitor.post(played.linkOf('finance'), [['choice', 'done']])).status).toBe(200);
  await settle(played.world);
  expect(await happened(id)).toEqual(['taskGiven', 'taskChanged', 'taskChanged', 'taskDone']);
});

it('reminds its owner on the due day, and notes once for each due day that it is overdue', async () => {
  const { id, task } = await given('overdue', '2027-01-14');
  await played.play('2027-01-14T10:00:00.000Z');
  expect(about('operations', 'overdue').at(-1)).toBe('Due on Thursday, 14 January 2027');
  await played.play('2027-01-16T10:00:00.000Z');
  expect(await happened(id)).toEqual(['taskGiven', 'taskOverdue']);
  expect(about('operations', 'overdue').at(-1)).toBe('Overdue since Thursday, 14 January 2027');
  expect(about('manager', 'overdue')).toEqual(['Overdue since Thursday, 14 January 2027']);
  const overdue = (await played.detail(id)).history.find(({ kind }) => kind === 'taskOverdue');
  expect(overdue?.at).toEqual(new Date('2027-01-15T00:00:00Z'));
  expect(await (await played.visitor().get(played.linkOf('operations'))).text()).toContain('It was due on');
  const { app } = played.world.database;
  await changeTask(app, { id, taskId: task.id, dueOn: '2027-01-18', by, at: played.now() });
  await ring();
  await played.play('2027-01-20T10:00:00.000Z');
  expect(await happened(id)).toEqual(['taskGiven', 'taskOverdue', 'taskChanged', 'taskOverdue']);
  await endTask(app, { id, taskId: task.id, how: 'dropped', word: 'Not needed.', by, at: played.now() });
  await ring();
  expect(about('operations', 'overdue').at(-1)).toBe('No longer needed');
});

it('is dropped with its escalation, whose owners hear of it, and takes no answer afterwards', async () => {
  const { id } = await given('closing', '2027-02-01');
  const path = played.linkOf('operations');
  const { app } = played.world.database;
  const closing = { id, outcome: 'unfounded', reason: 'A mistake.', by, at: played.now() } as const;
  const { workflowId } = await closeEscalation(app, closing);
  await played.world.ring(workflowId);
  await settle(played.world);
  expect(await taskOf(id)).toMatchObject({ status: 'dropped', remindAt: null, overdueAt: null });
  expect((await played.detail(id)).history.map(({ kind }) => kind).slice(-2)).toEqual([
    'taskDropped',
    'closed',
  ]);
  expect(about('operations', 'closing').at(-1)).toBe('No longer needed');
  const late = await played.visitor().post(path, [['choice', 'done']]);
  expect([late.status, (await late.text()).includes('not needed any more')]).toEqual([409, true]);
  const process = await app('process').where({ workflow_id: workflowId }).first<{ state: string }>('state');
  expect(process.state).toBe('closed');
});
