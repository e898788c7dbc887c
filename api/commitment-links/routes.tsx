import express, { Router, type Request } from 'express';
import { z } from 'zod';
import type { LinkTokens } from '../../db/link-token.ts';
import type { Db } from '../../db/client.ts';
import { findCommitmentView, type CommitmentView } from '../../db/read-models/commitment-view.ts';
import { answerCommitment, type CommitmentAnswer } from '../../db/stores/commitment-answers.ts';
import type { Clock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { dayAt, proposalFault } from '../../domain/planning/commitment.ts';
import { createPageReader } from '../../web/page-reader.ts';
import type { CommitmentFault, CommitmentFormProps } from '../../web/pages/commitment-form.tsx';
import { CommitmentPage, type CommitmentPageProps } from '../../web/pages/commitment-page.tsx';
import { NoticePage, type Notice } from '../../web/pages/notice-page.tsx';
import { ringLater, type DecidingDeps } from '../decision-links/deciding.ts';
import { tidyText } from '../decision-links/submission.ts';
import { isFromOwnPage } from '../pages/own-origin.ts';
import { anybody, sendPage } from '../pages/send-page.ts';
import { createMethodRefusal } from '../problems.ts';

/** What the clients' links stand on. `ring` is called after a recorded answer and never waited for. */
export type CommitmentLinkDeps = Pick<DecidingDeps, 'ring' | 'log'> & {
  readonly db: Db;
  readonly links: LinkTokens;
  readonly clock: Clock;
  readonly publicUrl: string;
};

interface PageAnswer {
  readonly status: number;
  readonly page: JSX.Element;
}

const tokenForm = /^[A-Za-z0-9_-]{43}$/;
const longestWord = 1000;
const fields = z.object({
  hash: z.string().max(64),
  choice: z.enum(['', 'confirm', 'propose']).default(''),
  on: z.string().default('').transform(tidyText),
  word: z.string().default('').transform(tidyText),
});
type Given = z.output<typeof fields>;

/** The route /c/<token>: GET and HEAD only show the commitment; a POST from the page itself with an explicit choice answers it. */
export function createCommitmentLinkRoutes(deps: CommitmentLinkDeps): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 10 });
  router
    .route('/c/:token')
    .get(async (req, res) => {
      const view = await find(deps, req);
      await sendPage(res, view === undefined ? notice('unknown', 404) : shown(view, { status: 200 }));
    })
    .post(form, async (req, res) => sendPage(res, await answer(deps, req)))
    .all(createMethodRefusal(['GET', 'POST']));
  return router;
}

async function find({ db, links }: CommitmentLinkDeps, req: Request): Promise<CommitmentView | undefined> {
  const { token } = req.params;
  if (typeof token !== 'string' || !tokenForm.test(token)) return undefined;
  return findCommitmentView(db, links.sha256(token));
}

async function answer(deps: CommitmentLinkDeps, req: Request): Promise<PageAnswer> {
  if (!isFromOwnPage(req, deps.publicUrl)) return notice('foreign', 403);
  const view = await find(deps, req);
  if (view === undefined) return notice('unknown', 404);
  if (req.is('application/x-www-form-urlencoded') === false) return notice('refused', 415);
  const read = fields.safeParse(req.body);
  if (!read.success) return notice('refused', 400);
  if (!view.open) return shown(view, { status: 409 });
  const faults = faultsOf(read.data, { view, now: deps.clock.now() });
  if (faults.length > 0) return shown(view, { status: 422, given: { ...read.data, faults } });
  return record(deps, { req, view, given: read.data });
}

function faultsOf(
  given: Given,
  { view, now }: { readonly view: CommitmentView; readonly now: Date },
): readonly CommitmentFault[] {
  const { commitment, client } = view;
  const faults: CommitmentFault[] = given.choice === '' ? ['choice'] : [];
  const today = dayAt(now, client);
  const date = proposalFault(given.on, { dueOn: commitment.dueOn, today });
  if (given.choice === 'propose' && date !== undefined) faults.push(date);
  if (given.word.length > longestWord) faults.push('long');
  return faults;
}

async function record(
  deps: CommitmentLinkDeps,
  sent: { readonly req: Request; readonly view: CommitmentView; readonly given: Given },
): Promise<PageAnswer> {
  const { req, view, given } = sent;
  try {
    const result = await answerCommitment(deps.db, {
      linkId: view.linkId,
      contentHash: given.hash,
      answer: answerOf(given),
      at: deps.clock.now(),
    });
    if (result.kind === 'recorded') ringLater(deps, result.workflowId);
    return shown((await find(deps, req)) ?? view, { status: 200, after: 'recorded' });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const after = error.code === 'contentChanged' ? 'changed' : undefined;
    return shown((await find(deps, req)) ?? view, { status: 409, after });
  }
}

function answerOf({ choice, on, word }: Given): CommitmentAnswer['answer'] {
  return choice === 'propose' ? { kind: 'propose', on, word } : { kind: 'confirm', word };
}

function shown(
  view: CommitmentView,
  answered: {
    readonly status: number;
    readonly after?: CommitmentPageProps['after'];
    readonly given?: Omit<CommitmentFormProps['form'], 'contentHash'> | undefined;
  },
): PageAnswer {
  const { client, manager, commitment } = view;
  const { contentHash, text, dueOn, status, proposedOn } = commitment;
  const page = (
    <CommitmentPage
      reader={createPageReader(client)}
      readerName={client.name}
      accountName={client.accountName}
      managerName={manager.name}
      managerEmail={manager.email}
      text={text}
      dueOn={dueOn}
      status={status}
      proposedOn={proposedOn}
      after={answered.after}
      form={view.open ? { ...answered.given, contentHash } : undefined}
    />
  );
  return { status: answered.status, page };
}

function notice(kind: Notice, status: number): PageAnswer {
  return { status, page: <NoticePage reader={anybody} notice={kind} /> };
}
