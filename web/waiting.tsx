import type { WaitingFor } from '../domain/waiting.ts';
import type { PageReader } from './page-reader.ts';

/** Somebody a plan waits for, since when and for how many of their business hours; `until` is when something else happens by itself, and
 * `next` who is asked or told then. */
export interface WaitingProps {
  readonly name: string;
  readonly waitingFor: WaitingFor;
  readonly title: string;
  readonly since: Date;
  readonly businessHours: number;
  readonly until: Date | null;
  readonly next: string | null;
}

/** Everybody a plan waits for, or that it is nobody. */
export function Waiting({
  reader,
  waiting,
}: {
  readonly reader: PageReader;
  readonly waiting: readonly WaitingProps[];
}): JSX.Element {
  if (waiting.length === 0) return <span safe>{reader.t('home.nobody')}</span>;
  return (
    <ul class="plain">
      {waiting.map((one) => (
        <li>
          <span safe>{what(reader, one)}</span> <small safe>{howLong(reader, one)}</small>
        </li>
      ))}
    </ul>
  );
}

function what({ t, format }: PageReader, { name, waitingFor, title, until }: WaitingProps): string {
  const todo =
    waitingFor === 'submission'
      ? t('waiting.submission', { name })
      : t(`waiting.${waitingFor}`, { name, title });
  if (until === null) return todo;
  return t('waiting.until', { what: todo, day: format.day(until.toISOString().slice(0, 10)) });
}

/** How long somebody has kept a plan waiting, and who is next, in words. */
export function howLong(
  { t, format }: PageReader,
  { businessHours, next }: Pick<WaitingProps, 'businessHours' | 'next'>,
): string {
  const waited = t('waiting.hours', { hours: format.count(businessHours) });
  return next === null ? waited : `${waited} ${t('waiting.next', { name: next })}`;
}
