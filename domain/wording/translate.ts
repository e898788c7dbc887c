type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** Texts by key; `{name}` in a text is a placeholder. */
export type Catalogue = Readonly<Record<string, string>>;

/** Looks a text up and fills its placeholders, all of which must be given. */
export type Translate<Texts extends Catalogue> = <Key extends keyof Texts & string>(
  key: Key,
  ...values: Placeholders<Texts[Key]> extends never ? [] : [Record<Placeholders<Texts[Key]>, string | number>]
) => string;

/** The texts of one language; a placeholder's value is put in as it is and never read as a text again. */
export function createTranslate<Texts extends Catalogue>(
  texts: Record<keyof Texts, string>,
): Translate<Texts> {
  return (key, ...[values]) => {
    const given: Record<string, string | number> = values ?? {};
    return texts[key].replace(/\{(\w+)\}/g, (placeholder, name: string) =>
      String(given[name] ?? placeholder),
    );
  };
}
