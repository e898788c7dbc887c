import type { PageReader } from '../page-reader.ts';
import { Facts, Prose } from '../parts.tsx';

/** The minutes of a review in words: when they can be recorded, that they can be now, that they never were, or what they say. */
export type ReviewMinutesProps =
  | { readonly kind: 'later' | 'due' | 'missed' }
  | {
      readonly kind: 'recorded';
      readonly by: string;
      readonly attendance: readonly (readonly [name: string, there: string])[];
      readonly decisions: readonly (readonly [title: string, outcome: string])[];
      readonly notes: string;
    };

/** The minutes, or the way to record them. */
export function ReviewMinutes({
  reader,
  reviewId,
  minutes,
  mayEdit,
}: {
  readonly reader: PageReader;
  readonly reviewId: string;
  readonly minutes: ReviewMinutesProps;
  readonly mayEdit: boolean;
}): JSX.Element {
  const { t } = reader;
  return (
    <section aria-labelledby="minutes">
      <h2 id="minutes" safe>
        {t('review.minutes')}
      </h2>
      {minutes.kind === 'later' || (minutes.kind === 'due' && !mayEdit) ? (
        <p safe>{t('review.minutes.later')}</p>
      ) : (
        ''
      )}
      {minutes.kind === 'missed' ? <p safe>{t('review.minutes.missed')}</p> : ''}
      {minutes.kind === 'due' && mayEdit ? (
        <p>
          <a class="button" href={`/reviews/${reviewId}/minutes`} safe>
            {t('review.minutes.record')}
          </a>
        </p>
      ) : (
        ''
      )}
      {minutes.kind === 'recorded' ? <Recorded reader={reader} minutes={minutes} /> : ''}
    </section>
  );
}

function Recorded({
  reader: { t },
  minutes,
}: {
  readonly reader: PageReader;
  readonly minutes: Extract<ReviewMinutesProps, { kind: 'recorded' }>;
}): JSX.Element {
  return (
    <>
      <p class="who" safe>
        {minutes.by}
      </p>
      <h3 safe>{t('review.minutes.attendance')}</h3>
      <Facts rows={minutes.attendance} />
      {minutes.decisions.length === 0 ? '' : <h3 safe>{t('review.minutes.decided')}</h3>}
      <Facts rows={minutes.decisions} />
      {minutes.notes === '' ? '' : <h3 safe>{t('review.minutes.notes')}</h3>}
      <Prose text={minutes.notes} />
    </>
  );
}
