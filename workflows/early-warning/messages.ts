/** The workflow's type; a deployed name is never renamed. */
export const earlyWarningName = 'earlyWarning';

/**
 * What a sweep is started with: the programme's key and the time zone whose day is looked from. `asOf` ('YYYY-MM-DD') where a person chose the day, else it is the day that the schedule meant;
 * `healthFrom` where a run goes on with the health of the accounts.
 */
export interface EarlyWarningInput {
  readonly programme: string;
  readonly timeZone: string;
  readonly asOf?: string;
  readonly healthFrom?: string;
}

/** What ops reads as the workflow's name. */
export function earlyWarningTitle({ programme }: Pick<EarlyWarningInput, 'programme'>): string {
  return `Look for early warnings at the key accounts of programme ${programme}`;
}
