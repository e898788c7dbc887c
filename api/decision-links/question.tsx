import type { Request } from 'express';
import { z } from 'zod';
import { askQuestion, longestText } from '../../db/stores/approval-questions.ts';
import type { Db } from '../../db/client.ts';
import type { Clock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { notice, openPage, refusal, standing } from './answers.tsx';
import type { FoundLink, PageAnswer } from './page-answer.ts';
import { ringLater, type DecidingDeps } from './deciding.ts';
import { tidyText } from './submission.ts';

/** What asking stands on. */
export type AskingDeps = Pick<DecidingDeps, 'ring' | 'log'> & { readonly db: Db; readonly clock: Clock };

const fields = z.object({
  request: z.string().regex(/^\d{1,18}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  question: z.string().default('').transform(tidyText),
});

type Sent = z.output<typeof fields>;
type Fault = 'empty' | 'long' | 'waiting';

/** Asks a question on a decision link: `asked` leads back to its page; anything else changed nothing and is a page that says why. */
export async function askOnLink(
  deps: AskingDeps,
  asked: { readonly req: Request; readonly look: () => Promise<FoundLink | undefined> },
): Promise<PageAnswer | { readonly asked: FoundLink }> {
  const found = await asked.look();
  if (found === undefined) return notice('unknown', { status: 404 });
  if (asked.req.is('application/x-www-form-urlencoded') === false)
    return notice('refused', { status: 415, found });
  const read = fields.safeParse(asked.req.body);
  if (!read.success) return notice('refused', { status: 400, found });
  const sent = read.data;
  if (sent.question === '') return faulty(found, { sent, fault: 'empty' });
  if (sent.question.length > longestText) return faulty(found, { sent, fault: 'long' });
  return record(deps, { sent, found, look: asked.look });
}

async function record(
  deps: AskingDeps,
  { sent, found, look }: { sent: Sent; found: FoundLink; look: () => Promise<FoundLink | undefined> },
): Promise<PageAnswer | { readonly asked: FoundLink }> {
  const { request: requestId, hash: contentHash, question: text } = sent;
  const { linkId } = found.view;
  try {
    const input = { linkId, requestId, contentHash, text, at: deps.clock.now() };
    const result = await askQuestion(deps.db, input);
    if (result.kind === 'recorded') ringLater(deps, result.workflowId);
    return { asked: found };
  } catch (error) {
    return refused(error, { found: (await look()) ?? found, sent });
  }
}

function faulty(found: FoundLink, { sent, fault }: { sent: Sent; fault: Fault }): PageAnswer {
  if (found.view.state !== 'open') return standing(found);
  const { request, seat } = found.view;
  const waiting = found.view.thread.some((entry) => entry.open && entry.approverId === seat.id);
  const question = { text: sent.question, fault: waiting ? ('waiting' as const) : fault };
  const form = { requestId: request.id, contentHash: request.contentHash };
  return { status: fault === 'waiting' ? 409 : 422, page: openPage(found, { form, question }) };
}

// The page of a question whose time is over, or that was decided or closed, says so by itself.
function refused(error: unknown, { found, sent }: { found: FoundLink; sent: Sent }): PageAnswer {
  const code = error instanceof DomainError ? error.code : undefined;
  if (code === 'conflict') return faulty(found, { sent, fault: 'waiting' });
  if (code !== 'closed' && code !== 'expired') return refusal(error, found);
  const { status, page } = standing(found);
  return { status: status === 200 ? 409 : status, page };
}
