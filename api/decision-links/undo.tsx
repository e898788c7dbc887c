import type { RequestHandler } from 'express';
import { z } from 'zod';
import { undoDecision } from '../../db/stores/undo.ts';
import type { Presented } from '../../db/stores/decisions.ts';
import { DomainError } from '../../domain/errors.ts';
import { readerOf } from './link-reader.ts';
import type { ReceiptPageProps } from '../../web/pages/receipt-page.tsx';
import { TakenBackPage } from '../../web/pages/undo-form.tsx';
import { notice, receipt, standing } from './answers.tsx';
import type { FoundLink, PageAnswer } from './page-answer.ts';
import { ringLater, type DecidingDeps } from './deciding.ts';
import { answerForm, findPresented, type PresentedDeps } from './presented.ts';

const fields = z.object({
  decision: z.string().regex(/^\d{1,18}$/),
  confirmed: z.literal('yes').optional().catch(undefined),
});

type UndoForm = z.output<typeof fields>;

function readUndo(body: unknown): UndoForm | undefined {
  const read = fields.safeParse(body);
  return read.success ? read.data : undefined;
}

interface SentUndo {
  readonly found: FoundLink;
  readonly form: UndoForm;
  readonly presented: Presented;
  readonly look: () => Promise<FoundLink | undefined>;
}

async function undoOn(
  deps: Pick<DecidingDeps, 'db' | 'clock' | 'ring' | 'log'>,
  { found, form, presented, look }: SentUndo,
): Promise<PageAnswer> {
  if (form.confirmed === undefined) return unconfirmed(found);
  try {
    const at = deps.clock.now();
    const { kind, workflowId } = await undoDecision(deps.db, { ...presented, decisionId: form.decision, at });
    if (kind === 'takenBack') ringLater(deps, workflowId);
    return takenBack((await look()) ?? found);
  } catch (error) {
    return refused(error, (await look()) ?? found);
  }
}

/** Takes the decision back and leads to the question, or says why it stands. Without the confirmation nothing changes. */
export function createUndoHandler(deps: DecidingDeps & PresentedDeps): RequestHandler {
  return answerForm(deps, {
    read: readUndo,
    answer: (_, { req, found, fields: form }) => {
      const presented = { linkId: found.view.linkId };
      return undoOn(deps, { found, form, presented, look: () => findPresented(deps, req) });
    },
  });
}

function unconfirmed(found: FoundLink): PageAnswer {
  if (found.view.decision === undefined) return standing(found);
  const { page } = receipt(found, { repeated: false, undo: 'missing' });
  return { status: 422, page };
}

// Whoever has answered anew meanwhile sees that answer instead.
function takenBack(found: FoundLink): PageAnswer {
  const { view, token } = found;
  if (view.decision !== undefined) return standing(found);
  const props = {
    reader: readerOf(view),
    approverName: view.person.name,
    stepTitle: view.request.content.title,
    accountName: view.accountName,
    again: view.state === 'open' ? `/d/${token}` : undefined,
  };
  return { status: 200, page: <TakenBackPage {...props} /> };
}

function refused(error: unknown, found: FoundLink): PageAnswer {
  const code = error instanceof DomainError ? error.code : undefined;
  if (code === 'notFound') return notice('unknown', { status: 404 });
  if (code !== 'closed' && code !== 'expired') throw error;
  if (found.view.decision === undefined) return standing(found);
  const { page } = receipt(found, { repeated: false, undo: whyNot(code, found) });
  return { status: 409, page };
}

function whyNot(code: 'closed' | 'expired', { view }: FoundLink): ReceiptPageProps['undoRefused'] {
  if (code === 'expired') return 'over';
  return view.decision?.followedAt ? 'begun' : 'changed';
}
