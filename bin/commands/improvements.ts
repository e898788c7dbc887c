import type { Command } from 'commander';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { listImprovements, type Improvement } from '../../db/read-models/improvements.ts';
import { findPersonId } from '../../db/read-models/people.ts';
import { accountReviewId } from '../../db/stores/account-reviews.ts';
import { addImprovement, endImprovement } from '../../db/stores/improvements.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { improvementWish } from '../../domain/improvement.ts';
import { operator, print, withProcesses, withRecords } from '../records.ts';
import { improvementNumber, planNumber } from './arguments.ts';

interface JsonOption {
  readonly json?: boolean;
}

function line({ id, state, title, accountName, ownerName, dueOn, outcome }: Improvement): string {
  return `${id}  ${state}  ${title}: ${ownerName}, due ${dueOn}, learned with ${accountName}${outcome === null ? '' : ` (${outcome})`}`;
}

async function list(
  options: JsonOption & { readonly account?: string; readonly open?: boolean },
): Promise<void> {
  const found = await withRecords(async (db) =>
    listImprovements(db, {
      accountId: options.account === undefined ? undefined : await findAccountId(db, options.account),
      state: options.open ? 'open' : undefined,
      limit: 200,
    }),
  );
  print(found, { ...options, lines: found.length > 0 ? found.map(line) : ['There are no improvements.'] });
}

interface AddOptions extends JsonOption {
  readonly title: string;
  readonly learned: string;
  readonly owner: string;
  readonly due: string;
  readonly plan?: string;
}

async function add(account: string, options: AddOptions): Promise<void> {
  const kept = await withProcesses(async ({ db, ring }) => {
    const accountId = await findAccountId(db, account);
    const wish = improvementWish.safeParse({
      title: options.title,
      learned: options.learned,
      ownerId: await findPersonId(db, options.owner),
      dueOn: options.due,
    });
    if (!wish.success)
      throw new DomainError(
        'invalid',
        wish.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
      );
    const context = { accountId, planId: options.plan ?? null, by: operator(), at: systemClock.now() };
    const improvement = await addImprovement(db, { ...context, wish: wish.data });
    await ring(accountReviewId(accountId));
    return improvement;
  });
  print(kept, { ...options, lines: [line(kept)] });
}

const ending =
  (state: 'done' | 'dropped') =>
  async (id: string, options: JsonOption & { readonly outcome: string }): Promise<void> => {
    const ended = await withProcesses(async ({ db, ring }) => {
      const end = { id, state, outcome: options.outcome, by: operator(), at: systemClock.now() };
      const improvement = await endImprovement(db, end);
      await ring(accountReviewId(improvement.accountId));
      return improvement;
    });
    print(ended, { ...options, lines: [line(ended)] });
  };

/** Adds `kam improvement list|add|done|drop`: what the firm changes because of what it learned with an account. */
export function registerImprovementCommand(program: Command): void {
  const improvement = program
    .command('improvement')
    .description('what the firm changes in its own processes because of what it learned');
  improvement
    .command('list')
    .description('list improvements, newest first')
    .option('--account <key>', 'only those that follow from this account')
    .option('--open', 'only those that are open')
    .option('--json', 'print JSON')
    .action(list);
  improvement
    .command('add')
    .description('keep an improvement; its owner is told and reminded')
    .argument('<account>', "the account's key, such as agent-1")
    .requiredOption('--title <text>', 'what is to change')
    .requiredOption('--learned <text>', 'why: what was learned')
    .requiredOption('--owner <person>', 'the key or mail address of who sees to it')
    .requiredOption('--due <day>', 'until when, as 2027-03-31')
    .option('--plan <plan>', 'the number of the plan it follows from', planNumber)
    .option('--json', 'print JSON')
    .action(add);
  for (const [name, state, what] of [
    ['done', 'done', 'what came of it'],
    ['drop', 'dropped', 'why it is not to be done'],
  ] as const)
    improvement
      .command(name)
      .description(`say that an improvement is ${state}`)
      .argument('<improvement>', 'its number', improvementNumber)
      .requiredOption('--outcome <text>', what)
      .option('--json', 'print JSON')
      .action(ending(state));
}
