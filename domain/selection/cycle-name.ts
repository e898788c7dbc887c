/** Which cycle of selection: its programme's key, its year, and which attempt of that year it is, from 1. */
export interface CycleName {
  readonly programme: string;
  readonly year: number;
  readonly attempt: number;
}

/** The cycle's workflow: `selection/<programme>/<year>`, and `selection/<programme>/<year>/<attempt>` from the second attempt of a year on. */
export function candidateSelectionId({ programme, year, attempt }: CycleName): string {
  const id = `selection/${programme}/${year}`;
  return attempt === 1 ? id : `${id}/${attempt}`;
}
