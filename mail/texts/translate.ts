import type { Language } from '../../domain/reader-format.ts';
import { createTranslate, type Translate } from '../../domain/wording/translate.ts';
import { deList } from './de-list.ts';
import { de } from './de.ts';
import { enList } from './en-list.ts';
import { en } from './en.ts';

/** Looks up the texts of the mails; every language has all keys of the English ones. */
export type MailTexts = Translate<typeof en>;

const catalogues: Record<Language, Record<keyof typeof en, string>> = { en, de };

const lists: Record<Language, Record<keyof typeof en, string>> = {
  en: { ...en, ...enList },
  de: { ...de, ...deList },
};

/** The mails' texts in one language, as they read about a step or about a list of key accounts. */
export function mailTexts(language: Language, about: 'step' | 'list' = 'step'): MailTexts {
  return createTranslate<typeof en>((about === 'list' ? lists : catalogues)[language]);
}
