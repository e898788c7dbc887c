import type { Router } from 'express';
import { z } from 'zod';
import { findEscalationView, type EscalationLinkView } from '../../db/read-models/escalation-link-view.ts';
import {
  findSolvedView,
  findTaskView,
  type SolvedLinkView,
  type TaskLinkView,
} from '../../db/read-models/escalation-work-links.ts';
import { acknowledgeByLink } from '../../db/stores/escalation-links.ts';
import { titleIn } from '../../domain/escalations/signals.ts';
import { DomainError } from '../../domain/errors.ts';
import { createPageReader } from '../../web/page-reader.ts';
import {
  EscalationClosedPage,
  EscalationPage,
  type EscalationClosedProps,
} from '../../web/pages/escalation-page.tsx';
import { ringLater } from '../decision-links/deciding.ts';
import type { PageAnswer } from '../decision-links/page-answer.ts';
import { tidyText } from '../decision-links/submission.ts';
import { createFormLinkRoutes, type FormLinkDeps, type SentForm } from '../form-links.tsx';
import type { SentAnswer } from './sent-answer.ts';
import { answerSolvedForm, shownSolved } from './solved.tsx';
import { answerTaskForm, shownTask } from './tasks.tsx';

type AskView = EscalationLinkView & { readonly of: 'ask' };
type View = AskView | TaskLinkView | SolvedLinkView;

const fields = z.object({
  choice: z.enum(['', 'take', 'done', 'cannot', 'confirmed', 'refused']).default(''),
  word: z.string().default('').transform(tidyText),
});
type Given = z.output<typeof fields>;

/** The route /e/<token>: GET and HEAD only show what the link is of; a POST from the page itself with an explicit choice takes an escalation, answers for a task, or says whether it is solved. */
export function createEscalationLinkRoutes(deps: FormLinkDeps): Router {
  return createFormLinkRoutes(deps, {
    path: '/e',
    fields,
    find,
    show: (view) => shown(view, { status: 200 }),
    answer,
  });
}

async function find({ db }: FormLinkDeps, tokenSha256: string): Promise<View | undefined> {
  const asked = await findEscalationView(db, tokenSha256);
  if (asked) return { ...asked, of: 'ask' };
  return (await findTaskView(db, tokenSha256)) ?? findSolvedView(db, tokenSha256);
}

function answer(deps: FormLinkDeps, sent: SentForm<View, Given>): Promise<PageAnswer> {
  const { view, given, again } = sent;
  if (view.of === 'task') return answerTaskForm(deps, { view, given, again: as(view, again) });
  if (view.of === 'confirmation') return answerSolvedForm(deps, { view, given, again: as(view, again) });
  return take(deps, { view, given, again: as(view, again) });
}

// What a link is of never changes.
function as<One extends View>(before: One, again: () => Promise<View>): () => Promise<One> {
  return async () => {
    const now = await again();
    return now.of === before.of ? (now as One) : before;
  };
}

function shown(view: View, at: { readonly status: number }): PageAnswer {
  if (view.of === 'task') return shownTask(view, at);
  if (view.of === 'confirmation') return shownSolved(view, at);
  return shownAsk(view, at);
}

async function take(deps: FormLinkDeps, { view, given, again }: SentAnswer<AskView>): Promise<PageAnswer> {
  if (given.choice !== 'take' && standingOf(view) === undefined)
    return shownAsk(view, { status: 422, faulty: true });
  try {
    const { kind, escalation } = await acknowledgeByLink(deps.db, {
      linkId: view.linkId,
      at: deps.clock.now(),
    });
    if (kind === 'recorded') ringLater(deps, escalation.workflowId);
    return shownAsk(await again(), { status: 200 });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return shownAsk(await again(), { status: 409 });
  }
}

function standingOf({
  escalation,
  current,
  person,
  holder,
  vacant,
  asked,
}: EscalationLinkView): EscalationClosedProps['standing'] | undefined {
  const { stage, closedAt, acknowledgedAt } = escalation;
  if (closedAt !== null) return { kind: 'over', at: closedAt };
  if (!current) return { kind: 'anew' };
  const open = stage === 'acknowledge' || acknowledgedAt === null || vacant;
  if (open) return person.active ? undefined : { kind: 'inactive', asked };
  if (holder?.id === person.id) return { kind: 'mine', at: acknowledgedAt };
  return { kind: 'other', at: acknowledgedAt, name: holder?.name ?? '' };
}

function shownAsk(
  view: EscalationLinkView,
  { status, faulty = false }: { readonly status: number; readonly faulty?: boolean },
): PageAnswer {
  const { person, accountName, escalation, asked, response, insteadOf, vacant, holder } = view;
  const { title, severity, beganAt } = escalation;
  const { dueAt, breachedAt } = response;
  const reader = createPageReader(person);
  const of = { reader, accountName, title: titleIn(reader.format.language, title) };
  const standing = standingOf(view);
  if (standing !== undefined) return { status, page: <EscalationClosedPage {...of} standing={standing} /> };
  const gone = vacant ? holder?.name : undefined;
  const standingNow = { severity, beganAt, dueAt, breachedAt, asked, insteadOf, gone, faulty };
  return { status, page: <EscalationPage {...of} {...standingNow} readerName={person.name} /> };
}
