import type { WaitingFor } from '../../domain/waiting.ts';

/** Somebody who blocks, as API and command tell it. */
export interface Told {
  readonly workflowId: string;
  readonly personId: string;
  readonly personName: string;
  readonly waitingFor: WaitingFor;
  readonly insteadOf: { readonly how: string } | null;
  readonly subject: string;
  readonly title: string;
  readonly since: string;
  readonly until: string | null;
  readonly businessHoursWaited: number;
  readonly escalatesTo: { readonly personId: string; readonly personName: string } | null;
}

/** Without the hours waited: whoever tells it counts up to now, and some time passes between two of them. */
export function still({ businessHoursWaited: _, ...told }: Told): Omit<Told, 'businessHoursWaited'> {
  return told;
}

/** Orders by subject. */
export function bySubject(a: { subject: string }, b: { subject: string }): number {
  return a.subject < b.subject ? -1 : 1;
}

/** The opaque names of these people, each once. */
export function keysOf(told: readonly Told[]): readonly string[] {
  return [...new Set(told.map(({ personId }) => `person-${personId}`))].sort();
}
