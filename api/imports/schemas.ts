import { z } from 'zod';
import { instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const count = z.int().min(0);

/** An import and how far it has come. */
export const importBatch = z
  .object({
    id: recordId,
    source: z.string(),
    fileName: z.string().nullable(),
    fileSha256: z.string().nullable(),
    state: z.enum(['running', 'done', 'failed']),
    startedAt: instant,
    finishedAt: instant.nullable(),
    bytesTotal: count.nullable().meta({ description: 'The size of the file as it was sent.' }),
    bytesRead: count,
    rowsRead: count,
    rowsFiltered: count,
    rowsBad: count,
    inserted: count,
    updated: count,
    unchanged: count,
    removed: count,
    shiftMonths: z.int().nullable().meta({ description: 'By how much the dates of its source are shifted.' }),
    error: z.string().nullable().meta({ description: 'Why it failed, for people.' }),
  })
  .meta({ id: 'Import' });

/** One fault of an imported file. */
export const importFault = z
  .object({ line: count, column: z.string(), reason: z.string() })
  .meta({ id: 'ImportFault' });

/** How a file is to be taken. */
export const newImportQuery = z.strictObject({
  mapping: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be the name of a mapping')
    .optional()
    .meta({
      description: 'A mapping that the service knows, such as hotel; or send one in the part "mapping".',
    }),
  skipBadRows: z
    .stringbool()
    .default(false)
    .meta({ description: 'Take the good rows of a file with bad ones.' }),
  confirmRemoval: z
    .stringbool()
    .default(false)
    .meta({ description: 'Let a snapshot remove most of what its source had.' }),
  shiftMonths: z.coerce
    .number()
    .int()
    .min(-1200)
    .max(1200)
    .optional()
    .meta({ description: 'Shifts all dates; fixed at the first import of a source.' }),
});

/** Which imports. */
export const importQuery = z.strictObject({ ...pageQuery });

/** The path of an import. */
export const importParams = z.object({ importId: recordId });
