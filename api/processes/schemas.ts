import { z } from 'zod';
import { blocker } from '../approvals/schemas.ts';
import { instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const state = z.enum(['open', 'closed', 'stopped']).meta({
  description: 'stopped: its workflow was ended in Temporal; nothing starts it again but a restart.',
});

/** A process as its row tells it. */
export const processSummary = z
  .object({
    workflowId: z.string(),
    kind: z.string(),
    accountId: recordId.nullable(),
    state,
    openedAt: instant,
    closedAt: instant.nullable(),
    unconsumed: z.int().meta({ description: 'Facts it has not consumed yet.' }),
    late: z.int().meta({ description: 'Facts that came after it was closed.' }),
  })
  .meta({ id: 'Process' });

const pendingFact = z.object({
  seq: z.int(),
  kind: z.string(),
  occurredAt: instant,
  recordedAt: instant,
  late: z.boolean(),
  rings: z.int(),
  ringAt: instant.meta({ description: 'When it is rung for (again).' }),
});

/** A process with the facts that wait and the people it waits for. */
export const processDetail = processSummary
  .extend({ pending: z.array(pendingFact).readonly(), blocking: z.array(blocker).readonly() })
  .meta({ id: 'ProcessDetail' });

/** Which processes. */
export const processQuery = z.strictObject({
  ...pageQuery,
  state: state.optional(),
  accountId: recordId.optional(),
});

/** The path of a process; slashes in the workflow id are percent-encoded. */
export const processParams = z.object({
  workflowId: z
    .string()
    .min(1)
    .max(200)
    .meta({ example: 'annual-plan/17/2026', description: 'Percent-encode its slashes.' }),
});
