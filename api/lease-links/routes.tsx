import type { Router } from 'express';
import { z } from 'zod';
import { findLeaseView, type LeaseView } from '../../db/read-models/lease-view.ts';
import { answerLease, longestLeaseWord, queueCurrentLeaseLink } from '../../db/stores/lease-links.ts';
import { DomainError } from '../../domain/errors.ts';
import { createPageReader } from '../../web/page-reader.ts';
import type { LeaseFault, LeaseFormProps } from '../../web/pages/lease-form.tsx';
import { LeaseClosedPage, LeasePage } from '../../web/pages/lease-page.tsx';
import { NoticePage } from '../../web/pages/notice-page.tsx';
import { ringLater } from '../decision-links/deciding.ts';
import type { PageAnswer } from '../decision-links/page-answer.ts';
import { tidyText } from '../decision-links/submission.ts';
import { createFormLinkRoutes, type FormAnswer, type FormLinkDeps, type SentForm } from '../form-links.tsx';
import { leaseToShow } from './lease-to-show.ts';

const fields = z.object({
  hash: z.string().max(64),
  choice: z.enum(['', 'valid', 'edit']).default(''),
  word: z.string().default('').transform(tidyText),
});
type Given = z.output<typeof fields>;
type Sent = SentForm<LeaseView, Given>;

/** The route /p/<token>: GET and HEAD only show how a plan stands; a POST from the page itself with an explicit choice says that it still holds. */
export function createLeaseLinkRoutes(deps: FormLinkDeps): Router {
  return createFormLinkRoutes(deps, {
    path: '/p',
    fields,
    find: ({ db, clock }, tokenSha256) => findLeaseView(db, { tokenSha256, now: clock.now() }),
    show: (view, path) => shown(view, { path, status: 200 }),
    answer,
    resend,
  });
}

async function answer(deps: FormLinkDeps, sent: Sent): Promise<FormAnswer> {
  const { view, given } = sent;
  if (given.choice === 'edit') return { seeOther: `/plans/${view.plan.id}` };
  const faults = faultsOf(given);
  if (view.open !== undefined && faults.length > 0)
    return shown(view, { path: sent.path, status: 422, given: { ...given, faults } });
  return record(deps, sent);
}

function faultsOf({ choice, word }: Given): readonly LeaseFault[] {
  const faults: LeaseFault[] = choice === '' ? ['choice'] : word === '' ? ['word'] : [];
  if (word.length > longestLeaseWord) faults.push('long');
  return faults;
}

async function record(deps: FormLinkDeps, { view, given, path, again }: Sent): Promise<PageAnswer> {
  const { linkId } = view;
  const { hash: standingHash, word } = given;
  try {
    const result = await answerLease(deps.db, { linkId, standingHash, word, at: deps.clock.now() });
    if (result.kind === 'recorded') ringLater(deps, result.workflowId);
    return shown(await again(), { path, status: 200, recorded: true });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const changed = error.code === 'contentChanged';
    return shown(await again(), { path, status: 409, changed, given: { word } });
  }
}

async function resend({ db, clock }: FormLinkDeps, { linkId, person }: LeaseView): Promise<PageAnswer> {
  await queueCurrentLeaseLink(db, { linkId, at: clock.now() });
  return { status: 200, page: <NoticePage reader={createPageReader(person)} notice="resent" /> };
}

function shown(
  view: LeaseView,
  how: {
    readonly path: string;
    readonly status: number;
    readonly changed?: boolean;
    readonly recorded?: boolean;
    readonly given?: Omit<LeaseFormProps['form'], 'standingHash'>;
  },
): PageAnswer {
  const { person, plan, accountName, open, answer: said } = view;
  const reader = createPageReader(person);
  const of = { reader, accountName, year: plan.year };
  if (open === undefined) {
    const because = plan.managerId !== person.id ? 'other' : plan.status === 'executing' ? 'tended' : 'over';
    const closed = { ...of, because, answer: said, recorded: how.recorded === true } as const;
    return { status: how.status, page: <LeaseClosedPage {...closed} resendAction={`${how.path}/resend`} /> };
  }
  const form = { ...how.given, standingHash: open.standing.hash };
  const standing = leaseToShow(open, reader);
  const page = (
    <LeasePage {...of} {...standing} readerName={person.name} changed={how.changed === true} form={form} />
  );
  return { status: how.status, page };
}
