import { z } from 'zod';
import { instant } from '../fields.ts';
import { pageQuery } from '../paging.ts';

/** One event of a trail. */
export const auditEvent = z
  .object({
    chain: z.string(),
    seq: z.int(),
    occurredAt: instant,
    recordedAt: instant,
    actor: z.object({ kind: z.enum(['person', 'apiKey', 'system', 'operator', 'contact']), id: z.string() }),
    kind: z.string(),
    subject: z.string(),
    data: z.record(z.string(), z.unknown()),
    previousHash: z.string().nullable(),
    hash: z.string().meta({ description: 'SHA-256 over the event and the hash before it.' }),
  })
  .meta({ id: 'AuditEvent' });

/** Whose trail. */
export const auditQuery = z.strictObject({
  ...pageQuery,
  chain: z
    .string()
    .min(1)
    .max(200)
    .meta({ description: 'A workflow id, or a name such as imports.', example: 'annual-plan/17/2026' }),
});
