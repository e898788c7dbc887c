import { z } from 'zod';
import { itemsOf, type InboxItem } from '../../db/read-models/inbox.ts';
import { decideWithCode } from '../../db/stores/coded-decisions.ts';
import { listDecisions } from '../../db/stores/decision-rows.ts';
import { decide, type DecisionInput } from '../../db/stores/decisions.ts';
import { choices, type Choice } from '../../domain/approvals/policy.ts';
import { DomainError } from '../../domain/errors.ts';
import { createPageReader } from '../../web/page-reader.ts';
import type { BulkFormProps } from '../../web/pages/inbox-bulk-form.tsx';
import { BulkResultPage, type BulkResultProps } from '../../web/pages/inbox-result-page.tsx';
import type { PageAnswer } from '../decision-links/page-answer.ts';
import { checkCode, codePage, type CodeWish } from '../decision-links/code.tsx';
import { ringLater } from '../decision-links/deciding.ts';
import { codeFields, faultsOf, tidyText } from '../decision-links/submission.ts';
import type { InboxParts, SignedIn } from './session.ts';

/** How many questions one form can decide. */
export const mostAtOnce = 100;

const key = z.string().regex(/^\d{1,18}:[0-9a-f]{64}$/);
const fields = z.object({
  items: z
    .union([key.transform((one) => [one]), z.array(key).max(mostAtOnce)])
    .default([])
    .transform((keys) => [...new Set(keys)]),
  choice: z.enum(choices).optional().catch(undefined),
  comment: z.string().default('').transform(tidyText),
  ...codeFields,
});

/** The form of several decisions as it was sent; each item is the number of a request and the hash of what was shown. */
export type BulkSubmission = z.output<typeof fields>;

/** Reads the form; undefined when it is not what the inbox sends. */
export function readBulk(body: unknown): BulkSubmission | undefined {
  return fields.safeParse(body).data;
}

/** What is still missing; undefined when the form is complete. */
export function bulkFault(sent: BulkSubmission): BulkFormProps['form']['fault'] {
  if (sent.items.length === 0) return 'items';
  const faults = faultsOf(sent);
  return faults?.choice ?? faults?.comment;
}

type Result = BulkResultProps['result'];

interface Asked {
  readonly contentHash: string;
  readonly item: InboxItem;
}

interface Bulk {
  readonly who: SignedIn;
  readonly choice: Choice;
  readonly comment: string;
  readonly asked: readonly Asked[];
}

/** Decides every item on its own, each in its own transaction, after a code where one is needed; questions of others are left out. */
export async function decideBulk(
  parts: InboxParts,
  sent: { readonly who: SignedIn; readonly submission: BulkSubmission; readonly choice: Choice },
): Promise<PageAnswer> {
  const { who, submission, choice } = sent;
  const { comment, code, again } = submission;
  const bulk = { who, choice, comment, asked: await askedOf(parts, sent) };
  if (!needsCode(bulk)) return resultPage(bulk, await decideEach(parts, { bulk, codeId: undefined }));
  const wish = wishOf(bulk, { code, again });
  const answer = await checkCode(parts, wish);
  if (answer.kind === 'right')
    return resultPage(bulk, await decideEach(parts, { bulk, codeId: answer.codeId }));
  if (answer.state.kind === 'used')
    return resultPage(bulk, await Promise.all(bulk.asked.map((one) => standing(parts, { bulk, one }))));
  const keys = bulk.asked.map(({ item, contentHash }) => `${item.requestId}:${contentHash}`);
  const hidden = [
    ...keys.map((one) => ['items', one] as const),
    ['choice', choice],
    ['comment', comment],
  ] as const;
  return codePage(wish, { state: answer.state, comment, hidden });
}

// Every form that decides more than one question asks, whatever they cost: one slip decides many, and a rule by amounts would
// have to add up currencies and would change under a form that is open.
function needsCode({ asked }: Bulk): boolean {
  return asked.length > 1 || asked.some(({ item }) => item.verify === 'code');
}

async function askedOf(
  { db }: InboxParts,
  { who, submission }: { readonly who: SignedIn; readonly submission: BulkSubmission },
): Promise<readonly Asked[]> {
  const keys = submission.items.map((one) => one.split(':'));
  const requestIds = keys.map(([requestId = '']) => requestId);
  const items = await itemsOf(db, { personId: who.person.id, requestIds });
  return keys.flatMap(([requestId = '', contentHash = '']) => {
    const item = items.get(requestId);
    return item === undefined ? [] : [{ item, contentHash }];
  });
}

function wishOf({ who, choice, asked }: Bulk, entered: CodeWish['entered']): CodeWish {
  const items = asked.map(({ item: { requestId, stepTitle, accountName }, contentHash }) => ({
    requestId,
    contentHash,
    stepTitle,
    accountName,
  }));
  return { person: who.person, choice, items, entered };
}

async function decideEach(
  parts: InboxParts,
  { bulk, codeId }: { readonly bulk: Bulk; readonly codeId: string | undefined },
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const [index, one] of bulk.asked.entries()) {
    const last = index === bulk.asked.length - 1;
    try {
      results.push(
        await decideOne(parts, { bulk, one, code: codeId === undefined ? undefined : { codeId, last } }),
      );
    } catch (error) {
      results.push(refusalOf(error));
      if (results.at(-1) === 'failed') parts.log.error({ err: error }, 'one of several decisions failed');
    }
  }
  return results;
}

async function decideOne(
  parts: InboxParts,
  deciding: {
    readonly bulk: Bulk;
    readonly one: Asked;
    readonly code: { readonly codeId: string; readonly last: boolean } | undefined;
  },
): Promise<Result> {
  const { bulk, one, code } = deciding;
  const { choice, comment, who } = bulk;
  const { seatId, requestId } = one.item;
  const decision: DecisionInput = {
    ...{ seatId, personId: who.person.id, requestId, contentHash: one.contentHash, choice, comment },
    at: parts.clock.now(),
  };
  const result =
    code === undefined
      ? await decide(parts.db, decision)
      : await decideWithCode(parts.db, { decision, ...code });
  if (result === 'codeUsed') return standing(parts, { bulk, one });
  if (result.kind === 'recorded') ringLater(parts, result.workflowId);
  return result.kind;
}

// The same form was sent twice: what the other one recorded is there already.
async function standing(
  { db }: InboxParts,
  { bulk, one }: { readonly bulk: Bulk; readonly one: Asked },
): Promise<Result> {
  const decisions = await listDecisions(db, one.item.requestId);
  const own = decisions.find(({ approverId }) => approverId === one.item.seatId);
  return own?.choice === bulk.choice && own.contentHash === one.contentHash ? 'repeated' : 'codeUsed';
}

function refusalOf(error: unknown): Result {
  if (!(error instanceof DomainError)) return 'failed';
  switch (error.code) {
    case 'contentChanged':
    case 'alreadyDecided':
    case 'expired':
    case 'codeNeeded':
      return error.code;
    default:
      return error.code === 'closed' || error.code === 'notFound' ? 'closed' : 'failed';
  }
}

function resultPage({ who, choice, asked }: Bulk, results: readonly Result[]): PageAnswer {
  const each = asked.map(({ item: { about, stepTitle, accountName, seatId } }, index) => ({
    about,
    stepTitle,
    accountName,
    path: `/inbox/requests/${seatId}`,
    result: results[index] ?? 'failed',
  }));
  const reader = createPageReader(who.person);
  return { status: 200, page: <BulkResultPage reader={reader} choice={choice} results={each} /> };
}
