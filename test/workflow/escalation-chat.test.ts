import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendChats } from '../../activities/chat-delivery.ts';
import { createChatSeal } from '../../db/chat-seal.ts';
import { closeEscalation } from '../../db/stores/escalation-changes.ts';
import { startChatReceiver, webhookSecret, type ChatReceiver } from '../support/chat-receiver.ts';
import { addChannel, chatKeys, signingKey } from '../support/chatting.ts';
import { openEscalationWorld, type EscalationWorld } from '../support/escalated.ts';
import { settle } from '../support/settle.ts';

const by = { kind: 'operator', id: 'ann' } as const;
let played: EscalationWorld;
let chat: ChatReceiver;
let alarmsOnly: ChatReceiver;

// A Monday without a holiday in Lisbon, whose time is then UTC.
beforeAll(async () => {
  played = await openEscalationWorld('escalation-chat', '2027-01-11T09:00:00.000Z');
  chat = await startChatReceiver(signingKey);
  alarmsOnly = await startChatReceiver(signingKey);
  const { app } = played.world.database;
  await addChannel(app, { url: chat.url });
  await addChannel(app, { url: alarmsOnly.url, name: 'Alarms', kinds: ['alarm'] });
});
afterAll(async () => {
  await Promise.all([chat.close(), alarmsOnly.close()]);
  await played.close();
});

interface Heard {
  readonly title: string;
  readonly text: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly link: { readonly url: string };
}

const deliver = (): Promise<number> => {
  const { database, clock, log } = played.world;
  const network = { allowedPrivateHosts: ['127.0.0.1'] };
  const deps = { db: database.app, seal: createChatSeal(chatKeys), network, clock, log };
  return sendChats({ ...deps, publicUrl: 'https://kam.example' });
};

// What the chat has heard since it was last asked.
let read = 0;
async function heard(): Promise<readonly Heard[]> {
  await deliver();
  const fresh = chat.posts.slice(read);
  read = chat.posts.length;
  expect(fresh.every(({ genuine }) => genuine)).toBe(true);
  return fresh.map(({ body }) => JSON.parse(body) as Heard);
}

const titles = async (): Promise<readonly string[]> => (await heard()).map(({ title }) => title);

async function open(cause: string, title: string): Promise<{ id: string; workflowId: string }> {
  const { accountId } = played.world.firm;
  const wish = { accountId, cause, title, severity: 2, text: 'They owe us EUR 12,345.67.' };
  const { body } = await played.post('/escalations', wish);
  return (body as { escalation: { id: string; workflowId: string } }).escalation;
}

const closed = async ({ id, workflowId }: { id: string; workflowId: string }): Promise<void> => {
  const closing = { id, by, at: played.now(), outcome: 'solved', reason: 'Paid EUR 12,345.67.' } as const;
  await closeEscalation(played.world.database.app, closing);
  await played.world.ring(workflowId);
  await settle(played.world);
};

it('hears in a chat that an escalation was opened, who is asked, that the time runs out, who has it and that it is closed', async () => {
  const opened = await open('late-deliveries', 'Three late deliveries');
  const first = await heard();
  expect(first.map(({ title }) => title)).toEqual([
    'Escalated: Three late deliveries (Client One)',
    'Manager is asked to take it: Three late deliveries (Client One)',
  ]);
  expect(first[1]).toMatchObject({
    text: 'Nobody has it yet.',
    facts: [
      { label: 'Account', value: 'Client One' },
      { label: 'What it is about', value: 'Three late deliveries' },
      { label: 'Severity', value: '2, high' },
      { label: 'Stage', value: 'to be taken' },
      { label: 'Who has it', value: 'nobody yet' },
      { label: 'To be taken by', value: 'Monday, 11 January 2027, 10:00 Lisbon time' },
      { label: 'Time left', value: '1 h 0 min of the client’s working time' },
      { label: 'Time', value: 'Monday, 11 January 2027, 09:00 Lisbon time' },
    ],
    link: { url: `https://kam.example/escalations/${opened.id}` },
  });
  await played.play('2027-01-11T09:35:00.000Z');
  const climbed = await titles();
  expect(climbed).toContain('Director is asked to take it: Three late deliveries (Client One)');
  expect(climbed).toContain('50 % of the time is over: Three late deliveries (Client One)');
  expect((await played.visitor().post(played.linkOf('director'), [['choice', 'take']])).status).toBe(200);
  await settle(played.world);
  const [taken] = await heard();
  expect(taken).toMatchObject({ title: 'Director has it: Three late deliveries (Client One)' });
  expect(taken?.facts).toContainEqual({ label: 'Who has it', value: 'Director' });
  const contact = {
    channel: 'phone',
    withWhom: 'Their buyer',
    reached: true,
    summary: 'They owe EUR 12,345.67.',
  };
  expect((await played.post(`/escalations/${opened.id}/contacts`, contact)).status).toBe(200);
  const [worked] = await heard();
  expect(worked).toMatchObject({ title: 'Where it stands: Three late deliveries (Client One)' });
  expect(worked?.facts).toContainEqual({ label: 'Stage', value: 'looking for the root cause' });
  await closed(opened);
  expect(await titles()).toEqual(['Closed: Three late deliveries (Client One)']);
  expect(alarmsOnly.posts).toEqual([]);
});

it('hears in the language of the programme’s owner, once for each piece of news however many readers its mail has', async () => {
  const { app } = played.world.database;
  await app('person').where({ key: 'owner' }).update({ language: 'de' });
  const opened = await open('nobody-there', 'Keiner da');
  await played.play('2027-01-14T16:00:00.000Z');
  const said = await heard();
  expect(said.slice(0, 2).map(({ title }) => title)).toEqual([
    'Eskaliert: Keiner da (Client One)',
    'Manager wird gebeten, es zu übernehmen: Keiner da (Client One)',
  ]);
  const once = [...new Set(said.map(({ title }) => title))];
  expect(said.map(({ title }) => title)).toEqual(once);
  expect(once).toContain('Zu spät: Keiner da (Client One)');
  expect(once).toContain('Niemand hat es übernommen: Keiner da (Client One)');
  const late = said.find(({ title }) => title.startsWith('Niemand'));
  expect(late?.facts.find(({ label }) => label === 'Verbleibende Zeit')?.value).toMatch(
    /^überschritten seit \d+ Std\. \d+ Min\.$/,
  );
  await closed(opened);
  expect(await titles()).toEqual(['Geschlossen: Keiner da (Client One)']);
  const again = await open('nobody-there', 'Wieder keiner da');
  expect((await titles())[0]).toBe('Erneut eskaliert: Wieder keiner da (Client One)');
  await closed(again);
});

it('tells chats no amount or reason, and leaves the webhook’s address in no record of the process', async () => {
  await deliver();
  expect(chat.posts.length).toBeGreaterThan(10);
  expect(chat.posts.map(({ body }) => body).join('')).not.toMatch(/12,345|EUR|Paid/);
  const { app } = played.world.database;
  const written = [
    await app('audit_event').select('data'),
    await app('chat_message'),
    await app('inbox_fact'),
  ];
  expect(JSON.stringify(written)).not.toContain(webhookSecret);
});
