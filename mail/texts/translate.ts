import type { Language } from '../../domain/reader-format.ts';
import { createTranslate, type Translate } from '../../domain/wording/translate.ts';
import { deList } from './de-list.ts';
import { deProposal } from './de-proposal.ts';
import { deSignOff } from './de-sign-off.ts';
import { de } from './de.ts';
import { enList } from './en-list.ts';
import { enProposal } from './en-proposal.ts';
import { enSignOff } from './en-sign-off.ts';
import { en } from './en.ts';

/** Looks up the texts of the mails; every language has all keys of the English ones. */
export type MailTexts = Translate<typeof en>;

const catalogues: Record<Language, Record<keyof typeof en, string>> = { en, de };

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

/** What an approval mail can be about. */
export type ApprovedSubject = keyof typeof textsAbout;

/** The mails' texts in one language, as they read about a step, a list of key accounts, the pack of a review or a solution for an escalation. */
export function mailTexts(language: Language, about: ApprovedSubject = 'step'): MailTexts {
  return createTranslate<typeof en>(textsAbout[about][language]);
}
