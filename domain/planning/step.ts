import { z } from 'zod';
import { approvalPolicySchema, type ApprovalPolicy } from '../approvals/policy.ts';
import { twoDecimals } from './amount.ts';
import { attachmentsSchema, type Attachment } from './attachment.ts';

const money = z.string().regex(/^\d{1,12}(\.\d{1,2})?$/, 'must be an amount such as 1200.50');

/** Where a step stands. `overdue` is still being worked on. */
export type StepStatus =
  | 'draft'
  | 'pending'
  | 'approved'
  | 'changesRequested'
  | 'rejected'
  | 'expired'
  | 'inProgress'
  | 'overdue'
  | 'done'
  | 'cancelled';

/** What an approver approves: money is in the plan's currency, `benefit` per year, people by id. */
export const stepContentSchema = z.strictObject({
  title: z.string().trim().min(1).max(200),
  description: z.string().trim().max(4000),
  type: z.string().trim().min(1).max(60),
  ownerId: z.string().regex(/^\d+$/),
  dueOn: z.iso.date(),
  cost: money,
  benefit: money,
  approverIds: z.array(z.string().regex(/^\d+$/)).max(20),
  policy: approvalPolicySchema,
  attachments: attachmentsSchema.optional(),
  dependsOn: z.array(z.string().regex(/^\d+$/)).max(50).optional(),
});

/** See {@link stepContentSchema}. */
export type StepContent = z.infer<typeof stepContentSchema>;

/**
 * A step with its place in the plan and where it stands. Its policy is its own, or was chosen when it was submitted by the firm's
 * approval rule `rule`; `verify` is what a decision on it needs.
 */
export interface PlanStep extends StepContent {
  readonly ownPolicy: boolean;
  readonly rule: { readonly version: number; readonly name: string } | null;
  readonly verify: ApprovalPolicy['verify'];
  readonly id: string;
  readonly planId: string;
  readonly position: number;
  readonly status: StepStatus;
  readonly contentHash: string | null;
  /** How far its owner says it has come, in percent, with their last note. */
  readonly progress: { readonly percent: number; readonly note: string };
  readonly blocked: { readonly since: Date; readonly reason: string } | null;
}

const content = Object.keys(stepContentSchema.shape) as readonly (keyof StepContent)[];

/** Fields of a step to be replaced; a policy given is the step's own, `null` leaves it to the approval rules. */
export type StepChange = Partial<Omit<StepContent, 'policy'>> & { readonly policy?: ApprovalPolicy | null };

/**
 * The part of a step that is approved and hashed, amounts in one form ('1200.5' and '1200.50' are the same content). A step without
 * attachments or dependencies has no such key, so that it keeps the hash it always had; the order of dependencies says nothing.
 */
export function contentOf(step: StepContent): StepContent {
  const { attachments, dependsOn, ...picked } = Object.fromEntries(
    content.map((key) => [key, step[key]]),
  ) as unknown as StepContent;
  const amounts = { cost: twoDecimals(step.cost), benefit: twoDecimals(step.benefit) };
  const attached = attachments?.map(({ name, mediaType, bytes, sha256 }) => ({
    name,
    mediaType,
    bytes,
    sha256,
  }));
  const waits = [...new Set(dependsOn)].toSorted((a, b) => Number(a) - Number(b));
  return {
    ...picked,
    ...amounts,
    ...(attached?.length && { attachments: attached }),
    ...(waits.length > 0 && { dependsOn: waits }),
  };
}

/** One field that differs between two versions of a step. */
export interface FieldChange {
  readonly field: keyof StepContent;
  readonly before: FieldValue;
  readonly after: FieldValue;
}

type FieldValue = NonNullable<StepContent[keyof StepContent]>;

const none: Attachment[] = [];

/** The fields in which two versions of a step differ, in the order of the form. */
export function changesBetween(before: StepContent, after: StepContent): readonly FieldChange[] {
  const [old, now] = [contentOf(before), contentOf(after)];
  return content
    .filter((field) => JSON.stringify(old[field]) !== JSON.stringify(now[field]))
    .map((field) => ({ field, before: old[field] ?? none, after: now[field] ?? none }));
}
