import type { z } from 'zod';
import { DomainError } from '../domain/errors.ts';
import { createReaderFormat } from '../domain/reader-format.ts';
import type { MailContent } from './content.ts';
import { alarm } from './kinds/alarm.ts';
import {
  approvalEscalated,
  approvalHandedOver,
  approvalReminder,
  approvalRequest,
  decisionTakenBack,
} from './kinds/approval-ask.ts';
import { approvalNoLongerNeeded, decisionReceipt } from './kinds/approval-end.ts';
import {
  approvalExpired,
  changesRequested,
  lateDecisionNote,
  questionOpenAgain,
  stepApproved,
  stepRejected,
} from './kinds/approval-outcome.ts';
import { chatFailing } from './kinds/chat-failing.ts';
import { decisionCode } from './kinds/code.ts';
import {
  commitmentAnswered,
  commitmentDue,
  commitmentGiven,
  commitmentLate,
  commitmentTrouble,
  commitmentUnsettled,
} from './kinds/commitment-firm.ts';
import {
  commitmentDueClient,
  commitmentReminder,
  commitmentRequest,
  commitmentSettled,
  commitmentWithdrawn,
} from './kinds/commitment.ts';
import { deliveryFailed } from './kinds/delivery-failed.ts';
import { digest } from './kinds/digest.ts';
import { escalationAsk, escalationNews, escalationOnCall } from './kinds/escalation.ts';
import { solutionByHand, solutionConfirmation } from './kinds/escalation-client.ts';
import { escalationSolution } from './kinds/escalation-solution.ts';
import { escalationTask } from './kinds/escalation-task.ts';
import { improvement } from './kinds/improvement.ts';
import type { DigestUrls, MailWriting } from './kinds/kind.ts';
import {
  absenceNobody,
  absenceSet,
  handOverConfirmation,
  handOverGone,
  handOverNote,
} from './kinds/hand-over.ts';
import { planRevalidate, planUntended } from './kinds/lease.ts';
import {
  reviewChanges,
  reviewInvitation,
  reviewMinutesWanted,
  reviewMissed,
  reviewNotSignedOff,
  reviewPreRead,
  reviewSummary,
} from './kinds/review.ts';
import { planClosed, planExecuting, planReadyToDraft } from './kinds/plan.ts';
import {
  exitProposed,
  keyAccountDesignated,
  selectionChangesRequested,
  selectionClosed,
  selectionDesignated,
  selectionEnded,
  selectionNomination,
  selectionNominationsOpen,
  selectionNotOpened,
} from './kinds/selection.ts';
import { signIn } from './kinds/sign-in.ts';
import {
  approvalQuestion,
  questionAnswered,
  questionReminder,
  questionUnanswered,
} from './kinds/question.ts';
import { surveyClosed, surveyDetractor, surveyInvitation, surveyReminder } from './kinds/survey.ts';
import { stepBlocked, stepDependencyLost } from './kinds/step-trouble.ts';
import { stepDueSoon, stepOverdue, stepStarted } from './kinds/step.ts';
import { mailTexts, type ApprovedSubject } from './texts/translate.ts';

const kinds = {
  alarm,
  'approval-request': approvalRequest,
  'approval-reminder': approvalReminder,
  'approval-escalated': approvalEscalated,
  'approval-handed-over': approvalHandedOver,
  'hand-over-confirmation': handOverConfirmation,
  'hand-over-note': handOverNote,
  'hand-over-gone': handOverGone,
  'absence-nobody': absenceNobody,
  'absence-set': absenceSet,
  'approval-no-longer-needed': approvalNoLongerNeeded,
  'decision-receipt': decisionReceipt,
  'decision-taken-back': decisionTakenBack,
  'question-open-again': questionOpenAgain,
  'step-approved': stepApproved,
  'step-rejected': stepRejected,
  'changes-requested': changesRequested,
  'approval-expired': approvalExpired,
  'late-decision-note': lateDecisionNote,
  'approval-question': approvalQuestion,
  'question-reminder': questionReminder,
  'question-unanswered': questionUnanswered,
  'question-answered': questionAnswered,
  'plan-ready-to-draft': planReadyToDraft,
  'plan-executing': planExecuting,
  'step-started': stepStarted,
  'step-due-soon': stepDueSoon,
  'step-overdue': stepOverdue,
  'plan-closed': planClosed,
  'step-blocked': stepBlocked,
  'step-dependency-lost': stepDependencyLost,
  'plan-revalidate': planRevalidate,
  'plan-untended': planUntended,
  'review-invitation': reviewInvitation,
  'review-pre-read': reviewPreRead,
  'review-changes': reviewChanges,
  'review-not-signed-off': reviewNotSignedOff,
  'review-minutes-wanted': reviewMinutesWanted,
  'review-missed': reviewMissed,
  'review-summary': reviewSummary,
  'escalation-ask': escalationAsk,
  'escalation-news': escalationNews,
  'escalation-on-call': escalationOnCall,
  'escalation-solution': escalationSolution,
  'escalation-task': escalationTask,
  'solution-confirmation': solutionConfirmation,
  'solution-by-hand': solutionByHand,
  improvement,
  'commitment-request': commitmentRequest,
  'commitment-reminder': commitmentReminder,
  'commitment-settled': commitmentSettled,
  'commitment-withdrawn': commitmentWithdrawn,
  'commitment-answered': commitmentAnswered,
  'commitment-trouble': commitmentTrouble,
  'commitment-given': commitmentGiven,
  'commitment-due': commitmentDue,
  'commitment-late': commitmentLate,
  'commitment-unsettled': commitmentUnsettled,
  'commitment-due-client': commitmentDueClient,
  'survey-invitation': surveyInvitation,
  'survey-reminder': surveyReminder,
  'survey-detractor': surveyDetractor,
  'survey-closed': surveyClosed,
  'selection-nominations-open': selectionNominationsOpen,
  'selection-nomination': selectionNomination,
  'selection-changes-requested': selectionChangesRequested,
  'selection-ended': selectionEnded,
  'selection-designated': selectionDesignated,
  'selection-closed': selectionClosed,
  'selection-not-opened': selectionNotOpened,
  'account-designated': keyAccountDesignated,
  'exit-proposed': exitProposed,
  'delivery-failed': deliveryFailed,
  'chat-failing': chatFailing,
  digest,
};

// Their data is secret: they are sent at once and never stored, so no notification can be of these kinds.
const directKinds = {
  'decision-code': decisionCode,
  'sign-in': signIn,
};

const allKinds = { ...kinds, ...directKinds };

/** The name of a kind of mail, as it stands in the notification's `kind`. */
type MailKindName = keyof typeof kinds;

/** A kind of mail with the data it is made from; the data never holds a token. */
export type MailMessage = {
  readonly [Kind in MailKindName]: {
    readonly kind: Kind;
    readonly data: z.input<(typeof kinds)[Kind]['schema']>;
  };
}[MailKindName];

/** A mail that is sent while somebody waits for it, and kept nowhere: its data may hold a code. */
export type DirectMessage = {
  readonly [Kind in keyof typeof directKinds]: {
    readonly kind: Kind;
    readonly data: z.input<(typeof directKinds)[Kind]['schema']>;
  };
}[keyof typeof directKinds];

/** Who reads a mail, and the addresses it may name: `linkUrl` is the reader's own decision or sign-in link, `digest` the links of
 * a digest, `publicUrl` the product's base. */
export interface MailReader {
  readonly language: string;
  readonly timeZone: string;
  readonly linkUrl: string | undefined;
  readonly digest?: DigestUrls | undefined;
  readonly publicUrl: string;
}

/** Writes a mail for its reader. Throws `invalid` when the kind is unknown or its data does not fit the template. */
export function writeMail(
  mail: { readonly kind: string; readonly data: unknown },
  reader: MailReader,
): MailContent {
  if (!isMailKind(mail.kind)) throw new DomainError('invalid', `There is no mail of the kind ${mail.kind}.`);
  const format = createReaderFormat(reader);
  const writing: MailWriting = {
    t: mailTexts(format.language, aboutOf(mail.data)),
    format,
    linkUrl: reader.linkUrl,
    digest: reader.digest,
    pageUrl: (path) => new URL(path, reader.publicUrl).href,
  };
  return writeAs(allKinds[mail.kind] as unknown as WritableKind, {
    data: mail.data,
    kind: mail.kind,
    writing,
  });
}

function aboutOf(data: unknown): ApprovedSubject {
  const about = typeof data === 'object' && data !== null && 'about' in data ? data.about : 'step';
  return about === 'list' || about === 'review' || about === 'proposal' ? about : 'step';
}

interface WritableKind {
  readonly schema: z.ZodType;
  readonly write: (data: unknown, writing: MailWriting) => MailContent;
}

function writeAs(
  kind: WritableKind,
  mail: { readonly kind: string; readonly data: unknown; readonly writing: MailWriting },
): MailContent {
  const parsed = kind.schema.safeParse(mail.data);
  if (parsed.success) return kind.write(parsed.data, mail.writing);
  const faults = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  throw new DomainError('invalid', `The data of a ${mail.kind} mail does not fit its template.`, faults);
}

function isMailKind(kind: string): kind is keyof typeof allKinds {
  return Object.hasOwn(allKinds, kind);
}
