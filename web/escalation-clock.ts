import type { CountedHours } from '../domain/escalations/working-spans.ts';
import type { PageReader } from './page-reader.ts';

const hour = 60;
const dayOf: Readonly<Record<CountedHours, number>> = { business: 8 * hour, always: 24 * hour };

/** Minutes of a clock in words, such as "1 working day 2 h 10 min"; a working day has eight hours. Parts of minutes are left out. */
export function minutesInWords(
  { t }: Pick<PageReader, 't'>,
  { minutes, hours }: { readonly minutes: number; readonly hours: CountedHours },
): string {
  const whole = Math.floor(Math.abs(minutes));
  if (minutes === 0) return t('clock.minutes', { count: 0 });
  if (whole === 0) return t('clock.moment');
  const length = dayOf[hours];
  const days = Math.floor(whole / length);
  const rest = whole % length;
  const names = {
    business: days === 1 ? 'clock.day' : 'clock.days',
    always: days === 1 ? 'clock.calendarDay' : 'clock.calendarDays',
  } as const;
  return [
    ...(days === 0 ? [] : [t(names[hours], { count: days })]),
    ...(rest < hour ? [] : [t('clock.hours', { count: Math.floor(rest / hour) })]),
    ...(rest % hour === 0 ? [] : [t('clock.minutes', { count: rest % hour })]),
  ].join(' ');
}

/** What a clock of an escalation says of itself: how many minutes are left of its limit, and whether it stands still. */
export interface ClockState {
  readonly leftMinutes: number;
  readonly hours: CountedHours;
  readonly still: 'paused' | 'withClient' | null;
}

/** What is left of a clock's limit in words, or by how much it is too late, and why it stands still where it does. */
export function clockWords(reader: Pick<PageReader, 't'>, state: ClockState): string {
  const { t } = reader;
  const { leftMinutes, hours, still } = state;
  const time = minutesInWords(reader, { minutes: leftMinutes, hours });
  const left =
    leftMinutes === 0 ? t('clock.now') : t(leftMinutes > 0 ? 'clock.left' : 'clock.late', { time });
  return still === null ? left : t(`clock.${still}`, { left });
}
