import type { Router } from 'express';
import { z } from 'zod';
import { findCommitmentView, type CommitmentView } from '../../db/read-models/commitment-view.ts';
import { answerCommitment, type CommitmentAnswer } from '../../db/stores/commitment-answers.ts';
import { DomainError } from '../../domain/errors.ts';
import { dayAt, proposalFault } from '../../domain/planning/commitment.ts';
import { createPageReader } from '../../web/page-reader.ts';
import type { CommitmentFault, CommitmentFormProps } from '../../web/pages/commitment-form.tsx';
import { CommitmentPage, type CommitmentPageProps } from '../../web/pages/commitment-page.tsx';
import { ringLater } from '../decision-links/deciding.ts';
import type { PageAnswer } from '../decision-links/page-answer.ts';
import { tidyText } from '../decision-links/submission.ts';
import { createFormLinkRoutes, type FormLinkDeps, type SentForm } from '../form-links.tsx';

const longestWord = 1000;
const fields = z.object({
  hash: z.string().max(64),
  choice: z.enum(['', 'confirm', 'propose']).default(''),
  on: z.string().default('').transform(tidyText),
  word: z.string().default('').transform(tidyText),
});
type Given = z.output<typeof fields>;
type Sent = SentForm<CommitmentView, Given>;

/** The route /c/<token>: GET and HEAD only show the commitment; a POST from the page itself with an explicit choice answers it. */
export function createCommitmentLinkRoutes(deps: FormLinkDeps): Router {
  return createFormLinkRoutes(deps, {
    path: '/c',
    fields,
    find: ({ db }, tokenSha256) => findCommitmentView(db, tokenSha256),
    show: (view) => shown(view, { status: 200 }),
    answer,
  });
}

async function answer(deps: FormLinkDeps, sent: Sent): Promise<PageAnswer> {
  const { view, given } = sent;
  if (!view.open) return shown(view, { status: 409 });
  const faults = faultsOf(given, { view, now: deps.clock.now() });
  if (faults.length > 0) return shown(view, { status: 422, given: { ...given, faults } });
  return record(deps, sent);
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

async function record(deps: FormLinkDeps, { view, given, again }: Sent): Promise<PageAnswer> {
  try {
    const result = await answerCommitment(deps.db, {
      linkId: view.linkId,
      contentHash: given.hash,
      answer: answerOf(given),
      at: deps.clock.now(),
    });
    if (result.kind === 'recorded') ringLater(deps, result.workflowId);
    return shown(await again(), { status: 200, after: 'recorded' });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const after = error.code === 'contentChanged' ? 'changed' : undefined;
    return shown(await again(), { status: 409, after });
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
