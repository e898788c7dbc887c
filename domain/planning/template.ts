import { standardPolicy } from '../approvals/policy.ts';
import type { Language } from '../reader-format.ts';
import type { TemplateContent } from './plan-template.ts';
import { standardStepTexts } from './standard-steps.ts';
import type { StepContent } from './step.ts';

const steps: readonly Omit<TemplateContent['steps'][number], 'title' | 'description'>[] = [
  { key: 'agree-on-the-year', type: 'relationship', dueAfterDays: 45, approvers: ['director'] },
  { key: 'remove-lost-business', type: 'service', dueAfterDays: 120, approvers: ['operations', 'finance'] },
  { key: 'introduce-an-offering', type: 'growth', dueAfterDays: 200, approvers: ['sponsor'] },
  { key: 'review-the-relationship', type: 'relationship', dueAfterDays: 310, approvers: ['sponsor'] },
];

/** The content of the standard template with its texts in a language. */
export function standardContent(language: Language): TemplateContent {
  const texts = standardStepTexts[language];
  const written = steps.flatMap((step) => {
    const text = texts.get(step.key);
    return text ? [{ ...step, ...text }] : [];
  });
  return { steps: written, objectives: [], kpis: [] };
}

/** The standard plan that comes with the product, for all regions and product lines, in English; `name` is kept with each plan. */
export const standardTemplate: { readonly name: string; readonly content: TemplateContent } = {
  name: 'standard/1',
  content: standardContent('en'),
};

/** What a step of the standard template is called in any language, by its key; empty for a step that it does not have. */
export function standardTitles(key: string): readonly string[] {
  return Object.values(standardStepTexts).flatMap((texts) => texts.get(key)?.title ?? []);
}

/** What a draft is made for. Dates are 'YYYY-MM-DD'; `team` maps a function to a person's id; `asOf` is the day of drafting. */
export interface DraftContext {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly asOf: string;
  readonly managerId: string;
  readonly directorId: string | null;
  readonly team: Readonly<Record<string, string>>;
}

const day = 86_400_000;

// A Saturday or Sunday becomes the Friday before, but never a day before the draft's own.
function weekdayUpTo(date: number, from: number): number {
  const daysOver = [2, 0, 0, 0, 0, 0, 1][new Date(date).getUTCDay()] ?? 0;
  return Math.max(date - daysOver * day, from);
}

function dueDate(context: DraftContext, afterDays: number): string {
  const start = Date.parse(context.startsOn);
  const end = Date.parse(context.endsOn);
  const share = (afterDays * day) / (end - start);
  const from = Math.max(start, Date.parse(context.asOf));
  const due = from + Math.round(((end - from) * Math.min(share, 1)) / day) * day;
  return new Date(weekdayUpTo(Math.min(due, end), from)).toISOString().slice(0, 10);
}

function approversOf(context: DraftContext, functions: readonly string[]): string[] {
  const people = functions.map((name) => context.team[name] ?? context.directorId);
  return [...new Set(people)].filter((id): id is string => id !== null && id !== context.managerId);
}

/** A step drafted from a template's step, with the objective it serves. */
export interface DraftStep extends StepContent {
  readonly templateStep: string;
  readonly objective?: string;
}

/** The steps of a new plan: due dates keep their share of what is left of the year, missing functions fall back to the director. */
export function draftSteps(
  context: DraftContext,
  template: Pick<TemplateContent, 'steps'> = standardTemplate.content,
): readonly DraftStep[] {
  return template.steps.map((step) => ({
    title: step.title,
    description: step.description,
    type: step.type,
    ownerId: context.managerId,
    dueOn: dueDate(context, step.dueAfterDays),
    cost: '0.00',
    benefit: '0.00',
    approverIds: approversOf(context, step.approvers),
    policy: standardPolicy,
    templateStep: step.key,
    ...(step.objective !== undefined && { objective: step.objective }),
  }));
}
