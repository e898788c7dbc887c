import type { Db } from '../db/client.ts';
import { reviewContext } from '../db/read-models/review-context.ts';
import { reviewPack } from '../db/read-models/review-figures.ts';
import type { ClaimedNotification } from '../db/stores/notifications.ts';
import { spokenLanguage } from '../domain/reader-format.ts';
import type { MailAttachment } from '../mail/transport.ts';
import type { ReviewPrint } from '../packs/document-printer.ts';
import { invitationText, type Invitation } from '../packs/invitation.ts';
import { reviewFile, type PrintReview } from '../packs/review-files.ts';

/** What the files of a review's mails are made with. */
interface ReviewFiles {
  readonly db: Db;
  readonly print: PrintReview;
  readonly publicUrl: string;
}

type Mail = Pick<
  ClaimedNotification,
  'kind' | 'data' | 'language' | 'toName' | 'toAddress' | 'personId' | 'occurredAt'
>;

type InvitationData = Omit<Invitation, 'organiser' | 'attendee' | 'language'> & {
  readonly managerName: string;
  readonly managerEmail: string;
};

// Made for its reader alone.
function invitationFile(mail: Mail, publicUrl: string): MailAttachment {
  const data = mail.data as InvitationData;
  const { managerName, managerEmail } = data;
  const content = invitationText(
    {
      ...data,
      organiser: { name: managerName, email: managerEmail },
      attendee: { name: mail.toName, email: mail.toAddress },
      language: spokenLanguage(mail.language),
    },
    publicUrl,
  );
  return { name: 'invite.ics', type: `text/calendar; method=${data.method.toUpperCase()}`, content };
}

// A pack as files: PDF and slides for our own people, for the client the PDF of what a client may read.
async function packFiles(
  { db, print }: ReviewFiles,
  wanted: { readonly reviewId: string; readonly ours: boolean; readonly language: string; readonly at: Date },
): Promise<readonly MailAttachment[]> {
  const pack = await reviewPack(db, await reviewContext(db, { id: wanted.reviewId }));
  if (!pack) return [];
  const forms: readonly ReviewPrint['form'][] = wanted.ours ? ['document', 'slides'] : ['clientDocument'];
  const look = { pack, language: spokenLanguage(wanted.language), at: wanted.at };
  const files: MailAttachment[] = [];
  for (const form of forms) files.push(await reviewFile({ ...look, form }, print));
  return files;
}

/** The files that go with a mail about a review, made when it is sent: the invitation, or the pack with the pre-read and with the question to sign it off. */
export async function reviewAttachments(mail: Mail, files: ReviewFiles): Promise<readonly MailAttachment[]> {
  if (mail.kind === 'review-invitation') return [invitationFile(mail, files.publicUrl)];
  const { language, occurredAt: at } = mail;
  if (mail.kind === 'review-pre-read') {
    const { reviewId, ours } = mail.data as { reviewId: string; ours: boolean };
    return packFiles(files, { reviewId, ours, language, at });
  }
  const asked = mail.data as { about?: string; planPath?: string };
  const [, reviewId] = /^\/reviews\/(\d+)$/.exec(asked.planPath ?? '') ?? [];
  const asks = ['approval-request', 'approval-escalated', 'approval-handed-over'].includes(mail.kind);
  if (!asks || asked.about !== 'review' || reviewId === undefined) return [];
  return packFiles(files, { reviewId, ours: true, language, at });
}
