import type { ReadableFinding } from '../../domain/wording/check-wording.ts';
import type { TemplateDeviations } from '../../domain/planning/plan-template.ts';
import type { Money } from '../../domain/reader-format.ts';
import type { ReadableSection } from '../../domain/wording/content-reading.ts';
import { contentTexts } from '../../domain/wording/content-wording.ts';
import { DataTable } from '../data-table.tsx';
import type { PageReader } from '../page-reader.ts';
import { Facts } from '../parts.tsx';

/** What stands in a plan beside its steps, in words; `notes` are sentences that follow a section. Findings are those of a plan not yet handed in. */
export interface PlanContentProps {
  readonly sections: readonly (ReadableSection & { readonly notes: readonly string[] })[];
  /** The account's quarters, from the records; shares are of 1. */
  readonly trends: readonly {
    readonly startsOn: string;
    readonly revenue: Money;
    readonly orders: number;
    readonly cancelled: number | null;
  }[];
  readonly findings: readonly Pick<ReadableFinding, 'effect' | 'message'>[];
  readonly template: TemplateDeviations & { readonly template: string };
}

function Sentences({ lines }: { readonly lines: readonly string[] }): JSX.Element {
  return (
    <ul>
      {lines.map((line) => (
        <li safe>{line}</li>
      ))}
    </ul>
  );
}

/** What was found before a plan is submitted, and where it leaves its template; nothing where there is neither. */
export function PlanChecks({
  reader,
  content,
}: {
  readonly reader: PageReader;
  readonly content: PlanContentProps;
}): JSX.Element {
  const { t } = reader;
  const { findings, template } = content;
  const found = findings.map(({ effect, message }) => t(`plan.check.${effect}`, { message }));
  const left = [
    ...template.missing.map(({ title }) => t('plan.missing', { title })),
    ...template.added.map(({ title, carried }) => t(carried ? 'plan.carried' : 'plan.added', { title })),
  ];
  return (
    <>
      {found.length === 0 ? (
        ''
      ) : (
        <section aria-labelledby="checks">
          <h2 id="checks" safe>
            {t('plan.checks')}
          </h2>
          <Sentences lines={found} />
        </section>
      )}
      {left.length === 0 ? (
        ''
      ) : (
        <section aria-labelledby="template">
          <h2 id="template" safe>
            {t('plan.template', { template: template.template })}
          </h2>
          <Sentences lines={left} />
        </section>
      )}
    </>
  );
}

/** What a plan rests on: each section that holds anything, or that its reader may fill in, with what follows from it. */
export function PlanContentSections({
  reader,
  planId,
  content,
  editable,
}: ContentSectionsProps): JSX.Element {
  if (content.sections.length === 0) return <></>;
  return (
    <section aria-labelledby="content">
      <h2 id="content" safe>
        {reader.t('plan.content')}
      </h2>
      {content.sections.map((section) => (
        <div class="section">
          <Section reader={reader} section={section} trends={content.trends} />
          {editable && section.section !== 'trends' ? (
            <a
              href={`/plans/${planId}/edit/${section.section}`}
              aria-label={reader.t('edit.title', { section: section.title })}
              safe
            >
              {reader.t('plan.action.edit')}
            </a>
          ) : (
            ''
          )}
        </div>
      ))}
    </section>
  );
}

interface ContentSectionsProps {
  readonly reader: PageReader;
  readonly planId: string;
  readonly content: PlanContentProps;
  readonly editable: boolean;
}

function Section({
  reader,
  section,
  trends,
}: Pick<ContentSectionsProps, 'reader'> & {
  readonly section: PlanContentProps['sections'][number];
  readonly trends: PlanContentProps['trends'];
}): JSX.Element {
  const { t } = reader;
  const { items, left, notes, title } = section;
  const count = items.length + left;
  return (
    <details>
      <summary safe>{count === 0 ? title : t('plan.counted', { title, count })}</summary>
      <div id={`section-${section.section}`}>
        {count + notes.length === 0 ? <p safe>{t('plan.empty')}</p> : ''}
        {notes.length === 0 ? '' : <Sentences lines={notes} />}
        {section.section === 'trends' ? (
          <Trends reader={reader} trends={trends} />
        ) : (
          items.map(({ name, facts }) => (
            <>
              {name === '' ? '' : <h3 safe>{name}</h3>}
              <Facts rows={facts} />
            </>
          ))
        )}
        {left === 0 ? '' : <p safe>{t('plan.more', { count: left })}</p>}
      </div>
    </details>
  );
}

function Trends({
  reader: { t, format },
  trends,
}: {
  readonly reader: PageReader;
  readonly trends: PlanContentProps['trends'];
}): JSX.Element {
  const headings = ['startsOn', 'revenue', 'orders', 'cancellationRate'] as const;
  const words = contentTexts(format.language);
  return (
    <DataTable
      headings={headings.map((field) => words(`field.${field}`))}
      rows={trends.map(({ startsOn, revenue, orders, cancelled }) => ({
        title: format.day(startsOn),
        cells: [
          format.money(revenue),
          format.count(orders),
          cancelled === null ? t('figures.unknown') : format.share(cancelled),
        ],
      }))}
    />
  );
}
