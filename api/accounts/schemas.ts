import { z } from 'zod';
import { amount, currency, day, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const asOf = z.iso
  .date()
  .optional()
  .meta({ description: 'The day that figures end before; today unless given.', example: '2026-04-01' });

/** An account as the lists show it. */
export const account = z
  .object({
    id: recordId,
    key: z.string(),
    name: z.string(),
    parentId: recordId.nullable(),
    programmeId: recordId,
    region: z.string(),
    timeZone: z.string(),
    currency,
    managerId: recordId.nullable(),
    managerName: z.string().nullable(),
    directorId: recordId.nullable(),
    active: z.boolean(),
    revenue: amount.meta({
      description: 'Delivered in the account’s own currency in the twelve months before asOf.',
    }),
  })
  .meta({ id: 'Account' });

const teamMember = z.object({ personId: recordId, name: z.string(), function: z.string() });

const contact = z.object({
  id: recordId,
  key: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.string().nullable(),
  influence: z.int().nullable().meta({ description: 'From 1 to 5.' }),
  support: z.int().nullable().meta({ description: 'From 1 to 5.' }),
  lastContactOn: day.nullable(),
});

const quarter = z.object({
  startsOn: day,
  complete: z.boolean().meta({
    description:
      'false where asOf or the beginning of the data cuts it, or something in it was not converted.',
  }),
  revenue: amount,
  transactions: z.int(),
  delivered: z.int(),
  cancellationRate: z.number().nullable().meta({ description: 'A share of 1.' }),
  averageOrderValue: amount.nullable(),
});

const unconverted = z
  .array(
    z.object({ currency, transactions: z.int(), amount: amount.meta({ description: 'In that currency.' }) }),
  )
  .readonly();

const figures = z.object({
  asOf: day,
  currency,
  quarters: z.array(quarter).readonly(),
  offerings: z
    .array(
      z.object({
        offeringId: recordId,
        name: z.string(),
        line: z.string(),
        revenue: amount,
        delivered: z.int(),
      }),
    )
    .readonly(),
  revenue: amount,
  revenueBefore: amount.nullable().meta({
    description: 'The twelve months before those, where the data cover them and all was converted.',
  }),
  trend: z.number().nullable().meta({ description: 'A share: -0.2 is a fifth less than the year before.' }),
  converted: z.int().meta({
    description: 'How many deliveries of two years are in here at the exchange rates of their days.',
  }),
  unconverted: unconverted.meta({ description: 'Deliveries without a rate, whose money is in no figure.' }),
});

/** One account with its team, contacts and figures. */
export const accountDetail = account
  .extend({ team: z.array(teamMember).readonly(), contacts: z.array(contact).readonly(), figures })
  .meta({ id: 'AccountDetail' });

/** Which accounts. */
export const accountQuery = z.strictObject({
  ...pageQuery,
  search: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'A part of the key or the name.' }),
  managerId: recordId.optional(),
  active: z.stringbool().optional(),
  asOf,
});

/** How one account is looked at. */
export const accountDetailQuery = z.strictObject({ asOf });

/** The path of an account. */
export const accountParams = z.object({ accountId: recordId });
