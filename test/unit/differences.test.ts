import { expect, it } from 'vitest';
import { createMailRenderer } from '../../mail/render.ts';
import { createPageReader } from '../../web/page-reader.ts';
import { Differences } from '../../web/parts.tsx';
import { sampleMessages } from '../mail/sample-messages.ts';

const before =
  'Two days on site with their operations team. Travel is included in the cost, and the agenda is agreed with <Rui> first.';
const after = before.replace('Two', 'Three').replace(' with <Rui>', '');
const description = { label: 'Description', before, after };
const short = { label: 'Title', before: 'Workshop', after: 'Workshops' };

it('marks the changed words of a long text for the eye and for the ear, and shows short ones whole', async () => {
  const reader = createPageReader({ language: 'en', timeZone: 'UTC' });
  const html = String(await Differences({ reader, title: 'What changed', changes: [description, short] }));
  const words = html.replace(/\s+/g, ' ');
  expect(words).toMatch(/<del>\s*<span class="hidden">\s*\(taken out: ?<\/span>\s*<span>Two ?<\/span>/);
  expect(words).toMatch(/<ins>\s*<span class="hidden">\s*\(new: ?<\/span>\s*<span>Three ?<\/span>/);
  expect(words).toContain('with &lt;Rui>');
  expect(words).toContain('<del>Workshop</del>');
  expect(words.match(/<del>/g)).toHaveLength(3);
});

it('says in the plain text of a mail what has become of which words, and nothing of the rest', async () => {
  const { kind, data } = sampleMessages['approval-request'];
  const mail = { kind, data: { ...data, changes: [description, short] } };
  const reader = { language: 'en', timeZone: 'UTC', publicUrl: 'https://kam.example', linkUrl: undefined };
  const { text } = await createMailRenderer()(mail, reader);
  const words = text.replace(/\s+/g, ' ');
  expect(words).toContain('Description “Two” has become “Three” Taken out: “with <Rui>”');
  expect(words).not.toContain('Travel is included');
  expect(words).toContain('Workshops');
});
