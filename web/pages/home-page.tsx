import { Layout } from '../layout.tsx';
import type { PageReader } from '../page-reader.ts';
import { howLong, Waiting, type WaitingProps } from '../waiting.tsx';

/** One account in review with the plan of each year. */
export interface ReviewProps {
  readonly accountId: string;
  readonly accountName: string;
  readonly plans: readonly {
    readonly id: string;
    readonly year: number;
    readonly stage: 'drafting' | 'approving' | 'executing' | 'closed';
    readonly waiting: readonly WaitingProps[];
  }[];
}

/** The home page; `cutOffAt` is the number of reviews shown when there are more. */
export interface HomePageProps {
  readonly reader: PageReader;
  readonly reviews: readonly ReviewProps[];
  readonly cutOffAt: number | undefined;
  /** How many escalations are open. */
  readonly escalations: number;
  readonly addresses: readonly { readonly label: string; readonly url: string }[];
}

/** Reviews with stage and who is blocking, decisions that are missing, and what to do when there is nothing yet. */
export function HomePage({ reader, reviews, cutOffAt, escalations, addresses }: HomePageProps): JSX.Element {
  const { t } = reader;
  return (
    <Layout reader={reader} title={t('home.title')} wide>
      <div class="lead">
        <h1 safe>{t('home.title')}</h1>
        <p safe>{t('home.lead')}</p>
        <p>
          <a href="/selection" safe>
            {t('selection.link')}
          </a>
        </p>
        <p>
          <a href="/escalations" safe>
            {t('escalations.count', { count: escalations })}
          </a>
        </p>
      </div>
      {reviews.length === 0 ? <Empty reader={reader} /> : <Reviews reader={reader} reviews={reviews} />}
      {cutOffAt === undefined ? '' : <p safe>{t('home.more', { count: cutOffAt })}</p>}
      {reviews.length === 0 ? '' : <MissingDecisions reader={reader} reviews={reviews} />}
      <Addresses reader={reader} addresses={addresses} />
    </Layout>
  );
}

function Empty({ reader }: Pick<HomePageProps, 'reader'>): JSX.Element {
  const { t } = reader;
  return (
    <section class="empty" aria-labelledby="empty">
      <h2 id="empty" safe>
        {t('home.empty.title')}
      </h2>
      <p safe>{t('home.empty.lead')}</p>
      <pre tabindex="0">
        <code>npx kam review start agent-1 --year YEAR</code>
      </pre>
      <p safe>{t('home.empty.next')}</p>
    </section>
  );
}

function Reviews({ reader, reviews }: Pick<HomePageProps, 'reader' | 'reviews'>): JSX.Element {
  const { t } = reader;
  return (
    <section aria-labelledby="reviews">
      <h2 id="reviews" safe>
        {t('home.reviews')}
      </h2>
      <table class="cards">
        <thead>
          <tr>
            <Heading text={t('home.account')} />
            <Heading text={t('home.plan')} />
            <Heading text={t('home.stage')} />
            <Heading text={t('home.waitsFor')} />
          </tr>
        </thead>
        <tbody>
          {reviews.map((review) => (
            <Plans reader={reader} review={review} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Plans({
  reader,
  review,
}: {
  readonly reader: PageReader;
  readonly review: ReviewProps;
}): JSX.Element {
  const { t } = reader;
  if (review.plans.length === 0) {
    return (
      <tr>
        <AccountName review={review} />
        <td colspan="3" safe>
          {t('home.noPlan')}
        </td>
      </tr>
    );
  }
  return (
    <>
      {review.plans.map(({ id, year, stage, waiting }) => (
        <tr>
          <AccountName review={review} />
          <td>
            <a href={`/plans/${id}`}>{year}</a>
          </td>
          <td safe>{t(`stage.${stage}`)}</td>
          <td>
            <Waiting reader={reader} waiting={waiting} />
          </td>
        </tr>
      ))}
    </>
  );
}

function AccountName({ review }: { readonly review: ReviewProps }): JSX.Element {
  return (
    <th scope="row">
      <a href={`/accounts/${review.accountId}`} safe>
        {review.accountName}
      </a>
    </th>
  );
}

function MissingDecisions({ reader, reviews }: Pick<HomePageProps, 'reader' | 'reviews'>): JSX.Element {
  const { t, format } = reader;
  const missing = reviews.flatMap(({ accountName, plans }) =>
    plans.flatMap(({ waiting }) =>
      waiting.filter((one) => one.waitingFor === 'decision').map((one) => ({ ...one, accountName })),
    ),
  );
  return (
    <section aria-labelledby="missing">
      <h2 id="missing" safe>
        {t('home.approvals')}
      </h2>
      {missing.length === 0 ? <p safe>{t('home.noApprovals')}</p> : ''}
      <dl class="facts">
        {missing.map(({ name, title, accountName, since, until, ...how }) => (
          <div>
            <dt>
              <strong safe>{name}</strong>
            </dt>
            <dd>
              <span safe>{`${title} (${accountName})`}</span>
              <small safe>
                {`${t('home.since')}: ${format.instant(since)}. ${t('home.until')}: ${until === null ? t('home.noLimit') : format.instant(until)}. ${howLong(reader, how)}`}
              </small>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Addresses({ reader, addresses }: Pick<HomePageProps, 'reader' | 'addresses'>): JSX.Element {
  if (addresses.length === 0) return '';
  return (
    <section aria-labelledby="addresses">
      <h2 id="addresses" safe>
        {reader.t('home.addresses')}
      </h2>
      <ul class="plain">
        {addresses.map(({ label, url }) => (
          <li>
            <a href={url} safe>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Heading({ text }: { readonly text: string }): JSX.Element {
  return (
    <th scope="col" safe>
      {text}
    </th>
  );
}
