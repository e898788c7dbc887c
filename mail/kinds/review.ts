import { z } from 'zod';
import { createReaderFormat } from '../../domain/reader-format.ts';
import { day, instant, mailKind, type MailWriting } from './kind.ts';

const review = z.object({
  accountName: z.string(),
  year: z.number().int(),
  quarter: z.number().int().min(1).max(4),
  executive: z.boolean(),
  reviewPath: z.string().startsWith('/'),
  heldAt: instant,
  meetingZone: z.string(),
  place: z.string(),
  durationMinutes: z.number().int().positive(),
});
const invitation = review.extend({
  reviewId: z.string(),
  sequence: z.number().int().nonnegative(),
  stampedAt: instant,
  method: z.enum(['request', 'cancel']),
  managerName: z.string(),
  managerEmail: z.string(),
  ours: z.boolean(),
  reason: z.string(),
});
const preRead = review.extend({
  reviewId: z.string(),
  ours: z.boolean(),
  signedOff: z.boolean(),
  comment: z.string(),
  agenda: z.string(),
});
const changes = review.extend({ by: z.string(), own: z.boolean(), comment: z.string(), until: instant });
const overseen = review.extend({ managerName: z.string() });
const minutes = review.extend({
  reminder: z.number().int().nonnegative(),
  tells: z.string().nullable(),
  tellAt: instant,
});
const missed = overseen.extend({ closeAt: instant });
const summary = review.extend({
  ours: z.boolean(),
  notes: z.string(),
  decisions: z.array(z.object({ title: z.string(), outcome: z.string().nullable() })),
  actions: z.array(z.object({ text: z.string(), ownerName: z.string(), dueOn: day })),
});

type Review = z.output<typeof review>;

function namesOf(data: Review) {
  return { account: data.accountName, year: data.year, quarter: data.quarter };
}

// A meeting is read at the clock of its own place, with its zone beside it.
function meetingFacts(data: Review, { t, format }: MailWriting) {
  const local = createReaderFormat({ language: format.language, timeZone: data.meetingZone });
  return [
    { label: t('review.when'), value: local.instant(data.heldAt) },
    { label: t('review.long'), value: t('review.minutes', { count: data.durationMinutes }) },
    ...(data.place === '' ? [] : [{ label: t('review.where'), value: data.place }]),
  ];
}

const linkTo = (data: Review, { t, pageUrl }: MailWriting) => ({
  label: t('review.open'),
  url: pageUrl(data.reviewPath),
});

/** Invites to a review, tells of a change of its meeting, or that it is cancelled; the invitation itself is attached. */
export const reviewInvitation = mailKind(invitation, (data, writing) => {
  const { t } = writing;
  const names = namesOf(data);
  const how = data.method === 'cancel' ? 'cancelled' : data.sequence === 0 ? 'invited' : 'moved';
  return {
    subject: t(`review-invitation.${how}.subject`, names),
    heading: t(`review-invitation.${how}.heading`, names),
    paragraphs: [
      t(data.executive ? 'review-invitation.executive' : 'review-invitation.intro', names),
      ...(data.reason === '' ? [] : [t('review.reason', { reason: data.reason })]),
    ],
    facts: meetingFacts(data, writing),
    ...(data.ours && { action: linkTo(data, writing) }),
    closing: [t('review-invitation.closing', { manager: data.managerName })],
    footer: t(data.ours ? 'review.footer' : 'review.footer.client', names),
  };
});

/** The pre-read, with the pack attached; a pack that nobody signed off says so. */
export const reviewPreRead = mailKind(preRead, (data, writing) => {
  const { t } = writing;
  const names = namesOf(data);
  return {
    subject: t('review-pre-read.subject', names),
    heading: t('review-pre-read.heading', names),
    paragraphs: [
      t('review-pre-read.intro', names),
      ...(data.signedOff || !data.ours ? [] : [t('review-pre-read.unsigned')]),
      ...(data.comment === '' ? [] : [t('review-pre-read.comment', { comment: data.comment })]),
      ...data.agenda.split('\n').filter((line) => line.trim() !== ''),
    ],
    facts: meetingFacts(data, writing),
    ...(data.ours && { action: linkTo(data, writing) }),
    footer: t(data.ours ? 'review.footer' : 'review.footer.client', names),
  };
});

/** Tells the manager that changes are wanted before a pack is signed off. */
export const reviewChanges = mailKind(changes, (data, writing) => {
  const { t, format } = writing;
  const names = namesOf(data);
  return {
    subject: t('review-changes.subject', names),
    heading: t('review-changes.heading', names),
    paragraphs: [
      data.own ? t('review-changes.own') : t('review-changes.intro', { by: data.by }),
      ...(data.comment === '' ? [] : [t('review.reason', { reason: data.comment })]),
      t('review-changes.next', { until: format.instant(data.until) }),
    ],
    facts: meetingFacts(data, writing),
    action: linkTo(data, writing),
    footer: t('review.footer.manager', names),
  };
});

/** Tells the director, or who stands in, that a pre-read went out without the manager's sign-off. */
export const reviewNotSignedOff = mailKind(overseen, (data, writing) => {
  const { t } = writing;
  const names = namesOf(data);
  return {
    subject: t('review-not-signed-off.subject', names),
    heading: t('review-not-signed-off.heading', names),
    paragraphs: [t('review-not-signed-off.intro', { manager: data.managerName })],
    facts: meetingFacts(data, writing),
    action: linkTo(data, writing),
    footer: t('review.footer.overseer', names),
  };
});

/** Asks the manager for the minutes of a review that was held. */
export const reviewMinutesWanted = mailKind(minutes, (data, writing) => {
  const { t, format } = writing;
  const names = namesOf(data);
  const how = data.reminder === 0 ? 'asked' : 'again';
  const next = { name: data.tells ?? '', at: format.instant(data.tellAt) };
  return {
    subject: t(`review-minutes-wanted.${how}`, names),
    heading: t('review-minutes-wanted.heading', names),
    paragraphs: [t('review-minutes-wanted.intro')],
    facts: meetingFacts(data, writing),
    action: linkTo(data, writing),
    ...(data.tells !== null && { closing: [t('review-minutes-wanted.then', next)] }),
    footer: t('review.footer.manager', names),
  };
});

/** Tells the director, or who stands in, that nobody wrote minutes. */
export const reviewMissed = mailKind(missed, (data, writing) => {
  const { t, format } = writing;
  const names = namesOf(data);
  return {
    subject: t('review-missed.subject', names),
    heading: t('review-missed.heading', names),
    paragraphs: [t('review-missed.intro', { manager: data.managerName })],
    facts: meetingFacts(data, writing),
    action: linkTo(data, writing),
    closing: [t('review-missed.next', { at: format.instant(data.closeAt) })],
    footer: t('review.footer.overseer', names),
  };
});

/** What a review decided, and who does what until when. */
export const reviewSummary = mailKind(summary, (data, writing) => {
  const { t, format } = writing;
  const names = namesOf(data);
  const decided = data.decisions.map(({ title, outcome }) => ({
    label: title,
    value: outcome ?? t('review-summary.open'),
  }));
  const actions = data.actions.map(({ text, ownerName, dueOn }) => ({
    label: text,
    value: t('review-summary.action', { name: ownerName, day: format.day(dueOn) }),
  }));
  return {
    subject: t('review-summary.subject', names),
    heading: t('review-summary.heading', names),
    paragraphs: [t('review-summary.intro', names), ...(data.notes === '' ? [] : [data.notes])],
    facts: [...decided, ...actions],
    ...(data.ours && { action: linkTo(data, writing) }),
    footer: t(data.ours ? 'review.footer' : 'review.footer.client', names),
  };
});
