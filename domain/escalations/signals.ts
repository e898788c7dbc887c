import type { BothLanguages } from '../kpis/definition.ts';
import type { Cause } from '../warnings/rules.ts';
import { causeTitles } from '../warnings/wording.ts';
import type { Severity } from './policy.ts';

/** How a signal of the records is escalated: as which cause, how severe where the policy knows nothing for it, and under which title, kept in English. */
export interface EscalatedAs {
  readonly cause: Cause | 'approval' | 'missedReview';
  readonly severity: Severity;
  readonly title: BothLanguages;
}

/**
 * The signals that are escalated at once, by their kind. They share their causes with early warning, so that a sweep that finds the same later adds to the same escalation. What is
 * not here, such as a commitment about which the client is silent, only feeds early warning.
 */
export const escalatedSignals: Readonly<Partial<Record<string, EscalatedAs>>> = {
  'step.overdue': {
    cause: 'overdue',
    severity: 4,
    title: { en: 'A step of the plan is overdue', de: 'Ein Schritt des Plans ist überfällig' },
  },
  'commitment.missed': {
    cause: 'overdue',
    severity: 4,
    title: { en: 'A commitment was missed', de: 'Eine Zusage wurde nicht eingehalten' },
  },
  'approval.rejected': {
    cause: 'approval',
    severity: 4,
    title: { en: 'A step of the plan was rejected', de: 'Ein Schritt des Plans wurde abgelehnt' },
  },
  'approval.expired': {
    cause: 'approval',
    severity: 4,
    title: { en: 'An approval has expired', de: 'Eine Freigabe ist abgelaufen' },
  },
  'survey.detractor': {
    cause: 'detractor',
    severity: 3,
    title: { en: 'Somebody would not recommend us', de: 'Jemand würde uns nicht empfehlen' },
  },
  'review.missed': {
    cause: 'missedReview',
    severity: 4,
    title: { en: 'A review was held without minutes', de: 'Ein Gespräch blieb ohne Protokoll' },
  },
  'sponsor.unreachable': {
    cause: 'lostSponsor',
    severity: 3,
    title: {
      en: 'The sponsor cannot be reached by mail',
      de: 'Der Fürsprecher ist per Mail nicht zu erreichen',
    },
  },
};

/** How severe an alarm is where the policy knows nothing for its cause, by how many steps worth telling it is bad: 2 from four on, 3 from two on. */
export function severityOfAlarm(magnitude: number): Severity {
  if (magnitude >= 4) return 2;
  return magnitude >= 2 ? 3 : 4;
}

const given = [
  ...Object.values(causeTitles),
  ...Object.values(escalatedSignals).flatMap((as) => as?.title ?? []),
];

/** An escalation's title for a reader: one that the service gave in their language, one that a person gave as it is. */
export function titleIn(language: 'en' | 'de', title: string): string {
  return given.find(({ en }) => en === title)?.[language] ?? title;
}
