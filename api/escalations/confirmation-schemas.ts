import { z } from 'zod';
import { clientAnswers } from '../../domain/escalations/confirmation.ts';
import { contactChannels } from '../../domain/escalations/work.ts';
import { instant, recordId } from '../fields.ts';

const word = z.string().trim().max(1000);

/** A solution as it is presented. */
export const presentation = z
  .strictObject({
    contactId: recordId,
    channel: z.enum(contactChannels),
    summary: z
      .string()
      .trim()
      .min(1)
      .max(4000)
      .meta({ description: 'In words for the client: it is all that they read of it.' }),
  })
  .meta({ id: 'SolutionPresentation' });

/** What the client said. */
export const clientAnswer = z
  .strictObject({ answer: z.enum(clientAnswers), word: word.default('') })
  .meta({ id: 'ClientAnswer' });

/** Why a presentation is taken back. */
export const withdrawal = z.strictObject({ reason: word.min(1) }).meta({ id: 'PresentationWithdrawal' });

/** What was presented, and what the client said of it. */
export const confirmation = z
  .object({
    id: recordId,
    escalationId: recordId,
    run: z.int(),
    number: z.int(),
    proposalId: recordId,
    contactId: recordId,
    channel: z.enum(contactChannels),
    summary: z.string(),
    presentedAt: instant,
    remindAt: instant.nullable(),
    silentAt: instant.nullable().meta({ description: 'When silence counts as agreement.' }),
    answer: z.enum([...clientAnswers, 'silent', 'withdrawn']).nullable(),
    answeredAt: instant.nullable(),
    word: z.string(),
    by: z.object({ kind: z.string(), id: z.string() }).nullable(),
  })
  .meta({ id: 'SolutionConfirmation' });
