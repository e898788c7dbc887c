/** An answer of two choices and a word, from the page of a link; `again` looks the link up once more. */
export interface SentAnswer<View> {
  readonly view: View;
  readonly given: { readonly choice: string; readonly word: string };
  readonly again: () => Promise<View>;
}
