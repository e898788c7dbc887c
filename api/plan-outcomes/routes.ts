import { z } from 'zod';
import { listOutcomes, outcomesAt } from '../../db/stores/plan-outcomes.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { day } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { planParams } from '../plans/schemas.ts';

const figure = z.string().meta({ description: 'In the unit of the target.', example: '120000.00' });

const outcome = z
  .object({
    kpi: z.string(),
    name: z.string(),
    unit: z.enum(['money', 'share', 'count']),
    baseline: figure.nullable(),
    target: figure,
    value: figure.nullable(),
    source: z.enum(['manager', 'records', 'unknown']),
    coveredUntil: day.nullable().meta({
      description: 'Where the records ended that it was measured from, exclusive; null unless it was.',
    }),
    note: z.string(),
    reached: z.boolean().nullable().meta({ description: 'null as long as the value is not known.' }),
  })
  .meta({ id: 'PlanOutcome' });

const outcomes = z
  .object({
    final: z
      .boolean()
      .meta({ description: 'Kept when the plan closed; before, they are what the records tell so far.' }),
    currency: z.string(),
    outcomes: z.array(outcome),
  })
  .meta({ id: 'PlanOutcomes' });

const readOutcomes = operation({
  id: 'getPlanOutcomes',
  method: 'get',
  path: '/plans/{planId}/outcomes',
  tag: 'plans',
  summary: "Read what came of a plan's targets, or comes of them so far",
  role: 'viewer',
  params: planParams,
  result: outcomes,
  handle: async ({ db, params: { planId: id }, now }) => {
    const plan = await getPlan(db, { id });
    const final = plan.status === 'closed';
    const found = final
      ? await listOutcomes(db, id)
      : await outcomesAt(db, { plan, closedOn: now.toISOString().slice(0, 10) });
    return { body: { final, currency: plan.currency, outcomes: [...found] } };
  },
});

/** Outcomes of plans against their targets. */
export function createPlanOutcomeOperations(): readonly Operation[] {
  return [readOutcomes];
}
