import type { Language } from '../../domain/reader-format.ts';
import { createTranslate, type Translate } from '../../domain/wording/translate.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Looks up the texts of the mails; every language has all keys of the English ones. */
export type MailTexts = Translate<typeof en>;

const catalogues: Record<Language, Record<keyof typeof en, string>> = { en, de };

/** The mails' texts in one language. */
export function mailTexts(language: Language): MailTexts {
  return createTranslate<typeof en>(catalogues[language]);
}
