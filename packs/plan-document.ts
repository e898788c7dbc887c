import type { Content, DocumentDefinition } from './pdf-form.ts';
import type { PlanExport } from '../domain/planning/plan-export.ts';
import type { Language } from '../domain/reader-format.ts';
import { contentTexts, type ContentReader } from '../domain/wording/content-wording.ts';
import { framed } from './page-frame.ts';
import { planBackground } from './plan-background.ts';
import { cover } from './plan-cover.ts';
import { buyingCentre, commitments, improvements, team } from './plan-people.ts';
import { planSteps } from './plan-steps.ts';
import { planSummary } from './plan-summary.ts';
import { planTargets } from './plan-targets.ts';
import { createPackReader, type PackReader } from './reader.ts';
import { whitespaceGrid } from './whitespace-grid.ts';

/** In which language a document is written, and at what time. */
export interface DocumentLook {
  readonly language: Language;
  readonly at: Date;
}

/** The whole plan for our own people: the first page says it in short, then follows all of it. Every page is marked as internal. */
export function planDocument(plan: PlanExport, { language, at }: DocumentLook): DocumentDefinition {
  const reader = createPackReader(language);
  const { t } = reader;
  return framed({
    reader,
    at,
    name: t('plan.title', { account: plan.accountName, year: plan.year }),
    mark: { text: t('plan.internal'), warns: true },
    content: [coverOf(plan, reader), ...planSummary(plan, reader), ...sections(plan, reader)],
  });
}

function coverOf(plan: PlanExport, { t, date }: PackReader): Content {
  return cover({
    kind: t('plan.kind', { year: plan.year }),
    accountName: plan.accountName,
    days: t('plan.days', { from: date(plan.startsOn), until: date(plan.endsOn) }),
    facts: [
      [t('plan.manager'), plan.managerName],
      [t('plan.stage'), t(`stage.${plan.stage}`)],
      [t('plan.revision'), t('plan.revisionNumber', { revision: plan.revision })],
    ],
    fine: `${t('plan.hash')}: ${plan.contentHash}`,
  });
}

function sections(plan: PlanExport, reader: PackReader): Content[] {
  const { content, currency, people } = plan;
  const contentReader: ContentReader = {
    format: reader.format,
    currency,
    personName: (id) => people[id] ?? id,
    stepTitle: (id) => plan.steps.find((step) => step.id === id)?.title ?? id,
  };
  const members = content.team.map(({ personId, ...member }) => ({
    ...member,
    name: people[personId] ?? '',
  }));
  const all: Content[] = [
    ...planBackground({ content, currency }, reader),
    ...whitespaceGrid(content.whitespace, { currency, reader }),
    ...buyingCentre(plan, { reader, contentReader }),
    ...planTargets(plan, reader),
    ...planSteps(plan, reader),
    ...team({ heading: contentTexts(reader.format.language)('section.team'), members }, reader),
    ...commitments(plan, reader),
    ...improvements(plan, reader),
  ];
  const [first, ...rest] = all;
  return first === undefined ? [] : [{ stack: [first], pageBreak: 'before' }, ...rest];
}
