import { DomainError } from '../../domain/errors.ts';
import { ApprovalPage } from '../../web/pages/approval-page.tsx';
import { readerOf } from './link-reader.ts';
import { ChangedPage, ClosedPage, ExpiredPage } from '../../web/pages/closed-pages.tsx';
import { HandedOverPage } from '../../web/pages/handed-over-page.tsx';
import { NoticePage, type Notice } from '../../web/pages/notice-page.tsx';
import { ReceiptPage, type ReceiptPageProps } from '../../web/pages/receipt-page.tsx';
import { anybody } from '../pages/send-page.ts';
import type { FoundLink, PageAnswer } from './page-answer.ts';
import { approvalProps, changedProps, closedProps, question, receiptProps } from './page-props.ts';
import { absenceProps, handedOverProps, handOverProps, type SentForms } from './passing-props.ts';
import { faultsOf, type Submission } from './submission.ts';
import { threadProps, type GivenQuestion } from './thread-props.ts';

/** The page of a link as it stands: what GET shows; `sent` is what one of its further forms was sent with. */
export function standing(found: FoundLink, sent: SentForms = {}): PageAnswer {
  const { view, token } = found;
  const { decision, request, seat } = view;
  if (decision !== undefined) return receipt(found, { repeated: false });
  if (view.state === 'handedOver')
    return { status: 200, page: <HandedOverPage {...handedOverProps(found, sent)} /> };
  if (view.state === 'expired' && seat.expiresAt !== null) return expired(found, false);
  if (view.state !== 'open') return { status: 200, page: <ClosedPage {...closedProps(view, { token })} /> };
  const form = { requestId: request.id, contentHash: request.contentHash };
  return { status: 200, page: openPage(found, { form, sent }) };
}

/** What the open page's forms were sent with, after a submission that changed nothing. */
export interface OpenForms {
  readonly form: Parameters<typeof approvalProps>[1];
  readonly question?: GivenQuestion;
  readonly sent?: SentForms;
}

/** The page of an open link with all its forms. */
export function openPage(found: FoundLink, { form, question: given, sent }: OpenForms): JSX.Element {
  const props = approvalProps(found.view, { ...form, action: found.decideAt ?? `/d/${found.token}` });
  const passing = { handOver: handOverProps(found, sent), absence: absenceProps(found, sent) };
  return <ApprovalPage {...props} {...threadProps(found, given)} {...passing} />;
}

/** The open page again, with what is missing and what was given. */
export function incomplete(found: FoundLink, submission: Submission): PageAnswer {
  if (found.view.state !== 'open') return standing(found);
  const form = {
    requestId: submission.request,
    contentHash: submission.hash,
    choice: submission.choice,
    comment: submission.comment,
    faults: faultsOf(submission),
  };
  return { status: 422, page: openPage(found, { form, sent: {} }) };
}

/** The receipt of the link's own decision, whose record is in the view; `undo` says what kept it from being taken back. */
export function receipt(
  { view, token }: FoundLink,
  { repeated, undo }: { readonly repeated: boolean; readonly undo?: UndoAnswer },
): PageAnswer {
  const { decision } = view;
  if (decision === undefined) throw new Error('A receipt needs a decision.');
  return { status: 200, page: <ReceiptPage {...receiptProps(view, { token, decision, repeated, undo })} /> };
}

/** Why a decision stands though it was to be taken back; `missing` without the confirmation. */
type UndoAnswer = 'missing' | ReceiptPageProps['undoRefused'];

/** The page for a decision that was refused; anything but the known refusals is thrown on. */
export function refusal(error: unknown, { view, token }: FoundLink): PageAnswer {
  const code = error instanceof DomainError ? error.code : undefined;
  switch (code) {
    case 'contentChanged':
      return { status: 409, page: <ChangedPage {...changedProps(view, token)} /> };
    case 'alreadyDecided':
      return {
        status: 409,
        page: <ClosedPage {...closedProps(view, { token, because: 'alreadyDecided' })} />,
      };
    case 'closed':
      return { status: 409, page: <ClosedPage {...closedProps(view, { token })} /> };
    case 'expired':
      return expired({ view, token }, true);
    case 'notFound':
      return notice('unknown', { status: 404 });
    default:
      throw error;
  }
}

/** A page that tells nothing about the link: the same for everybody, or for everybody who reads the language of the one it was found for. */
export function notice(
  kind: Notice,
  { status, found }: { readonly status: number; readonly found?: FoundLink },
): PageAnswer {
  const reader = found === undefined ? anybody : readerOf(found.view);
  return { status, page: <NoticePage reader={reader} notice={kind} /> };
}

function expired({ view, token }: FoundLink, noted: boolean): PageAnswer {
  const expiredAt = view.seat.expiresAt ?? view.request.requestedAt;
  return {
    status: 410,
    page: <ExpiredPage {...question(view, token)} expiredAt={expiredAt} noted={noted} />,
  };
}
