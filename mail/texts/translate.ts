import type { Language } from '../../domain/reader-format.ts';
import { en } from './en.ts';

type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** A key of the catalogue; every language has all of them. */
export type TextKey = keyof typeof en;

/** Looks a text up and fills its placeholders, all of which must be given. */
export type Translate = <Key extends TextKey>(
  key: Key,
  ...values: Placeholders<(typeof en)[Key]> extends never
    ? []
    : [Record<Placeholders<(typeof en)[Key]>, string | number>]
) => string;

const catalogues: Record<Language, Record<TextKey, string>> = { en };

/** The texts of one language. */
export function createTranslate(language: Language): Translate {
  const catalogue = catalogues[language];
  return (key, ...[values]) => {
    const given: Record<string, string | number> = values ?? {};
    return catalogue[key].replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      String(given[name] ?? placeholder),
    );
  };
}
