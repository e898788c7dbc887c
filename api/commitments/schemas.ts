import { z } from 'zod';
import { day, instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const text = z.string().trim().min(1).max(1000);
const reason = z.string().trim().min(1).max(4000);

const status = z.enum(['open', 'confirmed', 'moved', 'done', 'missed', 'withdrawn']).meta({
  description:
    'open: not agreed yet, or ours and not due; confirmed: the client agreed; moved: both agreed on a date that the client proposed.',
});

/** A commitment of either side. */
export const commitment = z
  .object({
    id: recordId,
    planId: recordId,
    stepId: recordId.nullable(),
    side: z.enum(['ours', 'client']),
    text: z.string(),
    ownerId: recordId.nullable().meta({ description: 'A person of ours.' }),
    contactId: recordId.nullable().meta({ description: "A contact of the client's." }),
    ownerName: z.string(),
    dueOn: day,
    status,
    version: z.int(),
    askedAt: instant.nullable().meta({ description: 'When the owner was told, or asked if the client’s.' }),
    remindAt: instant.nullable(),
    silentAt: instant.nullable().meta({ description: 'When silence is recorded as a signal.' }),
    missAt: instant.nullable().meta({ description: 'When it counts as missed unless it is done.' }),
    proposedOn: day.nullable().meta({ description: 'What the client proposes instead, not settled yet.' }),
    contentHash: z.string().meta({ description: 'What an answer of the client is bound to.' }),
  })
  .meta({ id: 'Commitment' });

/** A commitment with everything that happened to it. */
export const commitmentDetail = commitment
  .extend({
    history: z
      .array(
        z.object({
          version: z.int(),
          kind: z.string(),
          status,
          text: z.string(),
          dueOn: day,
          proposedOn: day.nullable(),
          word: z.string().meta({ description: 'The word, reason or evidence given with it.' }),
          by: z.object({ kind: z.string(), id: z.string() }),
          occurredAt: instant,
        }),
      )
      .readonly(),
  })
  .meta({ id: 'CommitmentDetail' });

/** All commitments of a plan. */
export const commitments = z.object({ items: z.array(commitment).readonly() }).meta({ id: 'Commitments' });

/** A commitment to be recorded. */
export const newCommitment = z
  .strictObject({
    text,
    dueOn: z.iso.date(),
    owner: z.union([
      z.strictObject({ personId: recordId }),
      z.strictObject({ contactKey: z.string().trim().min(1) }),
    ]),
    stepId: recordId.optional(),
  })
  .meta({ id: 'NewCommitment' });

/** New terms of a commitment. */
export const commitmentChange = z
  .strictObject({ text: text.optional(), dueOn: z.iso.date().optional() })
  .refine((change) => Object.keys(change).length > 0, 'must change at least one field')
  .meta({ id: 'CommitmentChange' });

/** What becomes of the date that the client proposes. */
export const proposalSettlement = z
  .strictObject({ accept: z.boolean(), reason: reason.meta({ description: 'The client reads it.' }) })
  .meta({ id: 'ProposalSettlement' });

/** What shows that a commitment was kept. */
export const commitmentCompletion = z.strictObject({ evidence: reason }).meta({ id: 'CommitmentCompletion' });

/** Why a commitment is given up; the client does not read it. */
export const commitmentWithdrawal = z.strictObject({ reason }).meta({ id: 'CommitmentWithdrawal' });

/** The path of a commitment. */
export const commitmentParams = z.object({ commitmentId: recordId });

/** The path of an account. */
export const signalParams = z.object({ accountId: recordId });

/** Which signals: those up to a moment. */
export const signalQuery = z.strictObject({ ...pageQuery, asOf: z.iso.datetime().optional() });

/** Something that a watchful eye should see. */
export const signal = z
  .object({
    id: recordId,
    kind: z.string().meta({ example: 'commitment.missed' }),
    accountId: recordId,
    planId: recordId.nullable(),
    subject: z.string().meta({ description: 'The number of what it is about.' }),
    occurredAt: instant,
    evidence: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Signal' });
