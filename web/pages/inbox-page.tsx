import type { Choice, SeatOrigin } from '../../domain/approvals/policy.ts';
import type { Money } from '../../domain/reader-format.ts';
import { Layout } from '../layout.tsx';
import { readerAbout, type PageReader } from '../page-reader.ts';
import { Facts } from '../parts.tsx';
import { BulkFault, BulkForm, type BulkFormProps } from './inbox-bulk-form.tsx';

/** A question that waits. `key` is what the form sends for it; `until` and what happens then belong together. */
export interface InboxItemProps {
  readonly key: string;
  readonly path: string;
  readonly about: 'step' | 'list' | 'review' | 'proposal';
  readonly stepTitle: string;
  readonly accountName: string;
  readonly year: number;
  readonly cost: Money | null;
  readonly askedBy: string;
  readonly insteadOf: { readonly name: string; readonly how: SeatOrigin } | null;
  readonly businessHoursWaited: number | null;
  readonly stopped: boolean;
  readonly expiresAt: Date | null;
  readonly onExpiry: 'escalate' | 'reject' | 'keepWaiting';
  readonly escalatesTo: string | null;
}

/** A decision of the reader's that stands, and what has become of its question. */
interface DecidedProps {
  readonly path: string;
  readonly about: 'step' | 'list' | 'review' | 'proposal';
  readonly stepTitle: string;
  readonly accountName: string;
  readonly year: number;
  readonly choice: Choice;
  readonly decidedAt: Date;
  readonly outcome:
    'open' | 'approved' | 'changesRequested' | 'rejected' | 'expired' | 'superseded' | 'recalled';
}

/** Everything that waits for one person, and their last decisions; `more` when not all of it is shown. */
export interface InboxPageProps {
  readonly reader: PageReader;
  readonly name: string;
  readonly items: readonly InboxItemProps[];
  readonly more: boolean;
  readonly decided: readonly DecidedProps[];
  readonly form: BulkFormProps['form'];
}

/** The inbox. Nothing is ticked or selected beforehand, and several decisions at once are one form. */
export function InboxPage(props: InboxPageProps): JSX.Element {
  const { reader, items, form } = props;
  const { t } = reader;
  const title = t('inbox.title');
  const several = items.length > 1;
  return (
    <Layout
      reader={reader}
      title={form.fault === undefined ? title : `${t('form.error')}: ${title}`}
      footer={t('inbox.private', { name: props.name })}
      inboxLink={false}
    >
      <div class="lead">
        <p class="eyebrow" safe>
          {props.name}
        </p>
        <h1 safe>{title}</h1>
        <p safe>{items.length === 0 ? t('inbox.nothing') : t('inbox.lead')}</p>
      </div>
      <BulkFault reader={reader} form={form} />
      {several ? (
        <form class="bulk" method="post" action="/inbox/decide" novalidate autocomplete="off">
          <Items {...props} several={several} />
          <BulkForm reader={reader} form={form} />
        </form>
      ) : (
        <Items {...props} several={several} />
      )}
      <Decided reader={reader} decided={props.decided} />
      <form class="resend" method="post" action="/inbox/sign-out">
        <button type="submit" class="quiet" safe>
          {t('inbox.signOut')}
        </button>
      </form>
    </Layout>
  );
}

function Items({
  reader,
  items,
  more,
  form,
  several,
}: InboxPageProps & { readonly several: boolean }): JSX.Element {
  return (
    <>
      <ul class="items">
        {items.map((item, index) => (
          <li>
            {several ? (
              <input
                type="checkbox"
                id={`item-${index}`}
                name="items"
                value={item.key}
                checked={form.items.includes(item.key)}
                aria-labelledby={`title-${index}`}
              />
            ) : (
              ''
            )}
            <Item reader={reader} item={item} index={index} />
          </li>
        ))}
      </ul>
      {more ? <p safe>{reader.t('inbox.more', { count: items.length })}</p> : ''}
    </>
  );
}

function Item({
  reader: inboxReader,
  item,
  index,
}: {
  readonly reader: PageReader;
  readonly item: InboxItemProps;
  readonly index: number;
}): JSX.Element {
  const reader = readerAbout(inboxReader, item.about);
  const { t, format } = reader;
  const { insteadOf, businessHoursWaited: hours } = item;
  return (
    <article>
      <p class="eyebrow" safe>
        {t('approval.eyebrow', { account: item.accountName, year: item.year })}
      </p>
      <h2 id={`title-${index}`}>
        <a href={item.path} safe>
          {item.stepTitle}
        </a>
      </h2>
      <p class="until" safe>
        {until(reader, item)}
      </p>
      <Facts
        rows={[
          ...costOf(reader, item),
          [t('inbox.askedBy'), item.askedBy],
          ...(insteadOf === null
            ? []
            : [[t('inbox.for'), t(`inbox.for.${insteadOf.how}`, insteadOf)] as const]),
          ...(hours === null || item.stopped
            ? []
            : [[t('inbox.waited'), t('inbox.hours', { count: format.count(hours) })] as const]),
        ]}
      />
    </article>
  );
}

function costOf({ t, format }: PageReader, { about, cost }: InboxItemProps): (readonly [string, string])[] {
  if (about !== 'step') return [];
  return [[t('approval.cost'), cost === null ? t('approval.noCost') : format.money(cost)]];
}

function until({ t, format }: PageReader, item: InboxItemProps): string {
  if (item.stopped) return t('inbox.until.stopped');
  if (item.expiresAt === null) return t('approval.untilNoLimit');
  const at = format.instant(item.expiresAt);
  if (item.onExpiry === 'escalate' && item.escalatesTo !== null)
    return t('inbox.until.escalate', { at, name: item.escalatesTo });
  if (item.onExpiry === 'escalate') return t('inbox.until.back', { at, name: item.askedBy });
  return t(`inbox.until.${item.onExpiry}`, { at });
}

function Decided({ reader, decided }: Pick<InboxPageProps, 'reader' | 'decided'>): JSX.Element {
  if (decided.length === 0) return '';
  const { t, format } = reader;
  return (
    <section aria-labelledby="decided">
      <h2 id="decided" safe>
        {t('inbox.decided')}
      </h2>
      <ul class="seats">
        {decided.map((one) => (
          <li>
            <a href={one.path} safe>
              {one.stepTitle}
            </a>{' '}
            <span safe>
              {readerAbout(reader, one.about).t('approval.eyebrow', {
                account: one.accountName,
                year: one.year,
              })}
            </span>
            <br />
            <span class={`state ${one.choice}`} safe>
              {t('seat.at', { what: t(`choice.${one.choice}`), at: format.instant(one.decidedAt) })}
            </span>{' '}
            <span safe>{readerAbout(reader, one.about).t(`inbox.outcome.${one.outcome}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
