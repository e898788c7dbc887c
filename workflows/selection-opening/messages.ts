/** The workflow's type; a deployed name is never renamed. */
export const selectionOpeningName = 'selectionOpening';

/** What a schedule starts a cycle with: the programme's key, how many years after the scheduled one it selects for, the time zone whose day is
 * scored as of, and the cycle's settings as `CycleWish` knows them. */
export interface SelectionOpeningInput {
  readonly programme: string;
  readonly yearsAhead: number;
  readonly timeZone: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What ops reads as the workflow's name. */
export function selectionOpeningTitle({ programme }: Pick<SelectionOpeningInput, 'programme'>): string {
  return `Open the yearly selection of programme ${programme}`;
}
