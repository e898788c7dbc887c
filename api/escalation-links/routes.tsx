import type { Router } from 'express';
import { z } from 'zod';
import { findEscalationView, type EscalationLinkView } from '../../db/read-models/escalation-link-view.ts';
import { acknowledgeByLink } from '../../db/stores/escalation-links.ts';
import { DomainError } from '../../domain/errors.ts';
import { createPageReader } from '../../web/page-reader.ts';
import {
  EscalationClosedPage,
  EscalationPage,
  type EscalationClosedProps,
} from '../../web/pages/escalation-page.tsx';
import { ringLater } from '../decision-links/deciding.ts';
import type { PageAnswer } from '../decision-links/page-answer.ts';
import { createFormLinkRoutes, type FormLinkDeps, type SentForm } from '../form-links.tsx';

const fields = z.object({ choice: z.enum(['', 'take']).default('') });
type Sent = SentForm<EscalationLinkView, z.output<typeof fields>>;

/** The route /e/<token>: GET and HEAD only show the escalation; a POST from the page itself with its box ticked takes it. */
export function createEscalationLinkRoutes(deps: FormLinkDeps): Router {
  return createFormLinkRoutes(deps, {
    path: '/e',
    fields,
    find: ({ db }, tokenSha256) => findEscalationView(db, tokenSha256),
    show: (view) => shown(view, { status: 200 }),
    answer,
  });
}

async function answer(deps: FormLinkDeps, { view, given, again }: Sent): Promise<PageAnswer> {
  if (given.choice === '' && standingOf(view) === undefined)
    return shown(view, { status: 422, faulty: true });
  try {
    const { kind, escalation } = await acknowledgeByLink(deps.db, {
      linkId: view.linkId,
      at: deps.clock.now(),
    });
    if (kind === 'recorded') ringLater(deps, escalation.workflowId);
    return shown(await again(), { status: 200 });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return shown(await again(), { status: 409 });
  }
}

function standingOf({
  escalation,
  current,
  person,
  holder,
}: EscalationLinkView): EscalationClosedProps['standing'] | undefined {
  const { stage, closedAt, acknowledgedAt } = escalation;
  if (closedAt !== null) return { kind: 'over', at: closedAt };
  if (!current) return { kind: 'anew' };
  if (stage === 'acknowledge' || acknowledgedAt === null) return undefined;
  if (holder?.id === person.id) return { kind: 'mine', at: acknowledgedAt };
  return { kind: 'other', at: acknowledgedAt, name: holder?.name ?? '' };
}

function shown(
  view: EscalationLinkView,
  { status, faulty = false }: { readonly status: number; readonly faulty?: boolean },
): PageAnswer {
  const { person, accountName, escalation, asked } = view;
  const { title, severity, beganAt, dueAt, breachedAt } = escalation;
  const reader = createPageReader(person);
  const of = { reader, accountName, title };
  const standing = standingOf(view);
  if (standing !== undefined) return { status, page: <EscalationClosedPage {...of} standing={standing} /> };
  const standingNow = { severity, beganAt, dueAt, breachedAt, asked, faulty };
  return { status, page: <EscalationPage {...of} {...standingNow} readerName={person.name} /> };
}
