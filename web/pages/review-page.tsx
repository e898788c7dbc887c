import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { Facts, Prose } from '../parts.tsx';
import { Waiting, type WaitingProps } from '../waiting.tsx';
import { ReviewItems, type ReviewItemProps } from './review-items.tsx';
import { ReviewMinutes, type ReviewMinutesProps } from './review-minutes.tsx';

/** The survey that followed a review, in words. */
interface ReviewSurveyProps {
  readonly answered: string;
  readonly figures: readonly (readonly [question: string, said: string])[];
}

/** A quarterly review as its page shows it. */
export interface ReviewPageProps {
  readonly reader: PageReader;
  readonly id: string;
  readonly title: string;
  readonly kind: 'quarterly' | 'executive';
  readonly state: string;
  readonly account: { readonly name: string; readonly href: string };
  readonly meeting: readonly (readonly [name: string, value: string])[];
  readonly agenda: string;
  readonly waiting: readonly WaitingProps[];
  readonly decisions: readonly { readonly title: string; readonly why: string }[];
  /** When the pack can be read, where it cannot yet; null where it can. */
  readonly packLater: string | null;
  readonly carried: readonly ReviewItemProps[];
  readonly items: readonly ReviewItemProps[];
  readonly minutes: ReviewMinutesProps;
  readonly survey: ReviewSurveyProps | null;
  readonly history: readonly { readonly said: string; readonly notes: readonly string[] }[];
  readonly mayEdit: boolean;
  readonly saved: 'item' | 'minutes' | undefined;
}

/** A quarterly review: where it stands and who is blocking, what is to be decided, its pack, what is left to do, its minutes and what happened to it. */
export function ReviewPage(props: ReviewPageProps): JSX.Element {
  const { reader, saved } = props;
  const { t } = reader;
  return (
    <Layout reader={reader} title={props.title} wide>
      {saved === undefined ? (
        ''
      ) : (
        <p class="saved" role="status" safe>
          {t(`review.saved.${saved}`)}
        </p>
      )}
      <Head {...props} />
      <section aria-labelledby="waiting">
        <h2 id="waiting" safe>
          {t('review.waits')}
        </h2>
        <Waiting reader={reader} waiting={props.waiting} />
      </section>
      <Decisions {...props} />
      <Packs {...props} />
      <ReviewItems
        {...props}
        anchor="carried"
        title={t('review.carried')}
        none={t('review.carried.none')}
        items={props.carried}
      />
      <ReviewMinutes reader={reader} reviewId={props.id} minutes={props.minutes} mayEdit={props.mayEdit} />
      {props.items.length === 0 ? (
        ''
      ) : (
        <ReviewItems {...props} anchor="left" title={t('review.left')} none="" items={props.items} />
      )}
      <Survey {...props} />
      <History {...props} />
    </Layout>
  );
}

function Head({ reader, account, title, kind, state, meeting, agenda }: ReviewPageProps): JSX.Element {
  const { t } = reader;
  return (
    <div class="lead">
      <p class="eyebrow">
        <a href={account.href} safe>
          {account.name}
        </a>
      </p>
      <h1 safe>{title}</h1>
      <p class="until" safe>
        {state}
      </p>
      <p safe>{t(`review.${kind}`)}</p>
      <section aria-labelledby="meeting">
        <h2 id="meeting" safe>
          {t('review.meeting')}
        </h2>
        <Facts rows={meeting} />
        {agenda === '' ? (
          ''
        ) : (
          <>
            <h3 safe>{t('review.agenda')}</h3>
            <Prose text={agenda} />
          </>
        )}
      </section>
    </div>
  );
}

function Decisions({ reader: { t }, decisions }: ReviewPageProps): JSX.Element {
  return (
    <section aria-labelledby="decisions">
      <h2 id="decisions" safe>
        {t('review.decisions')}
      </h2>
      {decisions.length === 0 ? <p safe>{t('review.decisions.none')}</p> : ''}
      <ol>
        {decisions.map(({ title, why }) => (
          <li>
            <strong safe>{title}</strong>
            <Prose text={why} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const forms = ['document', 'slides', 'clientDocument'] as const;

function Packs({ reader: { t }, id, packLater }: ReviewPageProps): JSX.Element {
  return (
    <section aria-labelledby="packs">
      <h2 id="packs" safe>
        {t('review.packs')}
      </h2>
      {packLater === null ? '' : <p safe>{packLater}</p>}
      <ul class="files plain">
        {(packLater === null ? forms : []).map((form) => (
          <li>
            <span safe>{t(`review.pack.${form}`)}</span>{' '}
            {(['en', 'de'] as const).map((language) => (
              <>
                <a
                  href={`/reviews/${id}/pack?form=${form}&language=${language}`}
                  aria-label={`${t(`review.pack.${form}`)}: ${t(`review.pack.${language}`)}`}
                  safe
                >
                  {t(`review.pack.${language}`)}
                </a>{' '}
              </>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Survey({ reader: { t }, survey }: ReviewPageProps): JSX.Element {
  return (
    <section aria-labelledby="survey">
      <h2 id="survey" safe>
        {t('review.survey')}
      </h2>
      <p safe>{survey === null ? t('review.survey.none') : survey.answered}</p>
      {survey === null ? '' : <Facts rows={survey.figures} />}
    </section>
  );
}

function History({ reader: { t }, history }: ReviewPageProps): JSX.Element {
  return (
    <section aria-labelledby="history">
      <h2 id="history" safe>
        {t('review.history')}
      </h2>
      {history.map(({ said, notes }) => (
        <div class="entry">
          <p safe>{said}</p>
          {notes.map((note) => (
            <p class="who" safe>
              {note}
            </p>
          ))}
        </div>
      ))}
    </section>
  );
}
