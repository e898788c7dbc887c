import { DomainError } from '../../domain/errors.ts';
import { planOutcomes, type OutcomeWish, type PlanOutcome } from '../../domain/planning/outcome.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { Db } from '../client.ts';
import { yearMeasured } from '../read-models/year-measured.ts';
import { currentContent } from './plan-content.ts';

const figures = ['baseline', 'target', 'value'];

interface OutcomeRow extends Omit<PlanOutcome, 'coveredUntil'> {
  covered_until: string | null;
}

/**
 * Keeps what the manager says came of the plan's targets, in the caller's transaction. Throws `invalid` with the path of each outcome
 * that names no target of the plan, or one that was named before.
 */
export async function stateOutcomes(
  db: Db,
  stated: { readonly planId: string; readonly outcomes: readonly OutcomeWish[] },
): Promise<void> {
  if (stated.outcomes.length === 0) return;
  const { content } = await currentContent(db, stated.planId);
  const targets = content.kpis.map(({ key }) => key);
  const named = stated.outcomes.map(({ kpi }) => kpi);
  const faults = named.flatMap((kpi, index) => {
    const path = `/outcomes/${index}/kpi`;
    if (!targets.includes(kpi)) {
      const known = targets.length === 0 ? 'The plan has none' : `Its targets are ${targets.join(', ')}`;
      return [{ path, message: `is no target of this plan. ${known}.` }];
    }
    return named.indexOf(kpi) < index ? [{ path, message: 'is in the list already' }] : [];
  });
  if (faults.length > 0) throw new DomainError('invalid', 'The outcomes cannot be kept as they are.', faults);
  const rows = stated.outcomes.map((one) => ({ plan_id: stated.planId, ...one }));
  await db('plan_outcome_stated').insert(rows);
}

/** What came of a plan's targets, closed on a day ('YYYY-MM-DD'): stated by its manager, else measured until its year or that day. */
export async function outcomesAt(
  db: Db,
  look: { readonly plan: Plan; readonly closedOn: string },
): Promise<readonly PlanOutcome[]> {
  const { content } = await currentContent(db, look.plan.id);
  const stated = await db('plan_outcome_stated')
    .where({ plan_id: look.plan.id })
    .select<OutcomeWish[]>('kpi', db.raw('trim_scale(value)::text as value'), 'note');
  return planOutcomes(content.kpis, { stated, measured: await yearMeasured(db, look) });
}

/** Keeps the outcomes of a plan as it closes; they never change afterwards. */
export async function keepOutcomes(
  db: Db,
  kept: { readonly planId: string; readonly outcomes: readonly PlanOutcome[] },
): Promise<void> {
  if (kept.outcomes.length === 0) return;
  const rows = kept.outcomes.map(({ coveredUntil, ...one }, position) => ({
    ...{ plan_id: kept.planId, position },
    ...one,
    covered_until: coveredUntil,
  }));
  await db('plan_outcome').insert(rows);
}

/** What came of the targets of a closed plan, in the order of its targets; none as long as it is open. */
export async function listOutcomes(db: Db, planId: string): Promise<readonly PlanOutcome[]> {
  const rows = await db('plan_outcome')
    .where({ plan_id: planId })
    .orderBy('position')
    .select<OutcomeRow[]>(
      'kpi',
      'name',
      'unit',
      'source',
      'covered_until',
      'note',
      'reached',
      ...figures.map((name) => db.raw(`trim_scale(${name})::text as ${name}`)),
    );
  return rows.map(({ covered_until: coveredUntil, ...one }) => ({ ...one, coveredUntil }));
}
