import { z } from 'zod';
import { attachFile, detachFile, readAttachment } from '../../db/stores/attachments.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import type { PlanEdit } from '../../db/stores/plans.ts';
import { DomainError } from '../../domain/errors.ts';
import { versionOfTag } from '../etags.ts';
import { operation } from '../operation.ts';
import type { Call, Operation, Upload } from '../operation.ts';
import { planReply } from '../plans/routes.ts';
import type { PlanDeps } from '../plans/routes.ts';
import { plan, stepParams } from '../plans/schemas.ts';
import { receiveAttachment } from './receive-attachment.ts';
import { attachmentHeaders } from './send-attachment.ts';

const path = '/plans/{planId}/steps/{stepId}/attachments';
const oneFile = stepParams.extend({
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal digits'),
});
const named = z.strictObject({
  name: z
    .string()
    .min(1)
    .max(500)
    .meta({ description: "The file's name; its ending says what kind of file it is.", example: 'offer.pdf' }),
});
const upload: Upload = {
  contentTypes: { 'application/octet-stream': { type: 'string', format: 'binary' } },
  receive: receiveAttachment,
};

function editOf({ params, ifMatch, caller, now }: Call<{ planId: string }, unknown, unknown>): PlanEdit {
  return { planId: params.planId, version: versionOfTag(ifMatch), by: caller.actor, at: now };
}

function attachOperation(deps: PlanDeps): Operation {
  return operation({
    id: 'attachFile',
    method: 'post',
    path,
    tag: 'plan steps',
    summary: 'Attach a file to a step',
    description:
      'The file is the body, 10 MB at most, and ten of them a step. It takes the place of one of the same name. Approvers decide on it too: the step goes back to draft, and approvals asked or given before are void.',
    role: 'manager',
    params: stepParams,
    query: named,
    upload,
    result: plan,
    statuses: [201],
    ifMatch: true,
    etag: true,
    idempotent: true,
    handle: async (call) => {
      const { stepId } = call.params;
      const file = { name: call.query.name, content: call.body as Buffer };
      const edited = await attachFile(call.db, { ...editOf(call), stepId, ...file });
      return { ...planReply(edited), afterCommit: () => void deps.ring(edited.workflowId) };
    },
  });
}

function detachOperation(deps: PlanDeps): Operation {
  return operation({
    id: 'detachFile',
    method: 'delete',
    path: `${path}/{sha256}`,
    tag: 'plan steps',
    summary: 'Remove a file from a step',
    description: 'An edit like any other: approvals of the step are void.',
    role: 'manager',
    params: oneFile,
    result: plan,
    ifMatch: true,
    etag: true,
    handle: async (call) => {
      const { stepId, sha256 } = call.params;
      const edited = await detachFile(call.db, { ...editOf(call), stepId, sha256 });
      return { ...planReply(edited), afterCommit: () => void deps.ring(edited.workflowId) };
    },
  });
}

const downloadOperation = operation({
  id: 'downloadFile',
  method: 'get',
  path: `${path}/{sha256}`,
  tag: 'plan steps',
  summary: 'Download a file of a step',
  role: 'viewer',
  params: oneFile,
  download: true,
  handle: async ({ db, params }) => {
    const { steps } = await getPlan(db, { id: params.planId });
    const step = steps.find(({ id }) => id === params.stepId);
    if (step === undefined)
      throw new DomainError('notFound', `Plan ${params.planId} has no step ${params.stepId}.`);
    const file = await readAttachment(db, { of: step.attachments ?? [], sha256: params.sha256 });
    return { file: file.content, headers: attachmentHeaders(file) };
  },
});

/** The files of a step: attach, remove and download them. */
export function createAttachmentOperations(deps: PlanDeps): readonly Operation[] {
  return [attachOperation(deps), detachOperation(deps), downloadOperation];
}
