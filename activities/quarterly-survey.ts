import type { KeptMinutes } from '../db/stores/review-minutes.ts';
import type { QuarterlyEffect } from './quarterly-effect.ts';

/** Asks the client's people who attended how they see us, by a survey of their own. */
export function startSurvey(_effect: QuarterlyEffect, _minutes: KeptMinutes): Promise<void> {
  return Promise.resolve();
}
