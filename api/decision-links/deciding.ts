import { decideWithCode } from '../../db/stores/coded-decisions.ts';
import { decide, type DecideResult, type DecisionInput, type Presented } from '../../db/stores/decisions.ts';
import type { Choice } from '../../domain/approvals/policy.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Ring } from '../../temporal/ring.ts';
import type { CodeState } from '../../web/pages/code-form.tsx';
import { incomplete, receipt, refusal } from './answers.tsx';
import type { FoundLink, PageAnswer } from './page-answer.ts';
import { checkCode, codedItem, codePage, type CodeDeps, type CodeWish } from './code.tsx';
import type { Submission } from './submission.ts';

/** What deciding on a page stands on. `ring` is called after a recorded decision and never waited for. */
export interface DecidingDeps extends CodeDeps {
  readonly ring: Ring;
}

/** A complete form on the page of one seat; `look` reads the seat's page again. */
export interface SentDecision {
  readonly found: FoundLink;
  readonly submission: Submission;
  readonly presented: Presented;
  readonly look: () => Promise<FoundLink | undefined>;
}

type DecisionWish = CodeWish & { readonly choice: Choice };

/** Records the decision, asking for a code first where the request needs one, and answers with the page that follows. */
export async function decideOn(deps: DecidingDeps, sent: SentDecision): Promise<PageAnswer> {
  const { found, submission } = sent;
  const { choice, comment, request, hash } = submission;
  if (choice === undefined) return incomplete(found, submission);
  const wish = wishOf(sent, choice);
  try {
    const result = await attempt(deps, { sent, wish });
    if ('state' in result) {
      const fields = { request, hash, choice, comment };
      return codePage(wish, { state: result.state, comment, hidden: Object.entries(fields) });
    }
    if (result.kind === 'recorded') ringLater(deps, result.workflowId);
    const after = (await sent.look()) ?? found;
    return receipt(after, { repeated: result.kind === 'repeated' });
  } catch (error) {
    return refusal(error, (await sent.look()) ?? found);
  }
}

/** Rings the process after its fact is recorded; if nobody hears it, the worker's loop rings again. */
export function ringLater({ ring, log }: Pick<DecidingDeps, 'ring' | 'log'>, workflowId: string): void {
  ring(workflowId).catch((error: unknown) =>
    log.warn({ err: error, workflowId }, 'the doorbell was not heard'),
  );
}

// Whatever can be answered without a code is, so that a closed or edited question costs nobody a code.
async function attempt(
  deps: DecidingDeps,
  { sent, wish }: { readonly sent: SentDecision; readonly wish: DecisionWish },
): Promise<DecideResult | { readonly state: CodeState }> {
  const { submission, presented } = sent;
  const { choice } = wish;
  const { comment, request: requestId, hash: contentHash } = submission;
  const decision = { ...presented, requestId, contentHash, choice, comment, at: deps.clock.now() };
  const plain = await decideUnlessCodeNeeded(deps, decision);
  if (plain !== undefined) return plain;
  const answer = await checkCode(deps, wish);
  if (answer.kind === 'right') {
    const coded = await decideWithCode(deps.db, { decision, codeId: answer.codeId, last: true });
    if (coded !== 'codeUsed') return coded;
  } else if (answer.state.kind !== 'used') return { state: answer.state };
  // The same form was sent twice at once: the decision it made is there by now.
  return (await decideUnlessCodeNeeded(deps, decision)) ?? { state: { kind: 'used' } };
}

async function decideUnlessCodeNeeded(
  { db }: DecidingDeps,
  decision: DecisionInput,
): Promise<DecideResult | undefined> {
  try {
    return await decide(db, decision);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'codeNeeded') return undefined;
    throw error;
  }
}

function wishOf({ found: { view }, submission }: SentDecision, choice: Choice): DecisionWish {
  return {
    person: view.person,
    choice,
    items: [codedItem(view, { requestId: submission.request, contentHash: submission.hash })],
    entered: { code: submission.code, again: submission.again },
  };
}
