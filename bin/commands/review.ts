import type { Command } from 'commander';
import { findAccountId } from '../../db/read-models/accounts.ts';
import {
  getAccountReview,
  listAccountReviews,
  type AccountReviewRecord,
} from '../../db/read-models/account-reviews.ts';
import { requestAccountReview } from '../../db/stores/account-reviews.ts';
import { endReview } from '../../db/stores/closings.ts';
import { systemClock } from '../../domain/clock.ts';
import { planningYear } from './arguments.ts';
import { operator, print, withProcesses, withRecords } from '../records.ts';

interface JsonOption {
  readonly json?: boolean;
}

function line(review: AccountReviewRecord): string {
  const plans = review.plans.map((plan) => `${plan.year} ${plan.status} (plan ${plan.id})`);
  return `${review.accountKey}  ${review.accountName}  ${review.state}  ${plans.join(', ') || 'no plan yet'}`;
}

async function start(accountKey: string, options: JsonOption & { readonly year: number }): Promise<void> {
  const { year } = options;
  const started = await withProcesses(async ({ db, ring }) => {
    const accountId = await findAccountId(db, accountKey);
    const result = await requestAccountReview(db, { accountId, year, by: operator(), at: systemClock.now() });
    await ring(result.workflowId);
    return { ...result, accountId, year };
  });
  const said = started.created
    ? `Asked for ${year}: ${started.workflowId} drafts the plan.`
    : `${year} was asked for before.`;
  print(started, { ...options, lines: [said, `"kam review show ${accountKey}" tells how it goes.`] });
}

interface EndOptions extends JsonOption {
  readonly reason: string;
  readonly confirmOpenPlans: boolean;
}

async function end(accountKey: string, options: EndOptions): Promise<void> {
  const { reason, confirmOpenPlans } = options;
  const workflowId = await withProcesses(async ({ db, ring }) => {
    const accountId = await findAccountId(db, accountKey);
    const wish = { accountId, by: operator(), at: systemClock.now(), reason, confirmOpenPlans };
    const ending = await endReview(db, wish);
    await ring(ending);
    return ending;
  });
  const said = `The review of ${accountKey} is being ended: no further year is planned.`;
  print({ workflowId }, { ...options, lines: [said] });
}

function registerEnd(review: Command): void {
  review
    .command('end')
    .description('end the review of an account, for good')
    .argument('<account>', "the account's key")
    .requiredOption('--reason <text>', 'why it ends')
    .option('--confirm-open-plans', 'end it although plans are open; each goes on until its own close', false)
    .option('--json', 'print JSON')
    .action(end);
}

/** Adds `kam review start|list|show|end`: the reviews of accounts. */
export function registerReviewCommand(program: Command): void {
  const review = program.command('review').description('start and follow account reviews');
  review
    .command('start')
    .description("draft an account's plan of a year")
    .argument('<account>', "the account's key, such as agent-1")
    .requiredOption(
      '--year <year>',
      'the fiscal year to plan, by the calendar year in which it starts',
      planningYear,
    )
    .option('--json', 'print JSON')
    .action(start);
  review
    .command('list')
    .description('list the accounts in review')
    .option('--json', 'print JSON')
    .action(async (options: JsonOption) => {
      const page = { after: undefined, limit: 200, state: undefined };
      const reviews = await withRecords((db) => listAccountReviews(db, page));
      print(reviews, {
        ...options,
        lines: reviews.length > 0 ? reviews.map(line) : ['No account is in review yet.'],
      });
    });
  review
    .command('show')
    .description('show one review and its plans')
    .argument('<account>', "the account's key")
    .option('--json', 'print JSON')
    .action(async (accountKey: string, options: JsonOption) => {
      const found = await withRecords(async (db) =>
        getAccountReview(db, await findAccountId(db, accountKey)),
      );
      print(found, { ...options, lines: [line(found)] });
    });
  registerEnd(review);
}
