import { fiscalYear } from '../../domain/planning/fiscal-year.ts';
import { carriedStep } from '../../domain/planning/carried-step.ts';
import { clientLanguage } from '../../domain/planning/commitment.ts';
import { identityOf, type ListSection, type PlanContent } from '../../domain/planning/content.ts';
import { draftContact, type ImportedContact } from '../../domain/planning/draft-contact.ts';
import { draftKpis } from '../../domain/planning/draft-kpis.ts';
import { situationText } from '../../domain/wording/situation-wording.ts';
import type { TemplateContent } from '../../domain/planning/plan-template.ts';
import { draftSteps, standardTitles, type DraftStep } from '../../domain/planning/template.ts';
import type { Db } from '../client.ts';
import type { NewPlan, NewPlanStep } from '../stores/plan-lifecycle.ts';
import { templateFor } from '../stores/plan-templates.ts';
import { accountFigures, type AccountFigures } from './figures.ts';
import { activeAmong, carryOver } from './carry-over.ts';
import { planFigures } from './plan-figures.ts';
import type { PlanningAccount } from './planning-context.ts';
import { accountWhitespace } from './whitespace.ts';

/** What of a new plan follows from the records. */
export type PlanDraft = Pick<
  NewPlan,
  'startsOn' | 'endsOn' | 'template' | 'situation' | 'figures' | 'steps' | 'content'
>;

/** The year, the day of drafting ('YYYY-MM-DD'), who plans, and up to when exchange rates are known (those of now without it). */
interface DraftWish {
  readonly knownAt?: Date;
  readonly account: PlanningAccount;
  readonly year: number;
  readonly asOf: string;
  readonly managerId: string;
}

/**
 * A plan drafted from records: its template by region and main product line, figures and trends, the whitespace grid, the buying centre,
 * targets and team, and the unfinished steps of the year before once that is closed. While it is not closed they are only offered.
 */
export async function planDraft(db: Db, wish: DraftWish): Promise<PlanDraft> {
  const { account, year, asOf, managerId } = wish;
  const look = { accountId: account.id, asOf, knownAt: wish.knownAt };
  const trends = await accountFigures(db, { ...look, fiscalYearStartMonth: account.fiscalYearStarts });
  const figures = await planFigures(db, trends);
  const region = await regionOf(db, account.id);
  const language = clientLanguage(region);
  const template = await templateFor(db, { region, line: mainLine(trends) });
  const dates = fiscalYear({ year, startMonth: account.fiscalYearStarts });
  const kpis = [...template.content.kpis, ...draftKpis(figures, language)];
  return {
    ...dates,
    figures,
    template: template.name,
    situation: situationText(figures, language),
    steps: await withCarried(db, {
      ...wish,
      ...dates,
      drafted: draftSteps({ ...account, ...dates, asOf, managerId }, template.content),
    }),
    content: {
      trends: trendsOf(trends),
      swot: { strengths: [], weaknesses: [], opportunities: [], threats: [] },
      competitors: [],
      risks: [],
      whitespace: distinct('whitespace', await accountWhitespace(db, look)),
      buyingCentre: distinct('buyingCentre', await contactsOf(db, account.id)),
      objectives: objectivesOf(template.content, managerId),
      budget: null,
      businessCases: [],
      kpis: distinct('kpis', kpis),
      team: distinct('team', await teamOf(db, account.id)),
    },
  };
}

function distinct<Item extends object>(section: ListSection, items: readonly Item[]): Item[] {
  const known = items.map((item) => identityOf(section, item));
  return items.filter((_, index) => known.indexOf(known[index] ?? '') === index);
}

// What is left of a step that the template asks for again takes that step's place; the rest follows.
async function withCarried(
  db: Db,
  wish: DraftWish & {
    readonly startsOn: string;
    readonly endsOn: string;
    readonly drafted: readonly DraftStep[];
  },
): Promise<NewPlanStep[]> {
  const { drafted } = wish;
  const carried = await carriedSteps(db, wish);
  const again = ({ title, templateStep }: DraftStep): NewPlanStep | undefined =>
    carried.find((step) => [title, ...standardTitles(templateStep)].includes(step.title));
  return [
    ...drafted.map((step) => {
      const { dueOn, templateStep, objective } = step;
      const left = again(step);
      return left ? { ...left, dueOn, templateStep, ...(objective !== undefined && { objective }) } : step;
    }),
    ...carried.filter((one) => !drafted.some((step) => again(step) === one)),
  ];
}

async function carriedSteps(
  db: Db,
  wish: DraftWish & { readonly startsOn: string; readonly endsOn: string },
): Promise<NewPlanStep[]> {
  const left = await carryOver(db, { accountId: wish.account.id, year: wish.year });
  if (left?.status !== 'closed') return [];
  const named = left.steps.flatMap(({ ownerId, approverIds }) => [ownerId, ...approverIds]);
  const isActive = await activeAmong(db, named);
  return left.steps.map((step) => ({
    ...carriedStep(step, { ...wish, isActive }),
    ownPolicy: step.ownPolicy,
    carriedFrom: step.id,
  }));
}

async function regionOf(db: Db, accountId: string): Promise<string> {
  const row = await db('account').where({ id: accountId }).first<{ region: string } | undefined>('region');
  return row?.region ?? '';
}

/** The product line that brings an account the most revenue; null without any. */
function mainLine({ offerings }: AccountFigures): string | null {
  const lines = new Map<string, number>();
  for (const { line, revenue } of offerings) lines.set(line, (lines.get(line) ?? 0) + Number(revenue));
  return [...lines].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}

function trendsOf({ quarters }: AccountFigures): PlanContent['trends'] {
  return quarters
    .filter(({ complete, revenue }) => complete && Number(revenue) >= 0)
    .map(({ startsOn, revenue, transactions, cancellationRate }) => ({
      startsOn,
      revenue,
      orders: transactions,
      cancellationRate: cancellationRate === null ? null : Number(cancellationRate.toFixed(4)),
    }));
}

function objectivesOf({ objectives }: TemplateContent, managerId: string): PlanContent['objectives'] {
  return objectives.map((objective) => ({ ...objective, ownerId: managerId }));
}

async function contactsOf(db: Db, accountId: string): Promise<PlanContent['buyingCentre']> {
  const rows = await db('contact')
    .where({ account_id: accountId })
    .orderBy('id')
    .limit(500)
    .select<(Omit<ImportedContact, 'lastContactOn'> & { last_contact_on: string | null })[]>(
      'key',
      'name',
      'role',
      'influence',
      'support',
      'last_contact_on',
    );
  return rows.map(({ last_contact_on: lastContactOn, ...contact }) =>
    draftContact({ ...contact, lastContactOn }),
  );
}

async function teamOf(db: Db, accountId: string): Promise<PlanContent['team']> {
  const rows = await db('team_member as m')
    .join('person as p', 'p.id', 'm.person_id')
    .where('m.account_id', accountId)
    .orderBy(['m.function', 'p.id'])
    .select<{ id: string; function: string; time_zone: string }[]>('p.id', 'm.function', 'p.time_zone');
  return rows.map((row) => ({
    personId: row.id,
    function: row.function.slice(0, 60),
    roleInPlan: '',
    timeZone: row.time_zone,
  }));
}
