import createCalendar, { ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import type { DueEntry } from '../domain/planning/due-entry.ts';
import type { Language } from '../domain/reader-format.ts';
import { cut } from './cut.ts';
import { createPackReader, type PackReader } from './reader.ts';

/** Due dates to be written as a calendar. `publicUrl` is where plans are read. */
export interface CalendarText {
  readonly of:
    | { readonly kind: 'plan'; readonly accountName: string; readonly year: number }
    | { readonly kind: 'person'; readonly name: string };
  readonly entries: readonly DueEntry[];
  readonly language: Language;
  readonly at: Date;
  readonly publicUrl: string;
}

const statuses: Record<DueEntry['state'], ICalEventStatus> = {
  tentative: ICalEventStatus.TENTATIVE,
  confirmed: ICalEventStatus.CONFIRMED,
  done: ICalEventStatus.CONFIRMED,
  cancelled: ICalEventStatus.CANCELLED,
};

const refreshSeconds = 3600;
const longestTitle = 200;
const day = 86_400_000;

/** An iCalendar (RFC 5545) of whole days. An event keeps its UID for good, and its SEQUENCE grows when its record changes; it blocks no time. */
export function calendarText({ of, entries, language, at, publicUrl }: CalendarText): string {
  const reader = createPackReader(language);
  const name =
    of.kind === 'plan'
      ? reader.t('calendar.plan', { account: of.accountName, year: of.year })
      : reader.t('calendar.person', of);
  const calendar = createCalendar({
    name: escaped(name),
    prodId: '-//KAM//KAM//EN',
    ttl: refreshSeconds,
  });
  const { host } = new URL(publicUrl);
  for (const entry of entries) {
    const start = Date.parse(`${entry.dueOn}T00:00:00Z`);
    calendar.createEvent({
      id: `${entry.kind}-${entry.subject}@${host}`,
      start: new Date(start),
      end: new Date(start + day),
      allDay: true,
      timezone: 'UTC',
      stamp: at,
      sequence: entry.sequence,
      lastModified: entry.changedAt,
      status: statuses[entry.state],
      transparency: ICalEventTransparency.TRANSPARENT,
      summary: summaryOf(entry, { reader, withAccount: of.kind === 'person' }),
      url: `${publicUrl.replace(/\/$/, '')}/plans/${entry.planId}`,
    });
  }
  return calendar.toString();
}

// The library escapes what events say, but not what a calendar is called.
function escaped(name: string): string {
  return name.replace(/\s+/g, ' ').replace(/[\\;,]/g, '\\$&');
}

function summaryOf(
  { kind, state, title: whole, accountName: account, year }: DueEntry,
  { reader, withAccount }: { readonly reader: PackReader; readonly withAccount: boolean },
): string {
  const { t } = reader;
  if (kind === 'planEnd') return t('calendar.planEnd', { account, year });
  const title = cut(whole, longestTitle);
  const what = state === 'done' ? t('calendar.done', { title }) : t(`calendar.${kind}`, { title });
  return withAccount ? t('calendar.of', { what, account }) : what;
}
