import { z } from 'zod';
import { contactChannels, rootCauseCategories } from '../../domain/escalations/work.ts';
import { improvementWish } from '../../domain/improvement.ts';
import { instant, recordId } from '../fields.ts';
import { clockedEscalation } from './schemas.ts';

const words = z.string().trim().min(1).max(4000);

/** A contact with the client. */
export const escalationContact = z
  .strictObject({
    channel: z.enum(contactChannels),
    contactId: recordId.nullable().default(null),
    withWhom: z
      .string()
      .trim()
      .max(200)
      .nullable()
      .default(null)
      .meta({ description: "With whom, where it is none of the account's contacts." }),
    reached: z.boolean().default(true).meta({ description: 'Whether somebody was reached.' }),
    summary: words,
    tookPlaceAt: z.iso
      .datetime({ offset: true })
      .transform((text) => new Date(text))
      .optional()
      .meta({ description: 'Now where it is left out.' }),
  })
  .meta({ id: 'EscalationContact' });

/** Where it stands. */
export const escalationUpdate = z.strictObject({ text: words.max(2000) }).meta({ id: 'EscalationUpdate' });

/** Why it happened. */
export const foundRootCause = z
  .strictObject({
    category: z.enum(rootCauseCategories),
    name: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .meta({ example: 'no workspace in rooms', description: 'Short: the same words are the same cause.' }),
    text: words.max(2000),
  })
  .meta({ id: 'RootCause' });

/** What the firm learns. */
export const escalationLessons = z
  .strictObject({ lessons: z.array(improvementWish).min(1).max(20) })
  .meta({ id: 'EscalationLessons' });

/** The escalation, and the improvements that its lessons became. */
export const keptLessons = z
  .object({ escalation: clockedEscalation, improvementIds: z.array(recordId).readonly() })
  .meta({ id: 'KeptLessons' });

/** Which root causes are listed. */
export const rootCauseQuery = z.strictObject({
  category: z.enum(rootCauseCategories).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A root cause over all accounts. */
export const rootCauseAcross = z
  .object({
    category: z.enum(rootCauseCategories),
    name: z.string(),
    accounts: z.array(z.object({ id: recordId, name: z.string() })).readonly(),
    escalations: z
      .array(
        z.object({
          id: recordId,
          accountId: recordId,
          title: z.string(),
          stage: z.string(),
          outcome: z.string().nullable(),
          foundAt: instant,
        }),
      )
      .readonly(),
  })
  .meta({ id: 'RootCauseAcross' });
