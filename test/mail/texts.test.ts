import { describe, expect, it } from 'vitest';
import { createMailRenderer } from '../../mail/render.ts';
import { sampleMessages } from './sample-messages.ts';

const reader = {
  language: 'en',
  timeZone: 'Europe/Lisbon',
  publicUrl: 'https://kam.example',
  linkUrl: 'https://kam.example/d/token-of-the-reader',
};
const render = createMailRenderer();
const kinds = Object.entries(sampleMessages);

describe('what mails say', () => {
  it.each(kinds)('%s leaves no placeholder and no undefined behind, in text and HTML', async (_, message) => {
    const { subject, text, html } = await render(message, reader);
    for (const part of [subject, text, html.replace(/<style[\s\S]*?<\/style>/g, '')]) {
      expect(part).not.toMatch(/\{\w+\}|%%|undefined|null|NaN|\[object/);
    }
    expect(subject.length).toBeGreaterThan(10);
    for (const line of text.split('\n')) expect(line.startsWith('http') || line.length <= 72).toBe(true);
  });

  it('says who asks whom for what, what it costs, by when, and what happens without an answer', async () => {
    const { text } = await render(sampleMessages['approval-request'], reader);
    const words = text.replace(/\s+/g, ' ');
    expect(words).toContain(
      'Ana Silva has planned “Run a joint operations workshop in Lisbon” for Iberian Tours',
    );
    expect(words).toContain('You are asked as the director of this account.');
    expect(words).toContain('2 of the 3 people asked have to approve.');
    expect(words).toContain('Cost: €12,500');
    expect(words).toContain('Please answer by: Friday, 4 December 2026, 17:00 Lisbon time');
    expect(words).toContain(
      'If there is no answer by Friday, 11 December 2026, 17:00 Lisbon time, Carla Nunes will be asked',
    );
    expect(text).toContain('\nhttps://kam.example/d/token-of-the-reader\n');
    expect(text).toContain('\nEverything that waits for you: https://kam.example/inbox\n');
  });

  it.each([
    [
      'reject',
      null,
      'If there is no answer by Friday, 11 December 2026, 17:00 Lisbon time, the step counts as rejected.',
    ],
    ['wait', null, 'The question stays open until it is answered.'],
    ['escalate', null, '17:00 Lisbon time, the question goes back to Ana Silva.'],
    ['escalate', 'Eva Prates', '17:00 Lisbon time, Eva Prates will be asked instead.'],
  ])('says what silence means: %s to %s', async (onExpiry, escalatesTo, sentence) => {
    const { kind, data } = sampleMessages['approval-request'];
    const { text } = await render({ kind, data: { ...data, onExpiry, escalatesTo } }, reader);
    expect(text.replace(/\s+/g, ' ')).toContain(sentence);
  });

  it('says in a reminder, and to the manager after an expiry, how long it has waited and who is next', async () => {
    const reminder = await render(sampleMessages['approval-reminder'], reader);
    expect(reminder.text).toContain('Working hours waited so far: 16.');
    const { kind, data } = sampleMessages['approval-reminder'];
    const escalating = await render({ kind, data: { ...data, onExpiry: 'escalate' } }, reader);
    expect(escalating.text.replace(/\s+/g, ' ')).toContain('Carla Nunes will be asked instead');
    const expired = await render(sampleMessages['approval-expired'], reader);
    expect(expired.text).toContain('Working hours waited so far: 40.5.');
    expect(expired.text).toContain('Carla Nunes has been asked instead.');
  });

  it('leads from news of an escalation, of its tasks and of its client to its own page', async () => {
    for (const name of [
      'escalation-news, taken',
      'escalation-task, done',
      'solution-by-hand, noAddress',
    ] as const) {
      const { text } = await render(sampleMessages[name], { ...reader, linkUrl: undefined });
      expect(text).toContain('\nhttps://kam.example/escalations/7\n');
    }
  });

  it('writes times in the reader’s own zone', async () => {
    const { text } = await render(sampleMessages['approval-request'], {
      ...reader,
      timeZone: 'Europe/Berlin',
    });
    expect(text.replace(/\s+/g, ' ')).toContain('Friday, 4 December 2026, 18:00 Berlin time');
  });

  it('writes English to a reader whose language has no catalogue yet', async () => {
    const english = await render(sampleMessages['step-due-soon'], reader);
    expect(await render(sampleMessages['step-due-soon'], { ...reader, language: 'fr' })).toEqual(english);
  });

  it('shows what people wrote as text, never as markup', async () => {
    const spiteful = { ...sampleMessages['changes-requested'] };
    const data = {
      ...spiteful.data,
      by: '<b>Dirk</b>',
      comment: '</blockquote><img src=x onerror=alert(1)>%%footer%%',
    };
    const { html } = await render({ kind: spiteful.kind, data }, reader);
    expect(html).not.toContain('<img src=x');
    expect(html).not.toContain('<b>Dirk</b>');
    expect(html).toContain('&lt;img src=x onerror=alert(1)>%%footer%%');
  });

  it('refuses data that does not fit the template, naming the field', async () => {
    const broken = { kind: 'step-approved', data: { accountName: 'Iberian Tours' } };
    await expect(render(broken, reader)).rejects.toMatchObject({ code: 'invalid' });
    await expect(render({ kind: 'love-letter', data: {} }, reader)).rejects.toThrow('love-letter');
  });
});
