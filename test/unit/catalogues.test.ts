import { describe, expect, it } from 'vitest';
import { de as chatDe } from '../../chat/texts/de.ts';
import { en as chatEn } from '../../chat/texts/en.ts';
import { checkTextsDe, checkTextsEn } from '../../domain/wording/check-texts.ts';
import { contentTextsDe, contentTextsEn } from '../../domain/wording/content-texts.ts';
import { healthTextsDe, healthTextsEn } from '../../domain/wording/health-texts.ts';
import { listTextsDe, listTextsEn } from '../../domain/wording/list-texts.ts';
import { situationTextsDe, situationTextsEn } from '../../domain/wording/situation-texts.ts';
import { stepTextsDe, stepTextsEn } from '../../domain/wording/step-texts.ts';
import { deList as mailListDe } from '../../mail/texts/de-list.ts';
import { enList as mailListEn } from '../../mail/texts/en-list.ts';
import { de as packsDe } from '../../packs/texts/de.ts';
import { en as packsEn } from '../../packs/texts/en.ts';
import { deList as pagesListDe } from '../../web/texts/de-list.ts';
import { enList as pagesListEn } from '../../web/texts/en-list.ts';
import { de as mailDe } from '../../mail/texts/de.ts';
import { en as mailEn } from '../../mail/texts/en.ts';
import { de as pagesDe } from '../../web/texts/de.ts';
import { en as pagesEn } from '../../web/texts/en.ts';

const placeholders = (text: string): string[] => [...new Set(text.match(/\{\w+\}/g))].sort();
const sameInGerman = new Set(['Person', 'IT', 'Service', 'Marketing']);
/** Words beside what is filled in, but for a few that German has as they are. */
const needsTranslation = (text: string): boolean =>
  /\p{Letter}/u.test(text.replace(/\{\w+\}/g, '')) && !sameInGerman.has(text) && !text.startsWith('SHA-256 ');

const catalogues: readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>][] = [
  ['mails', mailEn, mailDe],
  ['messages to chats', chatEn, chatDe],
  ['pages', pagesEn, pagesDe],
  ['steps', stepTextsEn, stepTextsDe],
  ['lists', listTextsEn, listTextsDe],
  ['mails about lists', mailListEn, mailListDe],
  ['pages about lists', pagesListEn, pagesListDe],
  ['checks of plans', checkTextsEn, checkTextsDe],
  ['health', healthTextsEn, healthTextsDe],
  ['drafts', situationTextsEn, situationTextsDe],
  ["plans' contents", contentTextsEn, contentTextsDe],
  ['documents and calendars', packsEn, packsDe],
];

describe.each(catalogues)('the German texts of %s', (_, en, de) => {
  it('are there for every English one, and for nothing else', () => {
    expect(Object.keys(de).sort()).toEqual(Object.keys(en).sort());
  });

  it('fill in the same placeholders', () => {
    const filled = (texts: Readonly<Record<string, string>>): Record<string, string[]> =>
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, placeholders(text)]));
    expect(filled(de)).toEqual(filled(en));
  });

  it('are translated, in German quotation marks', () => {
    for (const [key, text] of Object.entries(de)) {
      const quotes = text.replace(/[^„“”"‚‘’']/g, '');
      expect([key, quotes]).toEqual([key, '„“'.repeat(quotes.length / 2)]);
    }
    const same = Object.entries(en).filter(([key, text]) => de[key] === text);
    expect(same.filter(([, text]) => needsTranslation(text))).toEqual([]);
  });
});
