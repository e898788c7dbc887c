import { z } from 'zod';
import { rungs } from '../../domain/escalations/policy.ts';
import { instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const rung = z.enum(rungs);
const region = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'must be a region such as PT or DE-BY');
const localTime = z.string().max(16).meta({
  description: 'A local day or time, such as 2027-03-01 or 2027-03-01T18:00.',
  example: '2027-03-01T18:00',
});

/** Somebody who is on call. */
export const onCallEntry = z
  .object({
    id: recordId,
    programmeId: recordId,
    region: z.string().nullable().meta({ description: 'Null: in every region.' }),
    rung: rung.nullable().meta({ description: 'Null: on the first rung of the ladder.' }),
    personId: recordId,
    personName: z.string(),
    startsAt: instant,
    endsAt: instant.meta({ description: 'From this instant on they are not on call any more.' }),
    timeZone: z.string().meta({ description: 'Of the local times by which it was set.' }),
    setBy: z.string().meta({ description: 'Who set it, such as apiKey:3.' }),
    setAt: instant,
  })
  .meta({ id: 'OnCallEntry' });

/** Who is on call from when to when, in turns where there are several. */
export const newOnCall = z
  .strictObject({
    programmeId: recordId,
    personIds: z.array(recordId).min(1).max(50).meta({ description: 'Several take turns, in this order.' }),
    from: localTime,
    until: localTime,
    timeZone: z.string().min(1).max(60).meta({ example: 'Europe/Lisbon' }),
    shiftDays: z
      .int()
      .min(1)
      .max(366)
      .default(7)
      .meta({ description: 'How many local days a turn has; a week unless given.' }),
    region: region
      .optional()
      .meta({ description: 'Only for accounts there; a country means its regions too.' }),
    rung: rung.optional().meta({ description: 'The first rung of the ladder unless given.' }),
    replaces: recordId.optional().meta({ description: 'The entry that ends now because of this one.' }),
  })
  .meta({ id: 'NewOnCall' });

/** The entries of a rota, in turn. */
export const onCallEntries = z
  .object({ items: z.array(onCallEntry).readonly() })
  .meta({ id: 'OnCallEntries' });

/** Which entries: those that are not over unless `past` asks for all. */
export const onCallQuery = z.strictObject({
  ...pageQuery,
  programmeId: recordId.optional(),
  past: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});

/** Which entry. */
export const onCallParams = z.strictObject({ onCallId: recordId });

/** For which account, and when; now unless given. */
export const whoQuery = z.strictObject({
  accountId: recordId,
  at: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .meta({ override: { type: 'string', format: 'date-time' }, example: '2027-03-01T18:00:00+01:00' })
    .optional(),
});

/** Who would be asked on each rung of an account's ladder, apart from whoever is away or was asked before. */
export const whoAnswer = z
  .object({
    at: instant,
    rungs: z
      .array(
        z.object({
          rung,
          standing: z
            .object({ personId: recordId, personName: z.string() })
            .nullable()
            .meta({ description: 'Who fills it, asked where nobody is on call.' }),
          onCall: z
            .array(onCallEntry)
            .readonly()
            .meta({ description: 'Who is on call, the one asked first.' }),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'WhoIsOnCall' });
