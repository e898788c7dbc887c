import { createReaderFormat } from '../domain/reader-format.ts';
import type { ReviewPack } from '../domain/reviews/review-pack.ts';
import { cut } from './cut.ts';
import type { PackReader } from './reader.ts';

/** What a review is called where one line has to say it. */
export function reviewName(
  { accountName, year, quarter }: Pick<ReviewPack, 'accountName' | 'year' | 'quarter'>,
  { t }: PackReader,
): string {
  return t('review.title', { account: cut(accountName, 90), year, quarter });
}

/** When a review is held, in the time zone of its place. */
export function heldAt(
  { heldAt: at, timeZone }: Pick<ReviewPack, 'heldAt' | 'timeZone'>,
  { format: { language } }: PackReader,
): string {
  return createReaderFormat({ language, timeZone }).instant(at);
}
