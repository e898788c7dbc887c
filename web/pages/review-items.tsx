import { ChoiceOption, TextArea } from '../fields.tsx';
import type { PageReader } from '../page-reader.ts';
import { FaultSummary, type FormFault } from './plan-form-page.tsx';

/** What was typed to end an item, and what is wrong with it. */
export interface ItemFormState {
  readonly typed: { readonly status: string; readonly reason: string };
  readonly faults: { readonly status?: string; readonly reason?: string };
}

/** Something to be done in words; `ended` says what became of it, undefined while it is open. */
export interface ReviewItemProps {
  readonly id: string;
  readonly text: string;
  readonly of: string;
  readonly ended: string | undefined;
  readonly refused: ItemFormState | undefined;
}

interface ItemsProps {
  readonly reader: PageReader;
  readonly id: string;
  readonly anchor: string;
  readonly title: string;
  readonly none: string;
  readonly items: readonly ReviewItemProps[];
  readonly mayEdit: boolean;
}

/** What is to be done, each open entry with the form that ends it with a reason. */
export function ReviewItems(props: ItemsProps): JSX.Element {
  const { anchor, title, none, items, mayEdit } = props;
  return (
    <section aria-labelledby={anchor}>
      <h2 id={anchor} safe>
        {title}
      </h2>
      {items.length === 0 ? <p safe>{none}</p> : ''}
      {items.map((item) => (
        <article class="entry" id={`item-${item.id}`}>
          <p>
            <strong safe>{item.text}</strong>
          </p>
          <p class="who" safe>
            {item.of}
          </p>
          {item.ended === undefined ? '' : <p safe>{item.ended}</p>}
          {mayEdit && item.ended === undefined ? <EndForm {...props} item={item} /> : ''}
        </article>
      ))}
    </section>
  );
}

const nothing: ItemFormState = { typed: { status: '', reason: '' }, faults: {} };

function EndForm({
  reader,
  id: reviewId,
  item,
}: ItemsProps & { readonly item: ReviewItemProps }): JSX.Element {
  const { t } = reader;
  const { typed, faults } = item.refused ?? nothing;
  const id = `end-${item.id}`;
  const list = faultList(reader, { id, faults });
  return (
    <details class="more" open={list.length > 0}>
      <summary aria-label={`${t('review.item.end')}: ${item.text}`} safe>
        {t('review.item.end')}
      </summary>
      <form
        class="edit"
        method="post"
        action={`/reviews/${reviewId}/items/${item.id}`}
        novalidate
        autocomplete="off"
      >
        <FaultSummary reader={reader} faults={list} />
        <Endings reader={reader} id={id} chosen={typed.status} />
        <TextArea
          id={`${id}-reason`}
          name="reason"
          label={t('review.item.reason')}
          rows={2}
          maxlength={1000}
          value={typed.reason}
          fault={faults.reason}
        />
        <button type="submit" class="quiet" safe>
          {t('review.item.send')}
        </button>
      </form>
    </details>
  );
}

function faultList(
  { t }: PageReader,
  { id, faults }: { readonly id: string; readonly faults: ItemFormState['faults'] },
): readonly FormFault[] {
  return (['status', 'reason'] as const).flatMap((field) => {
    const message = faults[field];
    const place = field === 'status' ? t('review.item.end') : t('review.item.reason');
    return message === undefined ? [] : [{ href: `#${id}-${field}`, place, message }];
  });
}

function Endings({
  reader: { t },
  id,
  chosen,
}: {
  readonly reader: PageReader;
  readonly id: string;
  readonly chosen: string;
}): JSX.Element {
  return (
    <fieldset class="group">
      <legend class="hidden" safe>
        {t('review.item.end')}
      </legend>
      <ChoiceOption
        id={`${id}-status`}
        name="status"
        value="done"
        title={t('review.item.asDone')}
        checked={chosen === 'done'}
      />
      <ChoiceOption
        id={`${id}-waived`}
        name="status"
        value="waived"
        title={t('review.item.asWaived')}
        checked={chosen === 'waived'}
      />
    </fieldset>
  );
}
