import type { CheckFinding } from '../../domain/planning/checks.ts';
import type { TemplateDeviations } from '../../domain/planning/plan-template.ts';
import type { ReadableSection } from '../../domain/wording/content-reading.ts';
import type { PageReader } from '../page-reader.ts';
import { Facts } from '../parts.tsx';

/** What stands in a plan beside its steps, in words; `notes` are sentences that follow a section. Findings are those of a plan not yet handed in. */
export interface PlanContentProps {
  readonly sections: readonly (ReadableSection & { readonly notes: readonly string[] })[];
  readonly findings: readonly Pick<CheckFinding, 'effect' | 'message'>[];
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

/** What a plan rests on: each section that holds anything, with what follows from it. */
export function PlanContentSections({
  reader,
  content,
}: {
  readonly reader: PageReader;
  readonly content: PlanContentProps;
}): JSX.Element {
  if (content.sections.length === 0) return <></>;
  return (
    <section aria-labelledby="content">
      <h2 id="content" safe>
        {reader.t('plan.content')}
      </h2>
      {content.sections.map((section) => (
        <details>
          <summary safe>{section.title}</summary>
          {section.notes.length === 0 ? '' : <Sentences lines={section.notes} />}
          {section.items.map(({ name, facts }) => (
            <>
              {name === '' ? '' : <h3 safe>{name}</h3>}
              <Facts rows={facts} />
            </>
          ))}
          {section.left === 0 ? '' : <p safe>{reader.t('plan.more', { count: section.left })}</p>}
        </details>
      ))}
    </section>
  );
}
