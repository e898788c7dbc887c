import { createReaderFormat, type Language, type ReaderFormat } from '../domain/reader-format.ts';
import { createTranslate, type Translate } from '../domain/wording/translate.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';

/** Who reads a document or calendar: its texts and formats. For tables, `date` takes 'YYYY-MM-DD' and writes it short; `share` takes
 * shares of 1 and keeps two digits of the percentage; `number` keeps four. */
export interface PackReader {
  readonly t: Translate<typeof en>;
  readonly format: ReaderFormat;
  readonly date: (isoDate: string) => string;
  readonly share: (share: number) => string;
  readonly number: (count: number) => string;
}

const catalogues: Record<Language, Record<keyof typeof en, string>> = { en, de };
const locales: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/** The reader of a language; instants are written in UTC, because a document is read in any place. */
export function createPackReader(language: Language): PackReader {
  const locale = locales[language];
  const short = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return {
    t: createTranslate<typeof en>(catalogues[language]),
    format: createReaderFormat({ language, timeZone: 'UTC' }),
    date: (isoDate) => short.format(new Date(`${isoDate}T00:00:00Z`)),
    share: (share) => share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 2 }),
    number: (count) => count.toLocaleString(locale, { maximumFractionDigits: 4 }),
  };
}
