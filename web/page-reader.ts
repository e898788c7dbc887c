import { createReaderFormat, type Language, type ReaderFormat } from '../domain/reader-format.ts';
import { createTranslate, type Translate } from '../domain/wording/translate.ts';
import { deList } from './texts/de-list.ts';
import { de } from './texts/de.ts';
import { enList } from './texts/en-list.ts';
import { en } from './texts/en.ts';

const catalogues: Record<Language, Record<keyof typeof en, string>> = { en, de };

/** Who reads a page: its texts in their language, dates and times in their zone. */
export interface PageReader {
  readonly t: Translate<typeof en>;
  readonly format: ReaderFormat;
}

const lists: Record<Language, Record<keyof typeof en, string>> = {
  en: { ...en, ...enList },
  de: { ...de, ...deList },
};

/** The reader of a page, in a language the product has and an IANA time zone; the page may be about a list of key accounts instead of a step. */
export function createPageReader(
  person: { readonly language: string; readonly timeZone: string },
  about: 'step' | 'list' = 'step',
): PageReader {
  const format = createReaderFormat(person);
  const texts = (about === 'list' ? lists : catalogues)[format.language];
  return { format, t: createTranslate<typeof en>(texts) };
}
