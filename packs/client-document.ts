import type { Content, DocumentDefinition } from './pdf-form.ts';
import type { ClientPlan } from '../domain/planning/client-plan.ts';
import { cut } from './cut.ts';
import { dataTable, withNote } from './data-table.ts';
import { framed } from './page-frame.ts';
import { trendTable } from './plan-background.ts';
import { cover } from './plan-cover.ts';
import type { DocumentLook } from './plan-document.ts';
import { team } from './plan-people.ts';
import { kpiColumns, kpiValue } from './plan-targets.ts';
import { createPackReader, type PackReader } from './reader.ts';

/** The client's copy of a plan, made of nothing but what a client may read. */
export function clientDocument(plan: ClientPlan, { language, at }: DocumentLook): DocumentDefinition {
  const reader = createPackReader(language);
  const { t, date } = reader;
  const band = cover({
    kind: t('plan.clientKind', { year: plan.year }),
    accountName: plan.accountName,
    days: t('plan.days', { from: date(plan.startsOn), until: date(plan.endsOn) }),
    facts: [
      [t('plan.contactPerson'), plan.managerName],
      [t('plan.revision'), t('plan.revisionNumber', { revision: plan.revision })],
    ],
    fine: undefined,
  });
  return framed({
    reader,
    at,
    name: t('plan.title', { account: plan.accountName, year: plan.year }),
    mark: { text: t('plan.forClient', { account: cut(plan.accountName, 36) }), warns: false },
    content: [
      band,
      ...objectives(plan, reader),
      ...targets(plan, reader),
      ...steps(plan, reader),
      ...commitments(plan, reader),
      ...trendTable({ ...plan, heading: t('part.trends') }, reader),
      ...team({ heading: t('part.team'), members: plan.team }, reader),
    ],
  });
}

function objectives({ objectives: all }: ClientPlan, { t }: PackReader): Content[] {
  const columns = [
    { head: t('column.what'), width: '*' },
    { head: t('column.measure'), width: 150 },
    { head: t('column.owner'), width: 90 },
  ] as const;
  const rows = all.map(({ title, customerGoal, measure, target, ownerName }) => [
    withNote(title, t('objective.goal', { goal: customerGoal })),
    t('objective.by', { measure, target }),
    ownerName,
  ]);
  return dataTable({ heading: t('part.clientObjectives'), columns, rows });
}

function targets({ targets: all, currency }: ClientPlan, reader: PackReader): Content[] {
  const rows = all.map(({ name, unit, baseline, target }) => [
    name,
    kpiValue({ unit, value: baseline }, { currency, reader }),
    kpiValue({ unit, value: target }, { currency, reader }),
  ]);
  return dataTable({ heading: reader.t('part.targets'), columns: kpiColumns(reader), rows });
}

function steps({ steps: all }: ClientPlan, { t, date }: PackReader): Content[] {
  const columns = [
    { head: t('column.what'), width: '*' },
    { head: t('column.owner'), width: 110 },
    { head: t('column.due'), width: 70 },
    { head: t('column.status'), width: 70 },
  ] as const;
  const rows = all.map(({ title, ownerName, dueOn, state }) => [
    title,
    ownerName,
    date(dueOn),
    t(`step.${state}`),
  ]);
  return dataTable({ heading: t('part.clientSteps'), columns, rows });
}

function commitments({ commitments: all }: ClientPlan, { t, date }: PackReader): Content[] {
  const columns = [
    { head: t('column.what'), width: '*' },
    { head: t('column.owner'), width: 130 },
    { head: t('column.due'), width: 70 },
    { head: t('column.status'), width: 90 },
  ] as const;
  const rows = all.map(({ side, text, ownerName, dueOn, status }) => [
    text,
    t(side === 'ours' ? 'commitment.us' : 'commitment.you', { owner: ownerName }),
    date(dueOn),
    t(status === 'open' && side === 'ours' ? 'commitment.openOurs' : `commitment.${status}`),
  ]);
  return dataTable({ heading: t('part.clientCommitments'), columns, rows });
}
