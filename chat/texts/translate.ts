import type { Language } from '../../domain/reader-format.ts';
import { createTranslate, type Translate } from '../../domain/wording/translate.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** The texts of messages to chats in one language. */
export function chatTexts(language: Language): Translate<typeof en> {
  return createTranslate<typeof en>({ en, de }[language]);
}
