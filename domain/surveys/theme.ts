import { z } from 'zod';

/** How far a theme has come: waived means that nothing is done about it, for a reason that the client may read. */
export const themeStates = ['open', 'doing', 'done', 'waived'] as const;

/** See {@link themeStates}. */
export type ThemeState = (typeof themeStates)[number];

/** A theme's words: what the client's people said, in one sentence that they may read again. */
export const themeText = z.string().trim().min(1).max(200);

/** What was done about a theme, or why nothing is; the client reads it at the next review. */
export const themeOutcome = z.string().trim().min(1).max(4000);

/** Whether a theme has come to its end in that state. */
export function isSettled(state: ThemeState): boolean {
  return state === 'done' || state === 'waived';
}
