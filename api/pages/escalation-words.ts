import type { EscalationClock } from '../../db/stores/escalation-clocks.ts';
import type { Escalation } from '../../db/stores/escalation-rows.ts';
import { causes } from '../../domain/warnings/rules.ts';
import { causeTitles } from '../../domain/warnings/wording.ts';
import type { CountedHours } from '../../domain/escalations/working-spans.ts';
import { createReaderFormat, type ReaderFormat } from '../../domain/reader-format.ts';
import { clockWords } from '../../web/escalation-clock.ts';
import type { ClockProps } from '../../web/pages/escalations-page.tsx';
import { anybody } from './send-page.ts';

/** How an escalation's times are written: at the client's place. */
export function formatAt({ timeZone }: Pick<Escalation, 'timeZone'>): ReaderFormat {
  return createReaderFormat({ language: anybody.format.language, timeZone });
}

/** The cause of an escalation in words: the service's own as they are called, a key that somebody chose without its hyphens. */
export function causeInWords(cause: string): string {
  const { t, format } = anybody;
  const known = causes.find((one) => one === cause);
  if (known !== undefined) return causeTitles[known][format.language];
  if (cause === 'approval' || cause === 'missedReview') return t(`esc.about.${cause}`);
  return cause.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll('-', ' ');
}

/** A clock of an escalation in words, with when it is due, and since when its limit is passed. */
export function clockInWords(
  escalation: Pick<Escalation, 'timeZone' | 'stage' | 'pausedAt'>,
  clock: Pick<EscalationClock, 'kind' | 'dueAt' | 'breachedAt'> & {
    readonly leftMinutes: number | null;
    readonly hours: CountedHours;
  },
): ClockProps {
  const { t } = anybody;
  const format = formatAt(escalation);
  const { kind, dueAt, breachedAt, hours, leftMinutes } = clock;
  const { stage, pausedAt } = escalation;
  const still = stage === 'presented' ? 'withClient' : pausedAt === null ? null : 'paused';
  const early = breachedAt === null ? dueAt : null;
  return {
    name: t(`clock.${kind}`),
    words: leftMinutes === null ? '–' : clockWords(anybody, { leftMinutes, hours, still }),
    notes: [
      ...(early === null ? [] : [t('clock.due', { at: format.instant(early) })]),
      ...(breachedAt === null ? [] : [t('clock.breached', { at: format.instant(breachedAt) })]),
    ],
    late: leftMinutes !== null && leftMinutes < 0,
  };
}

/** Until when a paused escalation stays so at most, in words; null for one that is not paused. */
export function pausedInWords(escalation: Pick<Escalation, 'timeZone' | 'pauseUntil'>): string | null {
  const { pauseUntil } = escalation;
  if (pauseUntil === null) return null;
  return anybody.t('clock.pauseUntil', { at: formatAt(escalation).instant(pauseUntil) });
}
