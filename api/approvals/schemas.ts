import { z } from 'zod';
import { waits } from '../../domain/waiting.ts';
import { instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const insteadOf = z
  .object({
    personId: recordId,
    personName: z.string(),
    how: z.enum(['named', 'escalated', 'delegated', 'suggested', 'reassigned', 'absent', 'onCall']),
  })
  .nullable()
  .meta({ description: 'Whose place they took, and how; null for those named in the step.' });

/** Somebody whom a process waits for, and what happens if they stay away. */
export const blocker = z
  .object({
    workflowId: z.string(),
    accountId: recordId.nullable(),
    personId: recordId,
    personName: z.string(),
    insteadOf,
    waitingFor: z.enum(waits),
    subject: z
      .string()
      .meta({ description: 'The number of the plan, the approver, the question or the step.' }),
    requestId: recordId
      .nullable()
      .meta({ description: 'The approval request that waits; null where it is none.' }),
    title: z.string(),
    since: instant,
    businessHoursWaited: z.number().meta({ description: "By the person's own working hours and holidays." }),
    until: instant.nullable().meta({ description: 'When the next thing happens by itself.' }),
    escalatesTo: z
      .object({
        personId: recordId,
        personName: z.string(),
        reason: z.enum(['superior', 'director', 'programmeOwner', 'manager', 'sponsor']),
      })
      .nullable()
      .meta({ description: 'Who is asked or told then; null where nobody is.' }),
  })
  .meta({ id: 'Blocker' });

const status = z.enum([
  'open',
  'approved',
  'changesRequested',
  'rejected',
  'expired',
  'superseded',
  'recalled',
]);

/** An approval request. */
export const approval = z
  .object({
    id: recordId,
    planId: recordId.nullable(),
    stepId: recordId.nullable(),
    cycleId: recordId.nullable().meta({
      description: 'The selection cycle whose panel is asked; plan, step and account are null then.',
    }),
    reviewId: recordId.nullable().meta({
      description: 'The quarterly review whose pack is to be signed off; plan and step are null then.',
    }),
    proposalId: recordId.nullable().meta({
      description: 'The solution that was proposed for an escalation; plan and step are null then.',
    }),
    stepTitle: z.string(),
    accountId: recordId.nullable(),
    accountName: z.string().meta({ description: "The account's name, or the programme's." }),
    year: z.int(),
    revision: z.int(),
    contentHash: z.string().meta({ description: 'SHA-256 of the RFC 8785 form of what was asked.' }),
    status,
    reason: z.string().nullable(),
    requestedBy: recordId,
    requestedAt: instant,
    decidedAt: instant.nullable(),
    blocking: z.array(blocker).readonly(),
  })
  .meta({ id: 'Approval' });

const seat = z.object({
  id: recordId,
  personId: recordId,
  personName: z.string(),
  insteadOf,
  level: z.int().meta({ description: '0 for those named in the step; counts escalations.' }),
  standsFor: recordId.nullable().meta({ description: 'The approver whose place they took.' }),
  reason: z.string().nullable(),
  how: z
    .enum(['named', 'escalated', 'delegated', 'suggested', 'reassigned', 'absent'])
    .meta({ description: 'Named in the step, or how they took the place of `standsFor`.' }),
  state: z.enum([
    'waiting',
    'asked',
    'approved',
    'changesRequested',
    'rejected',
    'expired',
    'released',
    'handedOver',
  ]),
  askedAt: instant.nullable(),
  remindAt: instant.nullable(),
  reminders: z.int(),
  expiresAt: instant.nullable(),
});

const decision = z.object({
  personId: recordId,
  choice: z.enum(['approve', 'requestChanges', 'reject']),
  comment: z.string(),
  decidedAt: instant,
});

/** An approval request with everybody asked and what they decided. */
export const approvalDetail = approval
  .extend({ approvers: z.array(seat).readonly(), decisions: z.array(decision).readonly() })
  .meta({ id: 'ApprovalDetail' });

/** Which approvals. */
export const approvalQuery = z.strictObject({
  ...pageQuery,
  status: status.default('open'),
  planId: recordId.optional(),
});

/** The path of one approval request. */
export const approvalParams = z.object({ approvalId: recordId });
