import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EscalationDetail } from '../../db/read-models/escalation-detail.ts';
import { openEscalation } from '../../db/stores/escalation-opening.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { runKam, type CommandOutcome } from '../support/kam-command.ts';
import { seedFirm, type Firm } from '../support/people.ts';
import { presentTo, workOn } from '../support/worked-escalation.ts';

let database: TestDatabase;
let firm: Firm;
let contactId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedFirm(database.owner, '1');
  const rui = { account_id: firm.accountId, key: 'rui', name: 'Rui', email: 'rui@client.example' };
  const contacts = await database.owner('contact').insert(rui, ['id']);
  contactId = (contacts as { id: string }[])[0]?.id ?? '';
  await database.owner('person').where({ id: firm.finance }).update({ active: false });
});
afterAll(() => database.drop());

// No engine is there, and each command waits for it for a while: the records change all the same, and a worker would take them up later.
function kam(...words: string[]): Promise<CommandOutcome> {
  const LINK_KEYS = `test:${Buffer.alloc(32, 1).toString('base64')}`;
  const environment = { DATABASE_URL: database.appUrl, LINK_KEYS, TEMPORAL_ADDRESS: '127.0.0.1:9' };
  return runKam(['escalations', ...words], environment);
}

async function said(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await kam(...words);
  if (code !== 0) throw new Error(`kam escalations ${words.join(' ')}: ${stderr}`);
  return stdout;
}

async function refusal(...words: string[]): Promise<string> {
  const { code, stderr } = await kam(...words);
  expect(code).toBe(1);
  return stderr;
}

async function opened(cause: string): Promise<string> {
  const by = { kind: 'operator', id: 'ann' } as const;
  const signal = {
    accountId: firm.accountId,
    cause,
    title: `It is ${cause}`,
    severity: 3,
    text: '',
  } as const;
  return (await openEscalation(database.app, { ...signal, by, at: new Date() })).escalation.id;
}

const shown = async (id: string): Promise<EscalationDetail> =>
  JSON.parse(await said('show', id, '--json')) as EscalationDetail;

it.concurrent('opens a cause once, adds more signals to it, and refuses what is no cause', async () => {
  const first = await said('open', 'client-1', 'late', '--title', 'Too late', '--severity', '2', '--json');
  const { id } = (JSON.parse(first) as { escalation: { id: string } }).escalation;
  const again = await said('open', 'client-1', 'late', '--title', 'Late again', '--text', 'Three days.');
  expect(again).toMatch(
    new RegExp(`^added: ${id} {2}severity 2 {2}acknowledge {2}late: Too late, with nobody, to be `),
  );
  expect(await said('list', '--account', 'client-1')).toContain(`${id}  severity 2`);
  expect(await refusal('open', 'client-1', 'Too late', '--title', 'x')).toContain('give a short key such as');
});

it.concurrent('gives another severity with its reason', async () => {
  const id = await opened('severe');
  expect(await said('severity', id, '1', '--reason', 'They threaten to leave.')).toContain('severity 1');
  expect(await refusal('severity', id, '1', '--reason', 'Again.')).toContain('is 1 already');
  expect((await kam('severity', id, 'high', '--reason', 'x')).stderr).toContain('must be 1, the worst, to 4');
  expect(await shown(id)).toMatchObject({ severity: 1, baseSeverity: 3 });
});

it.concurrent('lets it stand still while it is paused, until it is resumed', async () => {
  const id = await opened('paused');
  expect(await said('pause', id, '--reason', 'We wait for them.')).toMatch(/, paused\n$/);
  expect(await refusal('pause', id, '--reason', 'We wait.')).toContain('paused already');
  expect(await said('resume', id, '--reason', 'They are back.')).toContain('to be taken by');
});

it.concurrent('names who takes it, by key or by address, once and an active person', async () => {
  const id = await opened('taken');
  expect(await refusal('ack', id, '--person', 'finance')).toContain('taken by an active person');
  expect(await said('ack', id, '--person', 'director@example.com')).toContain('reachOut');
  expect(await refusal('ack', id, '--person', 'manager')).toContain('Director has this escalation already.');
});

it.concurrent('hands it over with a reason, by key or by address, once somebody has it', async () => {
  const id = await opened('handed');
  const handOver = ['hand-over', id, '--to', 'manager@example.com'];
  expect((await kam(...handOver)).stderr).toContain('--reason');
  expect(await refusal(...handOver, '--reason', 'x')).toContain('say who takes it instead');
  await said('ack', id, '--person', 'director');
  await said(...handOver, '--reason', 'She knows them.');
  const { holderName, history } = await shown(id);
  expect([holderName, history.at(-1)]).toMatchObject([
    'Manager',
    { kind: 'handedOver', reason: 'She knows them.', data: { before: firm.director } },
  ]);
});

it.concurrent(
  'closes it once with what came of it, and lists it then only if all are asked for',
  async () => {
    const id = await opened('closed');
    const done = await said('close', id, '--outcome', 'solved', '--reason', 'They are content.', '--json');
    expect(JSON.parse(done)).toMatchObject({ id, stage: 'closed', outcome: 'solved' });
    expect(await refusal('close', id, '--outcome', 'solved', '--reason', 'x')).toContain('has been closed');
    expect(await said('list')).not.toContain('It is closed');
    expect(await said('list', '--all')).toContain('It is closed');
    expect(await said('show', id)).toMatch(/Closed.* · Solved · They are content\.$/m);
    expect(await refusal('show', 'first')).toContain('kam escalations list');
  },
);

it.concurrent('says which task it was, and whether a solution is asked about', async () => {
  const { escalation } = await workOn(database.app, { firm, at: new Date(), cause: 'worked-on', contactId });
  const { id } = escalation;
  const wish = ['--title', 'Paint', '--function', 'quality', '--owner', 'sponsor', '--due', '2099-01-31'];
  const [given = ''] = (await said('task', 'give', id, ...wish)).split('\n');
  const [taskId = ''] = given.split(' ');
  expect(given).toBe(`${taskId}  open  quality  due 2099-01-31  Paint`);
  const ended = JSON.parse(await said('task', 'done', id, taskId, '--json')) as unknown;
  expect(ended).toMatchObject({
    task: { id: taskId, status: 'done' },
    escalation: { holderName: 'Manager' },
  });
  expect(await said('propose', id, '--text', 'A desk each', '--cost', '1.00')).toMatch(
    /^1\.1 {2}asked +1\.00 EUR: A desk each\n.*, with Manager, /,
  );
});

it.concurrent('shows in words who has it, what is next, the work, and what happened', async () => {
  const { escalation } = await presentTo(database.app, {
    ...{ firm, at: new Date(), cause: 'presented', contactId },
  });
  const text = await said('show', escalation.id);
  const lines = [
    /^\d+ {2}Client One: About presented\n {4}severity 2, .*\n {4}Who has it: Manager\n/,
    /^ {4}Rui.* · Guests cannot work in the evening\. · /m,
    /^ {4}.*No workspace in rooms.* · The desks went with the renovation\. · /m,
    /^ {4}Buy desks.* · Two for each floor\.$/m,
    /^ {4}.*12,000.* · Approved · Desks in all rooms$/m,
    /^ {4}Task given.* Manager.* · Buy desks$/m,
  ];
  for (const line of lines) expect(text).toMatch(line);
});
