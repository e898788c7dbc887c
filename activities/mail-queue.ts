import type { Db } from '../db/client.ts';
import { waitsForDigest } from '../db/stores/digests.ts';
import { queueNotification } from '../db/stores/notifications.ts';
import type { MailMessage } from '../mail/messages.ts';

/** The person a mail goes to, as the records know them when it is queued. */
export interface MailRecipient {
  readonly id: string | null;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly timeZone: string;
}

/** A mail and its reason. `dedupeKey` names the reason, such as `approval-request/<request>/<approver>`; `thread` keeps the mails of
 * one approval together; `linkId` is the reader's decision link, `questionLinkId` the one to answer a question, `commitmentLinkId` a client's own, `leaseLinkId` a manager's about a plan, `surveyLinkId` a contact's to a survey, `escalationLinkId` the one to take an escalation; `managerId` is told if the mail cannot be delivered. */
export interface QueuedMail {
  readonly dedupeKey: string;
  readonly workflowId: string | null;
  readonly to: MailRecipient;
  readonly message: MailMessage;
  readonly occurredAt: Date;
  readonly thread?: string;
  readonly linkId?: string;
  readonly questionLinkId?: string;
  readonly commitmentLinkId?: string;
  readonly leaseLinkId?: string;
  readonly surveyLinkId?: string;
  readonly escalationLinkId?: string;
  readonly managerId?: string | null;
}

// Only what asks or reminds in the usual way can wait for a daily digest: an escalated question, a receipt or a code goes out at once.
const digestible: readonly MailMessage['kind'][] = ['approval-request', 'approval-reminder'];

/** Queues a mail whose data fits its template, once per `dedupeKey`; call it in the transaction that has rechecked the reason, then
 * hand the returned number to the `sendMail` activity. It is held where its reader's next digest carries the question in time. */
export async function queueMail(db: Db, mail: QueuedMail): Promise<{ readonly id: string }> {
  return queueNotification(db, {
    held: await isHeld(db, mail),
    dedupeKey: mail.dedupeKey,
    workflowId: mail.workflowId,
    kind: mail.message.kind,
    personId: mail.to.id,
    managerId: mail.managerId ?? null,
    toName: mail.to.name,
    toAddress: mail.to.email,
    language: mail.to.language,
    timeZone: mail.to.timeZone,
    threadKey: mail.thread ?? null,
    data: mail.message.data,
    linkId: mail.linkId ?? null,
    questionLinkId: mail.questionLinkId ?? null,
    commitmentLinkId: mail.commitmentLinkId ?? null,
    leaseLinkId: mail.leaseLinkId ?? null,
    surveyLinkId: mail.surveyLinkId ?? null,
    escalationLinkId: mail.escalationLinkId ?? null,
    occurredAt: mail.occurredAt,
  });
}

async function isHeld(db: Db, { message, to, linkId, occurredAt: at }: QueuedMail): Promise<boolean> {
  if (!digestible.includes(message.kind) || to.id === null || linkId === undefined) return false;
  return waitsForDigest(db, { personId: to.id, linkId, at });
}
