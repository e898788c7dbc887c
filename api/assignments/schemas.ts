import { z } from 'zod';
import { day, instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const points = z.number().meta({ description: 'Points of 100, with one decimal.', example: 81.3 });
const words = z.string().meta({ description: 'The same in a sentence.' });
const criterion = z.string().meta({ description: 'A role group, language, region, timeZone or load.' });
const contributions = z.array(z.object({ criterion, points, of: points })).readonly();

const reason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fitsLess'), by: points, criteria: z.array(criterion).readonly() }),
  z.object({
    kind: z.literal('lessOverall'),
    by: points,
    moves: z.array(z.object({ accountId: recordId, fromId: recordId, toId: recordId })).readonly(),
  }),
  z.object({ kind: z.enum(['equal', 'leavesWithout', 'notWorkedOut']) }),
]);

const excluded = z
  .array(
    z.object({
      managerId: recordId,
      conflicts: z.array(z.enum(['inactive', 'language', 'region', 'full'])).readonly(),
    }),
  )
  .readonly();

const placed = z.object({
  accountId: recordId,
  managerId: recordId,
  managerIdBefore: recordId.nullable(),
  fit: points,
  contributions,
  alternative: z.object({ managerId: recordId, fit: points, contributions, reason }).nullable(),
  excluded,
  words,
});

const unplaced = z.object({
  accountId: recordId,
  reason: z.enum(['nobodyQualifies', 'noRoom', 'undecided']),
  couldTake: z.array(recordId).readonly(),
  excluded,
  words,
});

const load = z.object({
  managerId: recordId,
  unit: z.enum(['accounts', 'timePercent']),
  capacity: z.int(),
  before: z.int(),
  after: z.int(),
  overloaded: z.boolean(),
  accountIds: z.array(recordId).readonly(),
  words,
});

/** A proposal as the lists show it. */
export const assignmentProposal = z
  .object({
    id: recordId,
    programmeId: recordId,
    version: z.int(),
    asOf: day,
    proposedAt: instant,
    totalFit: z.number(),
    atMost: z
      .number()
      .meta({ description: 'No sum of fits is above this; totalFit when proven to be the best.' }),
    accepted: z.object({ directorId: recordId, at: instant }).nullable(),
  })
  .meta({ id: 'AssignmentProposal' });

/** A whole proposal: who is to manage what, and why. */
export const assignmentProposalDetail = assignmentProposal
  .extend({
    words,
    placed: z.array(placed).readonly(),
    unplaced: z.array(unplaced).readonly(),
    managers: z.array(load).readonly(),
  })
  .meta({ id: 'AssignmentProposalDetail' });

/** What is to be assigned. */
export const newProposal = z.strictObject({
  programmeId: recordId.optional().meta({ description: 'Needed where there is more than one.' }),
  accountIds: z
    .array(recordId)
    .max(200)
    .default([])
    .meta({ description: 'These accounts, also where they have a manager; empty for every open one.' }),
  all: z
    .boolean()
    .default(false)
    .meta({ description: 'Every active account without a manager, also where nobody stated its needs.' }),
  asOf: z.iso
    .date()
    .optional()
    .meta({ description: 'The day that revenue ends before; today unless given.' }),
});

/** Who accepts. */
export const acceptance = z.strictObject({ directorId: recordId });

/** Which proposals. */
export const proposalQuery = z.strictObject(pageQuery);

/** The path of a proposal. */
export const proposalParams = z.object({ proposalId: recordId });
