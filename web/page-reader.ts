import { createReaderFormat, type Language, type ReaderFormat } from '../domain/reader-format.ts';
import { createTranslate, type Translate } from '../domain/wording/translate.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';

const catalogues: Record<Language, Record<keyof typeof en, string>> = { en, de };

/** Who reads a page: its texts in their language, dates and times in their zone. */
export interface PageReader {
  readonly t: Translate<typeof en>;
  readonly format: ReaderFormat;
}

/** The reader of a page, in a language the product has and an IANA time zone. */
export function createPageReader(person: {
  readonly language: string;
  readonly timeZone: string;
}): PageReader {
  const format = createReaderFormat(person);
  return { format, t: createTranslate<typeof en>(catalogues[format.language]) };
}
