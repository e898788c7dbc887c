import type { LinkView } from '../../db/read-models/link-view.ts';
import type { Decision } from '../../db/stores/decision-rows.ts';
import { isList, isProposal, isReview, isStep } from '../../domain/approvals/request-content.ts';
import type { Money } from '../../domain/reader-format.ts';
import { DomainError } from '../../domain/errors.ts';
import { describeSource } from '../../domain/wording/rule-wording.ts';
import { readableContentChanges } from '../../domain/wording/content-changes.ts';
import { listIntroduction, readableList } from '../../domain/wording/list-wording.ts';
import { proposalIntroduction, readableProposal } from '../../domain/wording/proposal-wording.ts';
import { readableSignOff, signOffIntroduction } from '../../domain/wording/sign-off-wording.ts';
import { describePolicy, type ReadableChange } from '../../domain/wording/step-wording.ts';
import type { PageReader } from '../../web/page-reader.ts';
import { readerOf } from './link-reader.ts';
import type { ApprovalPageProps } from '../../web/pages/approval-page.tsx';
import type { ChangedPageProps, ClosedPageProps, ClosedQuestion } from '../../web/pages/closed-pages.tsx';
import type { ReceiptPageProps } from '../../web/pages/receipt-page.tsx';
import type { SeatProps } from '../../web/pages/seats.tsx';

/** What the approval page shows of an open link. */
export function approvalProps(
  view: LinkView,
  form: ApprovalPageProps['form'],
): Omit<ApprovalPageProps, 'thread' | 'clockStopped' | 'attachments'> {
  const reader = readerOf(view);
  const { content, policy } = view.request;
  const people = content.approverIds.length;
  return {
    reader,
    form,
    approverName: view.person.name,
    accountName: view.accountName,
    year: view.year,
    askedBy: view.askedBy.name,
    insteadOf: view.insteadOf && { name: view.insteadOf.name, how: view.seat.how },
    why: reasonOf(view),
    ...askedIn(view, reader),
    changes: view.before ? changesFor(view, { reader, before: view.before, after: view.request }) : [],
    policy: [
      describePolicy(policy, { people, language: reader.format.language }),
      ...sourceOf(view, reader),
    ].join(' '),
    expiresAt: view.seat.expiresAt,
    others: view.others.map((other) => seat(other, other.decision?.comment ?? '')),
  };
}

type Asked = LinkView['request'];

// The policy of a panel or of a review's sign-off was chosen by no rule of the firm.
function sourceOf({ request, policySource, currency }: LinkView, { format }: PageReader): string[] {
  return !isStep(request.content) ? [] : [describeSource(policySource, { format, currency })];
}

function askedIn(view: LinkView, { format }: PageReader): Pick<ApprovalPageProps, 'title' | 'step' | 'list'> {
  const { content } = view.request;
  const { title } = content;
  if (isList(content))
    return {
      title,
      list: { basis: listIntroduction(content, format), groups: readableList(content, format) },
    };
  if (isReview(content))
    return {
      title,
      list: { basis: signOffIntroduction(content, format), groups: readableSignOff(content, format) },
    };
  if (isProposal(content))
    return {
      title,
      list: { basis: proposalIntroduction(content, format), groups: readableProposal(content, format) },
    };
  const { description, cost, benefit, dueOn } = content;
  return {
    title,
    step: {
      description,
      cost: money(cost, view.currency),
      benefit: money(benefit, view.currency),
      ownerName: view.stepOwner?.name ?? '–',
      dueOn,
    },
  };
}

/** What the receipt of the link's own decision shows. */
export function receiptProps(
  view: LinkView,
  receipt: {
    readonly token: string;
    readonly decision: Decision;
    readonly repeated: boolean;
    readonly undo?: 'missing' | ReceiptPageProps['undoRefused'];
  },
): ReceiptPageProps {
  const { token, decision, repeated, undo } = receipt;
  const reader = readerOf(view);
  const waiting = view.others.filter(({ state }) => state === 'asked' || state === 'waiting');
  return {
    reader,
    repeated,
    receiptNumber: decision.id,
    downloadPath: `/d/${token}/receipt`,
    approverName: view.person.name,
    askedBy: view.askedBy.name,
    accountName: view.accountName,
    year: view.year,
    stepTitle: view.request.content.title,
    choice: decision.choice,
    comment: decision.comment,
    decidedAt: decision.decidedAt,
    contentHash: decision.contentHash,
    outcome: view.request.status,
    stillWaitingFor: waiting.map(({ name }) => name),
    undo: view.undoUntil && {
      reader,
      action: `/d/${token}/undo`,
      decisionId: decision.id,
      until: view.undoUntil,
      missing: undo === 'missing',
    },
    undoRefused: undo === 'missing' ? undefined : undo,
  };
}

/** What the page of a closed link shows: how it ended and who decided, without anybody's comment. */
export function closedProps(
  view: LinkView,
  closed: { readonly token: string; readonly because?: ClosedPageProps['because'] },
): ClosedPageProps {
  const { state, how } = view.seat;
  const own = view.decision && {
    ...{ name: view.person.name, state, how, insteadOf: view.insteadOf?.name },
    decision: view.decision,
  };
  const decided = [...(own === undefined ? [] : [own]), ...view.others].filter((one) => one.decision);
  return {
    ...question(view, closed.token),
    because: closed.because ?? view.request.status,
    decisions: decided.map((one) => seat(one, '')),
  };
}

/** What to show instead of recording a decision on old content. The difference is only for who is asked about the new one. */
export function changedProps(view: LinkView, token: string): ChangedPageProps {
  const about = question(view, token);
  if (view.newer === undefined) return { ...about, newVersion: 'draft', changes: [] };
  const { newer } = view;
  const asked = newer.status === 'open' && newer.content.approverIds.includes(view.person.id);
  if (!asked) return { ...about, newVersion: 'notAsked', changes: [] };
  const changes = changesFor(view, { reader: about.reader, before: view.request, after: newer });
  return { ...about, newVersion: 'asked', changes };
}

/** What every page of a closed question knows. */
export function question(view: LinkView, token: string): ClosedQuestion {
  return {
    reader: readerOf(view),
    stepTitle: view.request.content.title,
    accountName: view.accountName,
    askedBy: view.askedBy.name,
    resendAction: `/d/${token}/resend`,
  };
}

function changesFor(
  view: LinkView,
  shown: { readonly reader: PageReader; readonly before: Asked; readonly after: Asked },
): ReadableChange[] {
  const { currency } = view;
  const personName = (id: string): string => nameOf(view, id);
  const people = view.request.content.approverIds.length;
  const contents = { before: shown.before.content, after: shown.after.content };
  return readableContentChanges(contents, { format: shown.reader.format, currency, people, personName });
}

// Somebody named in an old version may have left the plan since.
function nameOf(view: LinkView, id: string): string {
  try {
    return view.personName(id);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'notFound') return '–';
    throw error;
  }
}

function seat(other: LinkView['others'][number], comment: string): SeatProps {
  const { name, state, how, insteadOf } = other;
  return { name, state, how, insteadOf, at: other.decision?.decidedAt, comment };
}

function reasonOf({ seat: { how, reason } }: LinkView): ApprovalPageProps['why'] {
  if (how === 'named') return how;
  const ranks = ['superior', 'director', 'programmeOwner'] as const;
  return how === 'escalated' ? (ranks.find((rank) => reason?.startsWith(rank)) ?? 'passed') : 'passed';
}

function money(amount: string, currency: string): Money | null {
  return /[1-9]/.test(amount) ? { amount, currency } : null;
}
