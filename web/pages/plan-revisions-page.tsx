import type { ReadableChange } from '../../domain/wording/step-wording.ts';
import type { PageReader } from '../page-reader.ts';
import { ChangeList, PlanSubPage, type PlanFormProps } from './plan-form-page.tsx';

/** The revisions of a plan's content, the newest first, and what differs between two of them. */
export interface RevisionsPageProps {
  readonly reader: PageReader;
  readonly plan: PlanFormProps['plan'];
  readonly revisions: readonly {
    readonly revision: number;
    readonly who: string;
    readonly at: Date;
    readonly reason: string;
  }[];
  /** Where older revisions are; undefined on the last page. */
  readonly older: string | undefined;
  readonly compared:
    { readonly from: number; readonly to: number; readonly changes: readonly ReadableChange[] } | undefined;
}

/** Lists who changed a plan's content when and why, and compares any two revisions. */
export function RevisionsPage(props: RevisionsPageProps): JSX.Element {
  const { reader, plan, compared, older } = props;
  const { t } = reader;
  return (
    <PlanSubPage reader={reader} plan={plan} title={t('revisions.title')}>
      <form method="get">
        <Revisions {...props} />
        <button type="submit" safe>
          {t('revisions.compare')}
        </button>
      </form>
      {older === undefined ? (
        ''
      ) : (
        <p>
          <a href={older} safe>
            {t('revisions.older')}
          </a>
        </p>
      )}
      {compared === undefined ? (
        ''
      ) : (
        <section class="changes" aria-labelledby="changes">
          <h2 id="changes" safe>
            {t('revisions.between', { from: compared.from, to: compared.to })}
          </h2>
          {compared.changes.length === 0 ? (
            <p safe>{t('revisions.same')}</p>
          ) : (
            <ChangeList reader={reader} changes={compared.changes} level="h3" />
          )}
        </section>
      )}
    </PlanSubPage>
  );
}

function Revisions({ reader, revisions, compared }: RevisionsPageProps): JSX.Element {
  const { t } = reader;
  return (
    <table class="cards revisions">
      <thead>
        <tr>
          {[t('revisions.revision'), t('revisions.who'), t('revisions.from'), t('revisions.to')].map(
            (heading) => (
              <th scope="col" safe>
                {heading}
              </th>
            ),
          )}
        </tr>
      </thead>
      <tbody>
        {revisions.map((one) => (
          <Revision reader={reader} one={one} compared={compared} />
        ))}
      </tbody>
    </table>
  );
}

function Revision({
  reader: { t, format },
  one: { revision, who, at, reason },
  compared,
}: Pick<RevisionsPageProps, 'reader' | 'compared'> & {
  readonly one: RevisionsPageProps['revisions'][number];
}): JSX.Element {
  return (
    <tr>
      <th scope="row">
        <span safe>{t('revisions.number', { revision })}</span>
        <small safe>{reason}</small>
      </th>
      <td>
        <span safe>{who}</span>
        <small safe>{format.instant(at)}</small>
      </td>
      {(['from', 'to'] as const).map((side) => (
        <td>
          <label class="pick">
            <input
              type="radio"
              name={side}
              value={String(revision)}
              checked={compared?.[side] === revision}
              aria-label={t(`revisions.${side}.pick`, { revision })}
            />
            <span class="narrow" aria-hidden="true" safe>
              {t(`revisions.${side}`)}
            </span>
          </label>
        </td>
      ))}
    </tr>
  );
}
