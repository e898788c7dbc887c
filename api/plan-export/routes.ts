import { createDocumentPrinter, type PrintPlan } from '../../packs/document-printer.ts';
import { attachmentHeaders } from '../attachments/send-attachment.ts';
import { operation, type Operation } from '../operation.ts';
import { planParams } from '../plans/schemas.ts';
import { clientCopy, planFile, type PlanFile } from './document.ts';
import { documentQuery, newClientCopy } from './schemas.ts';

const tag = 'plan export';

function sent(file: PlanFile) {
  return { file: file.content, headers: attachmentHeaders(file) };
}

function documentOperation(print: PrintPlan): Operation {
  return operation({
    id: 'getPlanDocument',
    method: 'get',
    path: '/plans/{planId}/document',
    tag,
    summary: 'Read a plan as PDF, whole or as its client may read it',
    description: 'Reading leaves no trace: what is handed to a client is made by the client copies.',
    role: 'viewer',
    params: planParams,
    query: documentQuery,
    download: true,
    handle: async ({ db, params, query, now }) =>
      sent(await planFile({ ...params, ...query, now }, { db, print })),
  });
}

function clientCopyOperation(print: PrintPlan): Operation {
  return operation({
    id: 'makeClientCopy',
    method: 'post',
    path: '/plans/{planId}/client-copies',
    tag,
    summary: 'Make the copy that is handed to the client, and keep on record who got it',
    description:
      'The PDF without anything internal. The audit trail keeps who made it for whom, its language and revision, and the SHA-256 of the file.',
    role: 'viewer',
    params: planParams,
    body: newClientCopy,
    download: true,
    handle: async ({ db, params, body, caller, now }) =>
      sent(await clientCopy({ ...params, ...body, by: caller.actor, now }, { db, print })),
  });
}

/** A plan as PDF, to read and to hand out. */
export function createPlanDocumentOperations(): readonly Operation[] {
  const print = createDocumentPrinter();
  return [documentOperation(print), clientCopyOperation(print)];
}
