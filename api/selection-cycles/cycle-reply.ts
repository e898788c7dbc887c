import { createHash } from 'node:crypto';
import type { Db } from '../../db/client.ts';
import { getCycleDetail } from '../../db/read-models/cycle-detail.ts';
import { versionTag } from '../etags.ts';

/** What cycles need besides the records: how to wake their workflow. */
export interface SelectionCycleDeps {
  readonly ring: (workflowId: string) => Promise<void>;
}

/** The answer with a cycle: its tag begins with the version that the next change names. */
export async function cycleReply(db: Db, look: { readonly id: string; readonly now: Date }) {
  const body = await getCycleDetail(db, look);
  const { blocking: _, ...still } = body;
  const state = createHash('sha256').update(JSON.stringify(still)).digest('base64url').slice(0, 12);
  return { body, headers: { ETag: versionTag(body.version, state) } };
}
