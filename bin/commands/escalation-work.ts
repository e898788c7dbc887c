import { Option, type Command } from 'commander';
import { rootCausesAcross } from '../../db/read-models/root-causes.ts';
import { getEscalation } from '../../db/stores/escalation-rows.ts';
import { keepLessons } from '../../db/stores/escalation-lessons.ts';
import { recordContact, recordRootCause, updateEscalation } from '../../db/stores/escalation-work.ts';
import { findPersonId } from '../../db/read-models/people.ts';
import { accountReviewId } from '../../db/stores/account-reviews.ts';
import type { Db } from '../../db/client.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import {
  contactChannels,
  rootCauseCategories,
  type ContactChannel,
  type RootCauseCategory,
} from '../../domain/escalations/work.ts';
import { improvementWish } from '../../domain/improvement.ts';
import { operator, print, withProcesses, withRecords } from '../records.ts';
import { escalationNumber } from './arguments.ts';
import { changeEscalation, type JsonOption } from './escalation-change.ts';

interface ContactOptions extends JsonOption {
  readonly channel: ContactChannel;
  readonly contact?: string;
  readonly with?: string;
  readonly summary: string;
  readonly unreached?: boolean;
  readonly at?: string;
}

async function contactIdOf(db: Db, of: { readonly id: string; readonly key: string | undefined }) {
  if (of.key === undefined) return null;
  const { accountId } = await getEscalation(db, of);
  const row = await db('contact')
    .where({ account_id: accountId, key: of.key })
    .first<{ id: string } | undefined>('id');
  if (!row) throw new DomainError('notFound', `The account has no contact with the key "${of.key}".`);
  return row.id;
}

function contact(id: string, options: ContactOptions): Promise<void> {
  const { channel, summary, unreached, with: withWhom = null } = options;
  return changeEscalation(options, async (db, by) => {
    const contactId = await contactIdOf(db, { id, key: options.contact });
    const tookPlaceAt = options.at === undefined ? by.at : new Date(options.at);
    if (Number.isNaN(tookPlaceAt.getTime()))
      throw new DomainError(
        'invalid',
        `"${options.at ?? ''}" is no moment: give one such as 2027-01-11T09:30Z.`,
      );
    const said = { channel, contactId, withWhom, summary, reached: unreached !== true, tookPlaceAt };
    return recordContact(db, { id, ...by, ...said });
  });
}

interface LessonOptions extends JsonOption {
  readonly title: string;
  readonly learned: string;
  readonly owner: string;
  readonly due: string;
}

async function lesson(id: string, options: LessonOptions): Promise<void> {
  const kept = await withProcesses(async ({ db, ring }) => {
    const wish = improvementWish.safeParse({
      ...{ title: options.title, learned: options.learned, dueOn: options.due },
      ownerId: await findPersonId(db, options.owner),
    });
    if (!wish.success)
      throw new DomainError('invalid', wish.error.issues.map(({ message }) => message).join(' '));
    const by = { by: operator(), at: systemClock.now() };
    const done = await keepLessons(db, { id, ...by, lessons: [wish.data] });
    await ring(accountReviewId(done.escalation.accountId));
    return done;
  });
  print(kept, { ...options, lines: [`Improvement ${kept.improvementIds.join(', ')} was kept.`] });
}

async function across(options: JsonOption & { readonly category?: RootCauseCategory }): Promise<void> {
  const found = await withRecords((db) => rootCausesAcross(db, { category: options.category, limit: 200 }));
  const lines = found.map(
    ({ category, name, accounts }) => `${category}: ${name}  (${accounts.map((one) => one.name).join(', ')})`,
  );
  print(found, { ...options, lines: lines.length > 0 ? lines : ['No root cause was recorded yet.'] });
}

const category = (): Option => new Option('--category <category>').choices([...rootCauseCategories]);

function registerFinding(escalations: Command): void {
  escalations
    .command('root-cause')
    .description('record why it happened; the same short name is the same cause at every account')
    .argument('<escalation>', 'its number', escalationNumber)
    .addOption(category().makeOptionMandatory())
    .requiredOption('--name <text>', 'short, such as "no workspace in rooms"')
    .requiredOption('--text <text>', 'the explanation')
    .option('--json', 'print JSON')
    .action(
      (
        id: string,
        options: JsonOption & {
          readonly category: RootCauseCategory;
          readonly name: string;
          readonly text: string;
        },
      ) => changeEscalation(options, (db, by) => recordRootCause(db, { id, ...options, ...by })),
    );
  escalations
    .command('lesson')
    .description('keep what the firm learns, as an improvement with an owner and a date')
    .argument('<escalation>', 'its number', escalationNumber)
    .requiredOption('--title <text>', 'what is to change')
    .requiredOption('--learned <text>', 'why')
    .requiredOption('--owner <key>', 'the key of who sees to it')
    .requiredOption('--due <day>', 'YYYY-MM-DD')
    .option('--json', 'print JSON')
    .action(lesson);
  escalations
    .command('root-causes')
    .description('list root causes over all accounts, those of most accounts first')
    .addOption(category())
    .option('--json', 'print JSON')
    .action(across);
}

/** Adds `kam escalations contact|update|root-cause|lesson|root-causes`. */
export function registerEscalationWork(escalations: Command): void {
  escalations
    .command('contact')
    .description('record a contact with the client')
    .argument('<escalation>', 'its number', escalationNumber)
    .addOption(
      new Option('--channel <channel>', 'by which way').choices([...contactChannels]).makeOptionMandatory(),
    )
    .option('--contact <key>', "the key of one of the account's contacts")
    .option('--with <name>', 'with whom, where it is none of them')
    .requiredOption('--summary <text>', 'what was said')
    .option('--unreached', 'nobody was reached')
    .option('--at <moment>', 'when it was; now where left out')
    .option('--json', 'print JSON')
    .action(contact);
  escalations
    .command('update')
    .description('say where it stands to everybody who waits for it')
    .argument('<escalation>', 'its number', escalationNumber)
    .requiredOption('--text <text>', 'where it stands')
    .option('--json', 'print JSON')
    .action((id: string, options: JsonOption & { readonly text: string }) =>
      changeEscalation(options, (db, by) => updateEscalation(db, { id, text: options.text, ...by })),
    );
  registerFinding(escalations);
}
