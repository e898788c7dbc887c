import type { PlanStep, StepContent, StepStatus } from './step.ts';

/** The states in which a step of a closed year has come to nothing yet; what was rejected or cancelled is not carried on. */
export const unfinishedStates: readonly StepStatus[] = [
  'draft',
  'pending',
  'approved',
  'changesRequested',
  'expired',
  'inProgress',
  'overdue',
];

/** The plan into which a step is carried, on which day ('YYYY-MM-DD'), and who is still there. */
export interface CarryContext {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly asOf: string;
  readonly managerId: string;
  readonly isActive: (personId: string) => boolean;
}

function clamp(day: string, { from, to }: { readonly from: string; readonly to: string }): string {
  return day < from ? from : day > to ? to : day;
}

// The same day in the year that begins on `startsOn`; the 29th of February becomes the 28th.
function sameDayFrom(startsOn: string, day: string): string {
  const years = Number(startsOn.slice(0, 4)) - Number(day.slice(0, 4));
  const inYear = (more: number): string => {
    const date = new Date(`${day}T00:00:00Z`);
    const month = date.getUTCMonth();
    date.setUTCFullYear(date.getUTCFullYear() + more);
    if (date.getUTCMonth() !== month) date.setUTCDate(0);
    return date.toISOString().slice(0, 10);
  };
  const first = inYear(years);
  return first < startsOn ? inYear(years + 1) : first;
}

/**
 * A step of an earlier year as a draft of this year: due on the same day but within what is left of the year, carried out by its owner or,
 * where they have left, by the manager, with those of its approvers who are still there and may approve it. Files stay with the old step.
 */
export function carriedStep(step: PlanStep, context: CarryContext): StepContent {
  const { startsOn, endsOn, asOf, managerId, isActive } = context;
  const ownerId = isActive(step.ownerId) ? step.ownerId : managerId;
  const from = asOf > startsOn ? asOf : startsOn;
  return {
    title: step.title,
    description: step.description,
    type: step.type,
    ownerId,
    dueOn: clamp(sameDayFrom(startsOn, step.dueOn), { from, to: endsOn }),
    cost: step.cost,
    benefit: step.benefit,
    approverIds: step.approverIds.filter((id) => isActive(id) && id !== ownerId && id !== managerId),
    policy: step.policy,
  };
}
