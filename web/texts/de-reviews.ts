import type { reviewsEn } from './en-reviews.ts';

/** The texts of the page of a quarterly review in German, formal address. */
export const reviewsDe: Record<keyof typeof reviewsEn, string> = {
  'review.state.planned': 'Geplant',
  'review.state.frozen': 'Zahlen festgehalten',
  'review.state.signedOff': 'Freigegeben',
  'review.state.ready': 'Unterlagen verschickt',
  'review.state.held': 'Geführt, Protokoll fehlt',
  'review.state.closed': 'Abgeschlossen',
  'review.state.cancelled': 'Abgesagt',
};
