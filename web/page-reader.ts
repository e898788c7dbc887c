import { createReaderFormat, type Language, type ReaderFormat } from '../domain/reader-format.ts';
import { createTranslate, type Translate } from '../domain/wording/translate.ts';
import { deList } from './texts/de-list.ts';
import { deProposal } from './texts/de-proposal.ts';
import { deSignOff } from './texts/de-sign-off.ts';
import { de } from './texts/de.ts';
import { enList } from './texts/en-list.ts';
import { enProposal } from './texts/en-proposal.ts';
import { enSignOff } from './texts/en-sign-off.ts';
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

const signOffs: Record<Language, Record<keyof typeof en, string>> = {
  en: { ...en, ...enSignOff },
  de: { ...de, ...deSignOff },
};

const proposals: Record<Language, Record<keyof typeof en, string>> = {
  en: { ...en, ...enProposal },
  de: { ...de, ...deProposal },
};

const textsAbout = { step: catalogues, list: lists, review: signOffs, proposal: proposals };

type Subject = keyof typeof textsAbout;

/** The reader of a page, in a language the product has and an IANA time zone; the page may be about a list of key accounts, a review's pack or a solution for an escalation instead of a step. */
export function createPageReader(
  person: { readonly language: string; readonly timeZone: string },
  about: Subject = 'step',
): PageReader {
  return readerAbout({ format: createReaderFormat(person) }, about);
}

/** The same reader with the words for another subject, where one page names several. */
export function readerAbout({ format }: Pick<PageReader, 'format'>, about: Subject): PageReader {
  return { format, t: createTranslate<typeof en>(textsAbout[about][format.language]) };
}
