import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueApiKey } from '../../api/authentication.ts';
import { createMailRenderer } from '../../mail/render.ts';
import { factRecordedSignal } from '../../workflows/process/messages.ts';
import { historiesOf } from '../support/replay.ts';
import { planProcess, questions, startReview, submit } from '../support/story.ts';
import { rememberLogs, secretsIn, secretsLeft, secretsOf, type Secrets } from '../support/token-hygiene.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let secrets: Secrets;
let token: string;
let apiKey: string;
const code = 'K7QX-40ZN';

async function codeMail(language: string): Promise<{ parsed: { text: string } }> {
  const steps = [{ stepTitle: 'A workshop', accountName: 'Client One, 2026-2027' }];
  const data = { code, choice: 'approve', steps, minutes: 10 };
  const reader = { language, timeZone: 'Europe/Lisbon', publicUrl: 'http://127.0.0.1', linkUrl: undefined };
  return { parsed: await createMailRenderer()({ kind: 'decision-code', data }, reader) };
}

beforeAll(async () => {
  world = await openWorld();
  await world.startWorker();
  await startReview(world);
  await submit(world);
  const [question] = await questions(world);
  token = world.links.token({ linkId: question?.linkId ?? '', keyId: world.links.currentKeyId });
  const { app } = world.database;
  apiKey = (await issueApiKey(app, { name: 'test', role: 'viewer', personId: null, at: new Date() })).token;
  secrets = await secretsOf(app, await Promise.all(['en', 'de'].map(codeMail)));
});
afterAll(() => world.close());

/** What is found in the database once this text stands in one of its tables; the table is as before afterwards. */
async function leftInDatabase(text: string): Promise<readonly string[]> {
  const { owner } = world.database;
  const trx = await owner.transaction();
  await trx('notification').where({ kind: 'approval-request' }).update({ last_error: text });
  const left = await secretsLeft(secrets, { db: trx });
  await trx.rollback();
  return left;
}

describe('the search for tokens and codes', () => {
  it('knows every link’s token, every API key and the codes in mails', () => {
    expect(secretsIn(`GET /d/${token}`, secrets)).toEqual(['token']);
    expect(secretsIn(apiKey, secrets)).toEqual(['token']);
    expect(secrets.codes).toEqual([code]);
  });

  it('finds nothing in a world that leaves nothing', async () => {
    expect(await secretsLeft(secrets, { db: world.database.app })).toEqual([]);
    const histories = (await historiesOf(world.client, planProcess(world))).map(
      (one) => ['one', one] as const,
    );
    expect(histories.length).toBeGreaterThan(0);
    expect(await secretsLeft(secrets, { histories })).toEqual([]);
  });

  it.each([
    ['in a sentence', () => `550 refused: http://127.0.0.1/d/${token}.`],
    ['within a longer run of letters', () => `xx${token}yy`],
    ['of an API key', () => `Bearer ${apiKey}`],
  ])('finds a token %s in a table', async (_how, text) => {
    expect(await leftInDatabase(text())).toEqual(['a token in table notification']);
  });

  it.each([code, code.toLowerCase(), code.replace('-', '')])('finds the code %s in a table', async (text) => {
    expect(await leftInDatabase(`Your code is ${text}`)).toEqual(['a code in table notification']);
  });

  it('finds either in a log line, and in the error of a log line', async () => {
    const logs = rememberLogs();
    const log = pino({ level: 'trace' }, logs.stream);
    log.trace({ url: `/d/${token}` }, 'request');
    logs.note('Activity failed', { error: new Error('no', { cause: new Error(`wrong code ${code}`) }) });
    const texts = logs.lines.map((line, index) => [`line ${index}`, line] as const);
    expect(await secretsLeft(secrets, { texts })).toEqual(['a code in line 1', 'a token in line 0']);
  });

  it('finds a token in a payload of a history', async () => {
    const workflowId = `leaky/${world.firm.accountId}`;
    const { workflow } = world.client;
    const leaky = { taskQueue: 'nobody', workflowId, args: [{ links: [`/d/${token}`] }] };
    const handle = await workflow.start('leaky', leaky);
    await handle.signal(factRecordedSignal);
    const histories = (await historiesOf(world.client, workflowId)).map((one) => [workflowId, one] as const);
    expect(await secretsLeft(secrets, { histories })).toEqual([`a token in history ${workflowId}`]);
    await handle.terminate('the test is over');
  });

  it('is not taken in by hashes and ids, which are as long', () => {
    const hash = [...secrets.hashes].join(' ');
    expect(secretsIn(`${hash} ${'A'.repeat(43)} 2026-2027`, secrets)).toEqual([]);
  });
});
