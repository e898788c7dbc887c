import { z } from 'zod';
import type { ListEntry } from './candidate-list.ts';

const wish = z.strictObject({ by: z.string(), reason: z.string() });
const standings = ['selected', 'overCap', 'notRepaying', 'belowThreshold', 'notEnoughKnown'] as const;
const reason = z.enum([
  'overCap',
  'notRepaying',
  'belowThreshold',
  'notEnoughKnown',
  'vetoed',
  'notActive',
  'otherProgramme',
  'aboveCap',
]);

const entry = z.strictObject({
  account: z.strictObject({
    accountId: z.string(),
    key: z.string(),
    name: z.string(),
    active: z.boolean(),
    inProgramme: z.boolean(),
    isKeyAccount: z.boolean(),
    standing: z.enum(standings).nullable(),
    rank: z.int().nullable(),
    quadrant: z.enum(['strategic', 'star', 'status', 'streamline']).nullable(),
    attractiveness: z.number().nullable(),
    strength: z.number().nullable(),
    expectedReturn: z.string().nullable(),
    revenue: z.string().nullable(),
    nominated: wish.nullable(),
    vetoed: wish.nullable(),
  }),
  action: z.enum(['designate', 'keep', 'leave', 'leftOut']),
  basis: z.enum(['score', 'nomination', 'veto']),
  reasons: z.array(reason),
  warnings: z.array(reason),
});

/**
 * What a panel approves: a programme's list of key accounts for a year, as its scores of `asOf` (a day, exclusive), nominations and
 * vetoes make it. Money is in `currency`; `approverIds` are the panel's members, `cap` is
 * how many key accounts there should be at most, and `largeNotRepaying` what the managers of large accounts would cost more than they bring.
 */
export const listContentSchema = z.strictObject({
  kind: z.literal('selection'),
  title: z.string().min(1),
  programmeName: z.string(),
  year: z.int(),
  asOf: z.iso.date(),
  criteria: z.strictObject({ key: z.string(), version: z.int() }),
  currency: z.string().length(3),
  cap: z.int(),
  largeNotRepaying: z.strictObject({ count: z.int(), sum: z.string() }),
  approverIds: z.array(z.string().regex(/^\d+$/)),
  entries: z.array(entry),
});

/** See {@link listContentSchema}. */
export type ListContent = z.infer<typeof listContentSchema>;

/** One account whose place on the list differs between two lists; `null` where it was not on one of them. */
export interface ListChange {
  readonly name: string;
  readonly before: ListEntry['action'] | null;
  readonly after: ListEntry['action'] | null;
}

/** The accounts that two lists treat differently, those of the newer one first. */
export function listChanges(before: ListContent, after: ListContent): readonly ListChange[] {
  const places = (list: ListContent) =>
    new Map(list.entries.map(({ account, action }) => [account.accountId, { name: account.name, action }]));
  const [old, now] = [places(before), places(after)];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((id) => {
    const change = { before: old.get(id)?.action ?? null, after: now.get(id)?.action ?? null };
    if (change.before === change.after) return [];
    return [{ name: now.get(id)?.name ?? old.get(id)?.name ?? '', ...change }];
  });
}
