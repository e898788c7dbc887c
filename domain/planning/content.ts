import { z } from 'zod';
import { amountSchema } from './amount.ts';

const label = z.string().trim().min(1).max(200);
const text = z.string().trim().max(4000);
const itemKey = z.string().trim().min(1).max(120);
const recordId = z.string().regex(/^[1-9]\d{0,17}$/, 'must be a record number');
const rating = z.int().min(1).max(5);
const figure = z.string().regex(/^-?\d{1,12}(\.\d{1,4})?$/, 'must be a number such as 0.25');

/** By which fields an item of each list is known again in another revision; no two items of a list may agree in all of them. */
export const identities = {
  trends: ['startsOn'],
  competitors: ['name'],
  risks: ['key'],
  whitespace: ['division', 'offering'],
  buyingCentre: ['contact'],
  objectives: ['key'],
  stepObjectives: ['stepId'],
  businessCases: ['stepId'],
  kpis: ['key'],
  team: ['personId', 'function'],
} as const satisfies Record<string, readonly string[]>;

/** A section that is a list of items. */
export type ListSection = keyof typeof identities;

/** What an item is known by, in one string. */
export function identityOf(section: ListSection, item: object): string {
  return JSON.stringify(identities[section].map((field) => (item as Record<string, unknown>)[field]));
}

function listOf<Item extends z.ZodObject>(section: ListSection, item: Item) {
  return z
    .array(item)
    .max(500)
    .superRefine((items, context) => {
      const known = items.map((one) => identityOf(section, one));
      for (const [index, identity] of known.entries())
        if (known.indexOf(identity) < index)
          context.addIssue({ code: 'custom', path: [index], message: 'is in the list already' });
    });
}

const points = z
  .array(label)
  .max(50)
  .superRefine((all, context) => {
    for (const [index, one] of all.entries())
      if (all.indexOf(one) < index)
        context.addIssue({ code: 'custom', path: [index], message: 'is in the list already' });
  });

const trend = z.strictObject({
  startsOn: z.iso.date(),
  revenue: amountSchema,
  orders: z.int().min(0),
  cancellationRate: z.number().min(0).max(1).nullable(),
});

const risk = z.strictObject({
  key: itemKey,
  risk: label,
  likelihood: rating,
  impact: rating,
  response: text,
});

const cell = z
  .strictObject({
    division: itemKey,
    line: itemKey,
    offering: itemKey,
    state: z.enum(['ours', 'competitor', 'open']),
    competitor: label.nullable(),
    potential: amountSchema.nullable(),
  })
  .refine(({ state, competitor }) => competitor === null || state === 'competitor', {
    path: ['competitor'],
    message: 'can be named only where the state is competitor',
  });

const contact = z.strictObject({
  contact: itemKey,
  name: label,
  title: z.string().trim().max(200),
  role: z.enum(['sponsor', 'decisionMaker', 'buyer', 'influencer', 'user', 'gatekeeper', 'other']),
  influence: rating.nullable(),
  support: rating.nullable(),
  levelNow: rating.nullable(),
  levelWanted: rating.nullable(),
  lastContactOn: z.iso.date().nullable(),
});

const objective = z.strictObject({
  key: itemKey,
  title: label,
  ownerId: recordId,
  measure: label,
  target: label,
  customerGoal: text,
});

const businessCase = z.strictObject({
  stepId: recordId,
  investment: amountSchema,
  monthlyBenefits: z.array(amountSchema).min(1).max(120),
  discountRatePercent: z.number().min(0).max(100),
  lowPercent: z.number().min(0).max(100),
  highPercent: z.number().min(100).max(1000),
});

const kpi = z.strictObject({
  key: itemKey,
  name: label,
  unit: z.enum(['money', 'share', 'count']),
  baseline: figure.nullable(),
  target: figure,
  earlyIndicators: z.array(z.strictObject({ name: label, expected: label })).max(10),
});

const member = z.strictObject({
  personId: recordId,
  function: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'must be a function such as finance'),
  roleInPlan: z.string().trim().max(200),
  timeZone: z.string().regex(/^[A-Za-z]+(\/[A-Za-z0-9_+-]+)*$/, 'must be a time zone such as Europe/Lisbon'),
});

/**
 * What stands in a plan beside its steps. Money is in the plan's currency (`potential` a year, `budget` for all steps together);
 * ratings run from 1 to 5; rates are shares of 1 unless named percent; steps and people by id.
 */
export const planContentSchema = z.strictObject({
  situation: z.string().trim().max(8000),
  trends: listOf('trends', trend),
  swot: z.strictObject({ strengths: points, weaknesses: points, opportunities: points, threats: points }),
  competitors: listOf('competitors', z.strictObject({ name: label, position: text, response: text })),
  risks: listOf('risks', risk),
  whitespace: listOf('whitespace', cell),
  buyingCentre: listOf('buyingCentre', contact),
  objectives: listOf('objectives', objective),
  stepObjectives: listOf('stepObjectives', z.strictObject({ stepId: recordId, objective: itemKey })),
  budget: amountSchema.nullable(),
  businessCases: listOf('businessCases', businessCase),
  kpis: listOf('kpis', kpi),
  team: listOf('team', member),
});

/** See {@link planContentSchema}. */
export type PlanContent = z.output<typeof planContentSchema>;

/** A part of the content, replaced as a whole. */
export type ContentSection = keyof PlanContent;

/** The sections in the order in which they are read. */
export const contentSections = Object.keys(planContentSchema.shape) as readonly ContentSection[];

/** Content with nothing in it but the situation. */
export function emptyContent(situation: string): PlanContent {
  return {
    situation,
    trends: [],
    swot: { strengths: [], weaknesses: [], opportunities: [], threats: [] },
    competitors: [],
    risks: [],
    whitespace: [],
    buyingCentre: [],
    objectives: [],
    stepObjectives: [],
    budget: null,
    businessCases: [],
    kpis: [],
    team: [],
  };
}
