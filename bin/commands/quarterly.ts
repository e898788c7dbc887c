import type { Command } from 'commander';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { reviewDetail } from '../../db/read-models/review-detail.ts';
import { cancelReview, rescheduleReview } from '../../db/stores/review-changes.ts';
import { endItem, openItems, type ItemEnding, type ReviewItem } from '../../db/stores/review-items.ts';
import { recordMinutes } from '../../db/stores/review-minutes.ts';
import { listQuarterlyReviews } from '../../db/stores/review-rows.ts';
import type { Db } from '../../db/client.ts';
import { systemClock } from '../../domain/clock.ts';
import { minutesSchema } from '../../domain/reviews/minutes.ts';
import type { QuarterlyReview } from '../../domain/reviews/quarterly-review.ts';
import { readDocument } from '../read-document.ts';
import { operator, print, withProcesses, withRecords } from '../records.ts';
import { itemNumber, reviewNumber } from './arguments.ts';
import { registerCadence } from './quarterly-cadence.ts';

interface JsonOption {
  readonly json?: boolean;
}

const most = 200;

function line(review: QuarterlyReview): string {
  const { id, year, quarter, kind, status, place } = review;
  const at = review.heldAt.toISOString();
  const where = place === '' ? '' : `, ${place}`;
  return `${id}  ${year}-Q${quarter}  ${kind.padEnd(9)}  ${status.padEnd(9)}  ${at}${where}`;
}

function itemLine({ id, status, kind, text, ownerName, dueOn, from }: ReviewItem): string {
  const who = ownerName === '' ? '' : `, ${ownerName}`;
  return `${id}  ${status.padEnd(6)}  ${kind}  ${text}${who}${dueOn === null ? '' : `, due ${dueOn}`} (from ${from.year}-Q${from.quarter})`;
}

async function list(accountKey: string, options: JsonOption): Promise<void> {
  const found = await withRecords(async (db) => {
    const accountId = await findAccountId(db, accountKey);
    const items = await listQuarterlyReviews(db, { accountId, limit: most });
    return { items, open: await openItems(db, accountId) };
  });
  const lines = found.items.length > 0 ? found.items.map(line) : ['No quarter of this account was reviewed.'];
  print(found, { ...options, lines: [...lines, ...found.open.map(itemLine)] });
}

async function show(id: string, options: JsonOption): Promise<void> {
  const found = await withRecords((db) => reviewDetail(db, id));
  const history = found.history.map(
    ({ at, kind, by, reason }) =>
      `    ${at.toISOString()}  ${kind}, by ${by.kind} ${by.id}${reason === '' ? '' : `: ${reason}`}`,
  );
  const invited = found.invitees.map(({ name, side }) => `    ${name} (${side})`);
  const left = [...found.items, ...found.carried].map((item) => `    ${itemLine(item)}`);
  print(found, { ...options, lines: [line(found), ...invited, ...history, ...left] });
}

// A command acts on the review as it is now: whoever types it has no older version in mind.
async function change(
  options: JsonOption,
  act: (db: Db, edit: { by: ReturnType<typeof operator>; at: Date }) => Promise<QuarterlyReview>,
): Promise<void> {
  const review = await withProcesses(async ({ db, ring }) => {
    const done = await act(db, { by: operator(), at: systemClock.now() });
    await ring(done.workflowId);
    return done;
  });
  print(review, { ...options, lines: [line(review)] });
}

async function minutes(reviewId: string, options: JsonOption & { readonly file: string }): Promise<void> {
  const read = await readDocument(options.file, { schema: minutesSchema, what: 'minutes' });
  await change(options, (db, edit) => recordMinutes(db, { ...edit, reviewId, minutes: read }));
}

async function endOne(
  ending: Pick<ItemEnding, 'itemId' | 'status'>,
  options: JsonOption & { readonly reason: string },
): Promise<void> {
  const { reason } = options;
  const item = await withRecords((db) =>
    endItem(db, { ...ending, reason, by: operator(), at: systemClock.now() }),
  );
  print(item, { ...options, lines: [itemLine(item)] });
}

interface Rescheduled extends JsonOption {
  readonly to: string;
  readonly reason: string;
  readonly place?: string;
  readonly minutes?: number;
  readonly freezeAnew: boolean;
}

function registerChanges(quarterly: Command): void {
  quarterly
    .command('reschedule')
    .description('move a review; everybody invited gets an updated invitation')
    .argument('<review>', 'its number', reviewNumber)
    .requiredOption('--to <time>', 'date and time where the account is, such as 2027-10-26T10:00')
    .requiredOption('--reason <text>', 'why; the client does not read it')
    .option('--place <place>', 'where it is held')
    .option('--minutes <count>', 'how long it takes', Number)
    .option('--freeze-anew', 'count the figures again for the new date', false)
    .option('--json', 'print JSON')
    .action((reviewId: string, options: Rescheduled) => {
      const { to: heldAt, reason, place, minutes: durationMinutes, freezeAnew } = options;
      const wish = { reviewId, heldAt, reason, place, durationMinutes, freezeAnew };
      return change(options, (db, edit) => rescheduleReview(db, { ...edit, ...wish }));
    });
  quarterly
    .command('cancel')
    .description('cancel a review; everybody invited is told')
    .argument('<review>', 'its number', reviewNumber)
    .requiredOption('--reason <text>', 'why; the client does not read it')
    .option('--json', 'print JSON')
    .action((reviewId: string, options: JsonOption & { readonly reason: string }) =>
      change(options, (db, edit) => cancelReview(db, { ...edit, reviewId, reason: options.reason })),
    );
  quarterly
    .command('minutes')
    .description('record the minutes of a review from a JSON or YAML file, as the API takes them')
    .argument('<review>', 'its number', reviewNumber)
    .requiredOption('--file <file>', 'notes, attendance, decisions and actions')
    .option('--json', 'print JSON')
    .action(minutes);
}

function registerItems(quarterly: Command): void {
  const ends = { done: 'say that what a review left is done', waive: 'waive what a review left' } as const;
  for (const name of ['done', 'waive'] as const)
    quarterly
      .command(name)
      .description(ends[name])
      .argument('<item>', 'its number', itemNumber)
      .requiredOption('--reason <text>', name === 'done' ? 'what shows it' : 'why')
      .option('--json', 'print JSON')
      .action((itemId: string, options: JsonOption & { readonly reason: string }) =>
        endOne({ itemId, status: name === 'done' ? 'done' : 'waived' }, options),
      );
}

/** Adds `kam quarterly list|show|reschedule|cancel|minutes|done|waive|cadence`. */
export function registerQuarterlyCommand(program: Command): void {
  const quarterly = program.command('quarterly').description('quarterly reviews of accounts');
  quarterly
    .command('list')
    .description('list the reviews of an account, and what they left open')
    .argument('<account>', "the account's key")
    .option('--json', 'print JSON')
    .action(list);
  quarterly
    .command('show')
    .description('show a review with everything that happened to it')
    .argument('<review>', 'its number', reviewNumber)
    .option('--json', 'print JSON')
    .action(show);
  registerChanges(quarterly);
  registerItems(quarterly);
  registerCadence(quarterly);
}
