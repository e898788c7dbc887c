import { Option, type Command } from 'commander';
import { makeCalendar } from '../../api/calendar-feeds/new-feed.ts';
import { createLinkTokens } from '../../db/link-token.ts';
import type { CalendarSubject } from '../../db/read-models/due-calendar.ts';
import { findPersonId } from '../../db/read-models/people.ts';
import type { Db } from '../../db/client.ts';
import { currentFeed, revokeFeed } from '../../db/stores/calendar-feeds.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { systemClock } from '../../domain/clock.ts';
import type { Language } from '../../domain/reader-format.ts';
import { operator, print, withRecords } from '../records.ts';
import { readCommandSettings } from '../settings.ts';
import { planNumber } from './arguments.ts';

interface CalendarOptions {
  readonly make?: boolean;
  readonly revoke?: boolean;
  readonly language?: Language;
  readonly json?: boolean;
}

type FindSubject = (db: Db) => Promise<CalendarSubject>;

async function make(find: FindSubject, { language, json }: CalendarOptions): Promise<void> {
  const { linkKeys, publicUrl } = readCommandSettings();
  const links = createLinkTokens(linkKeys);
  const { address } = await withRecords(async (db) => {
    const change = { subject: await find(db), language, by: operator(), at: systemClock.now() };
    return makeCalendar(change, { db, links, publicUrl });
  });
  const warning =
    'Whoever has it reads the calendar. It is not stored; making another makes this one useless.';
  print({ address }, { json, lines: [address, warning] });
}

async function revoke(find: FindSubject, { json }: CalendarOptions): Promise<void> {
  await withRecords(async (db) =>
    revokeFeed(db, { subject: await find(db), by: operator(), at: systemClock.now() }),
  );
  print({ revoked: true }, { json, lines: ['The address opens nothing any more.'] });
}

async function show(find: FindSubject, { json }: CalendarOptions): Promise<void> {
  const feed = await withRecords(async (db) => currentFeed(db, await find(db)));
  const line =
    feed === undefined
      ? 'There is no address: --make makes one.'
      : `An address (${feed.language}) was made on ${feed.madeAt.toISOString()}; --make makes another, --revoke ends it.`;
  const made = feed && { language: feed.language, madeAt: feed.madeAt };
  print(made ?? null, { json, lines: [line] });
}

function act(find: FindSubject, options: CalendarOptions): Promise<void> {
  if (options.make === true) return make(find, options);
  return options.revoke === true ? revoke(find, options) : show(find, options);
}

function addCalendar(command: Command, of: string): Command {
  return command
    .command('calendar')
    .description(`whether calendars can read the due dates of ${of}, and the address for it`)
    .addOption(new Option('--make', 'make an address, in place of the one before').conflicts('revoke'))
    .option('--revoke', 'make the address useless')
    .addOption(new Option('--language <language>', "else the person's, else English").choices(['en', 'de']))
    .option('--json', 'print JSON');
}

/** Adds `kam plan calendar`. */
export function addPlanCalendarCommand(plan: Command): void {
  addCalendar(plan, 'a plan')
    .argument('<plan>', 'its number', planNumber)
    .action((planId: string, options: CalendarOptions) =>
      act(async (db) => ({ planId: (await getPlan(db, { id: planId })).id }), options),
    );
}

/** Adds `kam people calendar`. */
export function addPersonCalendarCommand(people: Command): void {
  addCalendar(people, 'a person')
    .argument('<person>', 'their key or mail address')
    .action((who: string, options: CalendarOptions) =>
      act(async (db) => ({ personId: await findPersonId(db, who) }), options),
    );
}
