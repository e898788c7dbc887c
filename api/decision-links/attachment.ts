import { attachmentsOf } from '../../domain/approvals/request-content.ts';
import type { Request, Response } from 'express';
import { readAttachment } from '../../db/stores/attachments.ts';
import type { Db } from '../../db/client.ts';
import { DomainError } from '../../domain/errors.ts';
import { sendAttachment } from '../attachments/send-attachment.ts';
import type { FoundLink } from './page-answer.ts';

/** Answers with a file of the content that an open link asks about; false for any other file, and once nothing is open. */
export async function sendLinkAttachment(
  db: Db,
  asked: { readonly req: Request; readonly res: Response; readonly found: FoundLink | undefined },
): Promise<boolean> {
  const { req, res, found } = asked;
  if (found?.view.state !== 'open') return false;
  try {
    const of = attachmentsOf(found.view.request.content);
    sendAttachment(res, await readAttachment(db, { of, sha256: String(req.params['sha256']) }));
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'notFound') return false;
    throw error;
  }
}
