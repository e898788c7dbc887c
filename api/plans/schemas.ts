import { z } from 'zod';
import { outcomeWish } from '../../domain/planning/outcome.ts';
import { improvementWish } from '../../domain/improvement.ts';
import { stepContentSchema } from '../../domain/planning/step.ts';
import { amount, currency, day, instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

/** The stage of an annual plan. */
export const planStatus = z.enum(['drafting', 'approving', 'executing', 'closed']);

const stepStatus = z.enum([
  'draft',
  'pending',
  'approved',
  'changesRequested',
  'rejected',
  'expired',
  'inProgress',
  'overdue',
  'done',
  'cancelled',
]);

/** A plan without its steps. */
export const planSummary = z
  .object({
    id: recordId,
    workflowId: z.string(),
    accountId: recordId,
    accountName: z.string(),
    year: z.int(),
    status: planStatus,
    revision: z.int(),
    managerId: recordId,
    steps: z.int().meta({ description: 'How many steps it has, cancelled ones left out.' }),
    done: z.int(),
  })
  .meta({ id: 'PlanSummary' });

/** A step of a plan. */
export const planStep = z
  .object({
    ...stepContentSchema.shape,
    id: recordId,
    planId: recordId,
    position: z.int(),
    dueOn: day,
    cost: amount,
    benefit: amount.meta({ description: 'A year, in the currency of the plan.' }),
    status: stepStatus,
    ownPolicy: z.boolean().meta({ description: "Whether the policy is the step's own." }),
    rule: z
      .object({ version: z.int(), name: z.string() })
      .nullable()
      .meta({ description: 'The approval rule that chose the policy when the step was submitted.' }),
    verify: z
      .enum(['link', 'code'])
      .meta({ description: 'What a decision needs, as of the submission: the link alone, or a code.' }),
    attachments: stepContentSchema.shape.attachments
      .unwrap()
      .default([])
      .meta({ description: 'Files that approvers decide on too; see attachFile.' }),
    dependsOn: stepContentSchema.shape.dependsOn
      .unwrap()
      .default([])
      .meta({ description: 'Steps that have to end before this one starts.' }),
    progress: z.object({ percent: z.int(), note: z.string() }),
    blocked: z
      .object({ since: instant, reason: z.string() })
      .nullable()
      .meta({ description: 'What keeps it from going on.' }),
    contentHash: z.string().nullable().meta({ description: 'What approvals are bound to; null in a draft.' }),
  })
  .meta({ id: 'PlanStep' });

const planFigures = z
  .object({
    asOf: day,
    currency,
    orders: z.int(),
    revenue: amount,
    revenueBefore: amount
      .nullable()
      .meta({ description: 'The twelve months before, where the data cover them.' }),
    cancellationRate: z.number().nullable().meta({ description: 'A share of 1.' }),
    offeringsBought: z.array(z.string()).readonly(),
    offeringsOpen: z.array(z.string()).readonly(),
    converted: z
      .int()
      .optional()
      .meta({ description: 'How many deliveries were converted at the exchange rates of their days.' }),
    unconverted: z
      .array(z.object({ currency, transactions: z.int(), amount }))
      .readonly()
      .optional()
      .meta({ description: 'Deliveries without a rate, whose money is in no figure.' }),
  })
  .meta({
    id: 'PlanFigures',
    description: 'The twelve months before asOf, as they were when the plan was drafted.',
  });

/** A plan with its steps. */
export const plan = z
  .object({
    id: recordId,
    workflowId: z.string(),
    accountId: recordId,
    year: z.int(),
    status: planStatus,
    version: z.int(),
    revision: z.int(),
    managerId: recordId,
    currency,
    startsOn: day,
    endsOn: day,
    template: z.string(),
    situation: z.string(),
    figures: planFigures,
    steps: z.array(planStep).readonly(),
  })
  .meta({ id: 'Plan' });

const ownPolicy = stepContentSchema.shape.policy;

/** A step to be added: everything that is approved, its policy only if it is to have its own. */
export const newStep = stepContentSchema
  .omit({ attachments: true })
  .extend({
    policy: ownPolicy.optional().meta({ description: 'Without it the approval rules choose the policy.' }),
  })
  .meta({ id: 'NewStep' });

/** The fields of a step to be replaced; the others stay as they are. */
export const stepChange = stepContentSchema
  .omit({ attachments: true })
  .partial()
  .extend({
    policy: ownPolicy
      .nullable()
      .optional()
      .meta({ description: "A policy of the step's own; null leaves it to the approval rules." }),
  })
  .refine((change) => Object.keys(change).length > 0, 'must change at least one field')
  .meta({ id: 'StepChange' });

/** Why a step is given up. */
export const stepCancellation = z.strictObject({ reason: z.string().trim().min(1).max(1000) });

/** What shows that a step is done. */
export const stepCompletion = z.strictObject({ evidence: z.string().trim().min(1).max(4000) });

/** How a plan is closed. */
export const planClosing = z
  .strictObject({
    lessons: z
      .string()
      .trim()
      .max(4000)
      .default('')
      .meta({ description: 'What was learned; manager and director read it in the mail.' }),
    improvements: z.array(improvementWish).max(20).default([]).meta({
      description:
        'What the firm changes because of it; each owner is told, reminded, and reads it in the next plan.',
    }),
    outcomes: z.array(outcomeWish).max(500).default([]).meta({
      description:
        'What came of its targets, each in the unit of its own; those left out are measured from the records, or stay open.',
    }),
    confirmUnfinished: z.boolean().default(false).meta({
      description: 'Close it although steps are unfinished; otherwise that is a 409 that lists them.',
    }),
  })
  .meta({ id: 'PlanClosing' });

/** Which plans. */
export const planQuery = z.strictObject({
  ...pageQuery,
  accountId: recordId.optional(),
  status: planStatus.optional(),
});

/** The path of a plan. */
export const planParams = z.object({ planId: recordId });

/** The path of a step. */
export const stepParams = z.object({ planId: recordId, stepId: recordId });
