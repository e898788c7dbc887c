import type { Rehearsal } from '../process/messages.ts';

/** The workflow's type; a deployed name is never renamed. */
export const annualPlanningName = 'annualPlanning';

/** An account's plan of one year; the rest is read from records. */
export interface AnnualPlanningInput {
  readonly accountId: string;
  readonly year: number;
  readonly rehearsal?: Rehearsal;
}

/** `annual-plan/<account>/<year>`. */
export function annualPlanningId(input: { readonly accountId: string; readonly year: number }): string {
  return `annual-plan/${input.accountId}/${input.year}`;
}

/** What ops reads as the workflow's name, wherever it is started. */
export function annualPlanningTitle(input: { readonly accountId: string; readonly year: number }): string {
  return `Annual plan ${input.year} of account ${input.accountId}`;
}
