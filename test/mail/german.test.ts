import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMailRenderer } from '../../mail/render.ts';
import { createMailTransport } from '../../mail/transport.ts';
import { sampleMessages } from './sample-messages.ts';
import { startInbox, type SmtpInbox } from './smtp-inbox.ts';

const reader = {
  language: 'de',
  timeZone: 'Europe/Lisbon',
  publicUrl: 'https://kam.example',
  linkUrl: 'https://kam.example/d/token-of-the-reader',
};
const render = createMailRenderer();
const inBothLanguages =
  'in an was mail chat webhook browser inbox link links stop plan plans person account director november sha kam example';
const kinds = Object.entries(sampleMessages);
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
const fileName = /[\w-]+\.json/g;
const command = /[“„]kam [^”“]*[”“]/g;
const address = /https:\/\/kam\.example\/\S*/g;
const wordsOf = (text: string): string[] =>
  text
    .replace(fileName, '')
    .replace(command, '')
    .replace(address, '')
    .toLowerCase()
    .match(/\p{L}+/gu) ?? [];
const visible = (html: string): string =>
  html
    .replace(/<(style|!--)[\s\S]*?(<\/style>|-->)/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#34;', '"');

describe('mails to a German reader', () => {
  it.each(kinds)('%s has no English word left but those that people wrote', async (_, message) => {
    const german = await render(message, reader);
    const english = await render(message, { ...reader, language: 'en' });
    const written = new Set(
      wordsOf(`${JSON.stringify(message.data).replaceAll('\\n', ' ')} ${reader.linkUrl} ${inBothLanguages}`),
    );
    for (const [ours, theirs] of [
      [german.subject, english.subject],
      [german.text, english.text],
      [visible(german.html), visible(english.html)],
    ] as const) {
      const left = new Set(wordsOf(theirs).filter((word) => !written.has(word)));
      expect(left.size).toBeGreaterThan(0);
      expect(wordsOf(ours).filter((word) => left.has(word))).toEqual([]);
    }
  });

  it.each(kinds)('%s leaves no placeholder behind and keeps to 72 columns', async (_, message) => {
    const { subject, text, html } = await render(message, reader);
    for (const part of [subject, text, html.replace(/<style[\s\S]*?<\/style>/g, '')]) {
      expect(part).not.toMatch(/\{\w+\}|%%|undefined|null|NaN|\[object/);
    }
    for (const line of text.split('\n')) expect(line.startsWith('http') || line.length <= 72).toBe(true);
    expect(html).toContain('lang="de"');
  });

  it('ask formally, with dates, times and amounts as Germans write them', async () => {
    const { subject, text } = await render(sampleMessages['approval-request'], reader);
    expect(subject).toMatch(/^Bitte um Ihre Entscheidung: /);
    for (const words of [
      'Schritt „Run a joint operations workshop in Lisbon“ geplant',
      'Kosten: 12.500 €',
      'Antwort bitte bis: Freitag, 4. Dezember 2026, 17:00 Uhr (Lissabon)',
      'von 2 der 3 gefragten Personen',
      'Liegt bis Freitag, 11. Dezember 2026, 17:00 Uhr (Lissabon) keine Antwort vor, wird stattdessen Carla Nunes gefragt.',
    ]) {
      expect(oneLine(text)).toContain(words);
    }
  });

  it.each([
    ['approve', 'Sie haben „Run a joint operations workshop in Lisbon“ für Iberian Tours genehmigt.'],
    [
      'requestChanges',
      'Sie haben Änderungen an „Run a joint operations workshop in Lisbon“ für Iberian Tours erbeten.',
    ],
    ['reject', 'Sie haben „Run a joint operations workshop in Lisbon“ für Iberian Tours abgelehnt.'],
  ] as const)('confirm the answer “%s” in a whole sentence', async (choice, sentence) => {
    const { kind, data } = sampleMessages['decision-receipt'];
    const { text } = await render({ kind, data: { ...data, choice } }, reader);
    expect(oneLine(text)).toContain(sentence);
  });

  it('name the versions of what changed, and set a long value below itself', async () => {
    const again = await render(sampleMessages['approval-request again'], reader);
    expect(again.text).toContain('Cost\n  bisher: €9,000\n  jetzt:  €12,500\n');
    const failed = await render(sampleMessages['delivery-failed'], reader);
    const column = 'Betreff:                  ';
    expect(failed.text).toContain(
      `${column}Your decision, please: Run a joint operations\n${' '.repeat(column.length)}workshop`,
    );
  });
});

describe('a German mail on its way', () => {
  let inbox: SmtpInbox;
  beforeAll(async () => {
    inbox = await startInbox();
  });
  afterAll(() => inbox.close());

  it('travels as plain ASCII in short lines, and arrives with every umlaut and quotation mark', async () => {
    const rendered = await render(sampleMessages['step-overdue to the manager'], reader);
    await createMailTransport({ smtpUrl: inbox.url, from: 'Key-Account-Pläne <kam@kam.example>' }).send({
      ...rendered,
      messageId: 'kam.3@kam.example',
      inReplyTo: null,
      to: { name: 'Jörg Weiß', address: 'joerg@example.org' },
      language: 'de',
      date: new Date('2026-12-01T09:00:00Z'),
    });
    const [{ raw, parsed } = { raw: '', parsed: undefined }] = inbox.mails;
    expect(raw).toMatch(/^[\t\r\n\x20-\x7e]+$/);
    expect(Math.max(...raw.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
    expect(raw.match(/Content-Transfer-Encoding: quoted-printable/g)).toHaveLength(2);
    expect(raw.match(/Content-Type: text\/(plain|html); charset=utf-8/g)).toHaveLength(2);
    expect(parsed?.subject).toBe(rendered.subject);
    expect(parsed?.subject).toContain('Überfällig');
    expect(parsed?.from).toMatchObject({ name: 'Key-Account-Pläne' });
    expect(parsed?.to?.[0]).toMatchObject({ name: 'Jörg Weiß' });
    expect(parsed?.text?.replaceAll('\r\n', '\n').trim()).toBe(rendered.text.trim());
    expect(parsed?.html).toContain('„Run a joint operations workshop in Lisbon“ ist überfällig');
    expect(parsed?.headers.find(({ key }) => key === 'content-language')?.value).toBe('de');
  });
});
