import { InvalidArgumentError, type Command } from 'commander';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { listThemes, type FeedbackTheme } from '../../db/read-models/feedback-themes.ts';
import { addTheme, changeTheme, type ThemeChange } from '../../db/stores/feedback-themes.ts';
import { systemClock } from '../../domain/clock.ts';
import { themeOutcome, themeText, type ThemeState } from '../../domain/surveys/theme.ts';
import { operator, print, withRecords } from '../records.ts';
import { themeNumber } from './arguments.ts';

interface JsonOption {
  readonly json?: boolean;
}

function line({ id, state, text, accountName, answers, outcome, toldAt }: FeedbackTheme): string {
  const told = toldAt === null ? '' : `, told on ${toldAt.toISOString().slice(0, 10)}`;
  return `${id}  ${state}  ${text}: ${accountName}, answers: ${answers}${outcome === null ? '' : ` (${outcome}${told})`}`;
}

const texts =
  (schema: typeof themeText) =>
  (given: string): string => {
    const read = schema.safeParse(given);
    if (read.success) return read.data;
    throw new InvalidArgumentError(read.error.issues.map(({ message }) => message).join('; '));
  };

async function list(options: JsonOption & { readonly account?: string }): Promise<void> {
  const items = await withRecords(async (db) =>
    listThemes(db, {
      accountId: options.account === undefined ? undefined : await findAccountId(db, options.account),
      limit: 200,
    }),
  );
  print(items, { ...options, lines: items.length > 0 ? items.map(line) : ['There are no themes.'] });
}

async function add(
  account: string,
  { text, answers = [], ...options }: JsonOption & { readonly text: string; readonly answers?: string[] },
): Promise<void> {
  const theme = await withRecords(async (db) =>
    addTheme(db, {
      accountId: await findAccountId(db, account),
      ...{ text, answerIds: answers },
      ...{ by: operator(), at: systemClock.now() },
    }),
  );
  print(theme, { ...options, lines: [line(theme)] });
}

async function change(
  id: string,
  {
    options,
    ...what
  }: Pick<ThemeChange, 'state' | 'outcome' | 'answerIds'> & { readonly options: JsonOption },
): Promise<void> {
  const theme = await withRecords((db) =>
    changeTheme(db, { id, ...what, by: operator(), at: systemClock.now() }),
  );
  print(theme, { ...options, lines: [line(theme)] });
}

function registerStates(theme: Command): void {
  const on = (name: string, description: string): Command =>
    theme
      .command(name)
      .description(description)
      .argument('<theme>', 'its number', themeNumber)
      .option('--json', 'print JSON');
  on('tag', 'add answers to a theme')
    .requiredOption(
      '--answers <answers...>',
      'the numbers of the answers, as "kam surveys answers" shows them',
    )
    .action((id: string, options: JsonOption & { readonly answers: string[] }) =>
      change(id, { answerIds: options.answers, options }),
    );
  for (const [name, state, description] of [
    ['doing', 'doing', 'say that something is being done about it'],
    ['reopen', 'open', 'open it again'],
  ] as const)
    on(name, description).action((id: string, options: JsonOption) => change(id, { state, options }));
  for (const [name, state, description, what] of [
    ['done', 'done', 'say what was done about it', 'what was done'],
    ['waive', 'waived', 'say that nothing is done about it, and why', 'why not'],
  ] as const satisfies readonly (readonly [string, ThemeState, string, string])[])
    on(name, description)
      .requiredOption(
        '--outcome <text>',
        `${what}; the client reads it at the next review`,
        texts(themeOutcome),
      )
      .action((id: string, options: JsonOption & { readonly outcome: string }) =>
        change(id, { state, outcome: options.outcome, options }),
      );
}

/** Adds `kam surveys themes` and `kam surveys theme add|tag|doing|done|waive|reopen`: what clients said, and what was done about it. */
export function registerThemeCommands(surveys: Command): void {
  surveys
    .command('themes')
    .description('list what clients said and what was done about it, newest first')
    .option('--account <key>', 'only those of this account')
    .option('--json', 'print JSON')
    .action(list);
  const theme = surveys
    .command('theme')
    .description('put answers into a theme, and say what was done about it');
  theme
    .command('add')
    .description('add a theme; the next review tells the client of it')
    .argument('<account>', "the account's key, such as agent-1")
    .requiredOption(
      '--text <text>',
      'what was said, in a sentence that the client may read',
      texts(themeText),
    )
    .option('--answers <answers...>', 'the numbers of the answers, as "kam surveys answers" shows them')
    .option('--json', 'print JSON')
    .action(add);
  registerStates(theme);
}
