import { z } from 'zod';
import {
  addTemplate,
  listTemplates,
  moveTemplate,
  type TemplateChange,
} from '../../db/stores/plan-templates.ts';
import { templateContentSchema } from '../../domain/planning/plan-template.ts';
import { standardTemplate } from '../../domain/planning/template.ts';
import { regionCode } from '../../domain/assignment/profile.ts';
import { instant } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';

const tag = 'plan templates';

const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be a short name such as hotels')
  .meta({ example: 'hotels' });
const content = templateContentSchema.meta({
  id: 'PlanTemplateContent',
  description:
    'dueAfterDays counts from the start of the plan’s year; approvers are functions of the account’s team.',
});
const region = regionCode.nullable().meta({ description: 'A region with its parts; null for all.' });
const line = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .nullable()
  .meta({ description: 'A product line; null for all.' });

const template = z
  .object({
    name,
    version: z.int(),
    status: z.enum(['draft', 'active', 'retired']),
    region,
    line,
    content,
    reason: z.string(),
    addedBy: z.string(),
    addedAt: instant,
  })
  .meta({ id: 'PlanTemplate' });

const newTemplate = z
  .strictObject({
    name,
    region: region.default(null),
    line: line.default(null),
    content,
    reason: z.string().trim().min(1).max(1000),
  })
  .meta({ id: 'NewPlanTemplate' });

const listOperation = operation({
  id: 'listPlanTemplates',
  method: 'get',
  path: '/plan-templates',
  tag,
  summary: 'List the firm’s plan templates, and the one that comes with the product',
  description:
    'A plan is drafted from the most particular active template of its region and main product line.',
  role: 'viewer',
  result: z.object({
    standard: z.object({ name: z.string(), content }),
    items: z.array(template).readonly(),
  }),
  handle: async ({ db }) => ({ body: { standard: standardTemplate, items: await listTemplates(db) } }),
});

const addOperation = operation({
  id: 'addPlanTemplate',
  method: 'post',
  path: '/plan-templates',
  tag,
  summary: 'Add a template, or a new version of one, as a draft',
  role: 'admin',
  body: newTemplate,
  result: template,
  statuses: [201],
  idempotent: true,
  handle: async ({ db, body, caller, now }) => {
    const added = await addTemplate(db, { ...body, by: caller.actor, at: now });
    return { body: added, headers: { Location: '/v1/plan-templates' } };
  },
});

function moveOperation(
  to: TemplateChange['to'],
  facts: { id: string; verb: string; summary: string },
): Operation {
  return operation({
    id: facts.id,
    method: 'post',
    path: `/plan-templates/{name}/{version}/${facts.verb}`,
    tag,
    summary: facts.summary,
    role: 'admin',
    params: z.object({ name, version: z.coerce.number().int().min(1).max(2_147_483_647) }),
    result: template,
    handle: async ({ db, params, caller, now }) => ({
      body: await moveTemplate(db, { ...params, to, by: caller.actor, at: now }),
    }),
  });
}

/** Templates from which plans are drafted: list, add, activate and retire them. */
export function createPlanTemplateOperations(): readonly Operation[] {
  return [
    listOperation,
    addOperation,
    moveOperation('active', {
      id: 'activatePlanTemplate',
      verb: 'activate',
      summary: 'Draft plans from a template; the one active for its region and line is retired',
    }),
    moveOperation('retired', {
      id: 'retirePlanTemplate',
      verb: 'retire',
      summary: 'Draft no more plans from a template; plans that name it keep it',
    }),
  ];
}
