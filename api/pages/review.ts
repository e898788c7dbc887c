import { planningAccount } from '../../db/read-models/planning-context.ts';
import { decisionsWantedOf } from '../../db/read-models/review-figures.ts';
import { reviewDetail, type ReviewDetail } from '../../db/read-models/review-detail.ts';
import { surveyStanding } from '../../db/read-models/survey-standing.ts';
import { surveyOfReview } from '../../db/stores/survey-rows.ts';
import type { ReviewItem } from '../../db/stores/review-items.ts';
import type { Db } from '../../db/client.ts';
import { createReaderFormat } from '../../domain/reader-format.ts';
import { shortDay } from '../../web/kpi-figure.ts';
import type { ItemFormState, ReviewItemProps } from '../../web/pages/review-items.tsx';
import type { ReviewMinutesProps } from '../../web/pages/review-minutes.tsx';
import type { ReviewPageProps } from '../../web/pages/review-page.tsx';
import { actorsInWords } from './plan-actors.ts';
import { anybody } from './send-page.ts';
import { waitingByProcess } from './waiting.ts';

/** Which review, when and for whom; `refused` is a form of an item that was not taken. */
export interface ReviewLook {
  readonly id: string;
  readonly now: Date;
  readonly mayEdit: boolean;
  readonly saved: ReviewPageProps['saved'];
  readonly refused: (ItemFormState & { readonly itemId: string }) | undefined;
}

/** A quarterly review as its page shows it. Throws `notFound`. */
export async function reviewToShow(db: Db, look: ReviewLook): Promise<ReviewPageProps> {
  const { id, now, mayEdit, saved } = look;
  const { t, format } = anybody;
  const review = await reviewDetail(db, id);
  const account = await planningAccount(db, review.accountId);
  const { workflowId } = review;
  const waiting = await waitingByProcess(db, { workflowIds: [workflowId], now });
  const item = (one: ReviewItem): ReviewItemProps => itemToShow(one, look.refused);
  return {
    reader: anybody,
    id,
    title: reviewTitle(account.name, review),
    kind: review.kind,
    state: t(`review.state.${review.status}`),
    account: { name: account.name, href: `/accounts/${account.id}` },
    meeting: meetingOf(review),
    agenda: review.agenda,
    waiting: waiting.get(workflowId) ?? [],
    decisions: await decisionsWantedOf(db, review),
    packLater:
      review.freezes > 0
        ? null
        : t('review.packs.later', { day: format.day(review.freezeAt.toISOString().slice(0, 10)) }),
    carried: review.carried.map(item),
    items: review.items.map(item),
    minutes: await minutesToShow(db, { review, now }),
    survey: await surveyToShow(db, id),
    history: await historyOf(db, review),
    mayEdit,
    saved,
  };
}

/** What a review is called on its pages. */
export function reviewTitle(
  account: string,
  { year, quarter }: Pick<ReviewDetail, 'year' | 'quarter'>,
): string {
  return anybody.t('review.title', { account, year, quarter });
}

function heldAt({ heldAt: at, timeZone }: ReviewDetail): string {
  return createReaderFormat({ language: anybody.format.language, timeZone }).instant(at);
}

function meetingOf(review: ReviewDetail): ReviewPageProps['meeting'] {
  const { t, format } = anybody;
  const names = (side: 'ours' | 'client'): string => {
    const all = review.invitees.filter((one) => one.side === side).map(({ name }) => name);
    return all.length === 0 ? t('review.nobodyInvited') : format.list(all);
  };
  const { cancelledReason } = review;
  return [
    [t('review.when'), `${heldAt(review)}, ${t('review.minutesLong', { count: review.durationMinutes })}`],
    [t('review.where'), review.place === '' ? t('review.noPlace') : review.place],
    [t('review.ours'), names('ours')],
    [t('review.client'), names('client')],
    [t('review.signOff'), signOffOf(review)],
    ...(cancelledReason === null
      ? []
      : [[t('review.state.cancelled'), t('review.cancelledBecause', { reason: cancelledReason })] as const]),
  ];
}

function signOffOf({
  signedOffAt,
  signOffAskedAt,
  preReadSentAt,
  askAt,
  signOffComment,
}: ReviewDetail): string {
  const { t, format } = anybody;
  if (signedOffAt !== null)
    return [t('review.signOff.done', { at: format.instant(signedOffAt) }), signOffComment]
      .filter((part) => part !== '')
      .join('. ');
  if (preReadSentAt !== null) return t('review.signOff.without');
  if (signOffAskedAt !== null) return t('review.signOff.asked', { at: format.instant(signOffAskedAt) });
  return t('review.signOff.notAsked', { day: format.day(askAt.toISOString().slice(0, 10)) });
}

function itemToShow(item: ReviewItem, refused: ReviewLook['refused']): ReviewItemProps {
  const { t } = anybody;
  const { id, text, ownerName, dueOn, from, status, reason } = item;
  const of = t('review.item.of', {
    owner: ownerName === '' ? t('review.item.nobody') : ownerName,
    day: dueOn === null ? t('review.item.noDay') : shortDay(anybody, dueOn),
    ...from,
  });
  const ended = (): string | undefined => {
    if (status === 'open') return undefined;
    return reason === null ? t('review.item.doneByRecord') : t(`review.item.${status}`, { reason });
  };
  return { id, text, of, ended: ended(), refused: refused?.itemId === id ? refused : undefined };
}

async function minutesToShow(
  db: Db,
  { review, now }: { readonly review: ReviewDetail; readonly now: Date },
): Promise<ReviewMinutesProps> {
  const { t, format } = anybody;
  const { minutes, invitees } = review;
  if (minutes === null) {
    if (review.closedAt !== null) return { kind: 'missed' };
    return { kind: review.heldAt <= now ? 'due' : 'later' };
  }
  const nameOf = await actorsInWords(db, [minutes.by]);
  const there = new Set(
    minutes.attendance.filter(({ attended }) => attended).map(({ inviteeId }) => inviteeId),
  );
  return {
    kind: 'recorded',
    by: t('review.minutes.recorded', { name: nameOf(minutes.by), at: format.instant(minutes.recordedAt) }),
    attendance: invitees.map(({ id, name }) => [
      name,
      t(there.has(id) ? 'review.minutes.there' : 'review.minutes.notThere'),
    ]),
    decisions: minutes.decisions.map(({ title, outcome }) => [title, outcome ?? t('review.minutes.open')]),
    notes: minutes.notes,
  };
}

async function surveyToShow(db: Db, reviewId: string): Promise<ReviewPageProps['survey']> {
  const survey = await surveyOfReview(db, reviewId);
  if (survey === undefined) return null;
  const { t, format } = anybody;
  const { asked, answered, figures } = await surveyStanding(db, survey);
  return {
    answered: t('review.survey.answered', { answered, asked }),
    figures: figures.map(({ measure, value, answers }) => [
      measure.toUpperCase(),
      value === null
        ? '–'
        : `${value.toLocaleString(format.language, { maximumFractionDigits: 2 })} (${t('review.survey.answers')}: ${answers})`,
    ]),
  };
}

async function historyOf(db: Db, { history, timeZone }: ReviewDetail): Promise<ReviewPageProps['history']> {
  const { t, format } = anybody;
  const nameOf = await actorsInWords(
    db,
    history.map(({ by }) => by),
  );
  const local = createReaderFormat({ language: format.language, timeZone });
  const moved = (data: Readonly<Record<string, unknown>>): readonly string[] => {
    const { before, after } = data as { before?: { heldAt: string }; after?: { heldAt: string } };
    if (before === undefined || after === undefined) return [];
    return [
      t('review.event.moved', { before: local.instant(before.heldAt), after: local.instant(after.heldAt) }),
    ];
  };
  return history.map(({ kind, by, at, reason, data }) => ({
    said: t('review.event', { what: t(`review.event.${kind}`), name: nameOf(by), at: format.instant(at) }),
    notes: [...(kind === 'rescheduled' ? moved(data) : []), ...(reason === '' ? [] : [reason])],
  }));
}
