import { Router } from 'express';
import type { Db } from '../../db/client.ts';
import { lastSignature } from '../../db/read-models/audit-signatures.ts';
import { DomainError } from '../../domain/errors.ts';
import { createMethodRefusal } from '../problems.ts';

const hour = 60 * 60;

/** GET /.well-known/kam-audit-heads.json: the newest signed document of the audit trail, for whoever keeps a copy elsewhere. */
export function createAuditHeadRoutes(db: Db): Router {
  const router = Router();
  router
    .route('/.well-known/kam-audit-heads.json')
    .get(async (_req, res) => {
      const last = await lastSignature(db);
      if (last === undefined)
        throw new DomainError('notFound', 'No day of the audit trail has been signed yet.');
      res.set('Cache-Control', `public, max-age=${hour}`).type('application/jose+json').send(last.document);
    })
    .all(createMethodRefusal(['GET']));
  return router;
}
