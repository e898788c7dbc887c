import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { climbsAt } from '../read-models/escalation-clock.ts';
import { appendAudit } from './audit.ts';
import { keepClocks } from './escalation-clocks.ts';
import { noteEscalation, type EscalationEventKind } from './escalation-events.ts';
import { endOpenWork } from './escalation-open-work.ts';
import {
  getEscalation,
  writeEscalation,
  type Escalation,
  type EscalationColumns,
} from './escalation-rows.ts';
import { lockProcess, recordFact } from './processes.ts';

// What is word of an escalation to those who wait for it.
const worded: ReadonlySet<EscalationEventKind> = new Set([
  'updated',
  'contacted',
  'rootCauseFound',
  'proposed',
  'presented',
  'refused',
  'handedOver',
]);

/** What happens to an escalation: an entry of its history, what it changes, and the fact by which its process hears of it where somebody else does it. */
export interface EscalationStep {
  readonly kind: EscalationEventKind;
  readonly by: Actor;
  readonly at: Date;
  readonly set?: EscalationColumns;
  readonly reason?: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly fact?: string;
}

/** Carries a step out under the lock of the process: columns, history, audit event and fact in one, and what is due by it. Returns the escalation as it is then. */
export async function stepEscalation(
  db: Db,
  { escalation, step }: { readonly escalation: Escalation; readonly step: EscalationStep },
): Promise<Escalation> {
  const { id, workflowId } = escalation;
  const { kind, by, at, reason = '', data = {} } = step;
  const changed =
    step.set === undefined ? escalation : await writeEscalation(db, { id, set: { ...step.set } });
  if (kind === 'closed') await endOpenWork(db, { escalation: changed, by, at });
  const eventId = await noteEscalation(db, {
    escalationId: id,
    event: { run: changed.run, kind, by, at, reason, data },
  });
  await appendAudit(db, {
    ...{ chain: workflowId, at, actor: by, kind: `escalation.${kind}`, subject: id },
    data: { ...data, ...(reason !== '' && { reason }) },
  });
  if (step.fact !== undefined)
    await recordFact(db, { workflowId, kind: step.fact, payload: { eventId }, at });
  return dateEscalation(db, { escalation: changed, at, worded: by.kind !== 'system' && worded.has(kind) });
}

/** Dates an escalation anew: its clocks, and when the next on the ladder is asked; see `keepClocks`. Returns it as it is then. */
export async function dateEscalation(
  db: Db,
  dating: { readonly escalation: Escalation; readonly at: Date; readonly worded: boolean },
): Promise<Escalation> {
  await keepClocks(db, dating);
  return writeEscalation(db, { id: dating.escalation.id, set: { climb_at: await climbsAt(db, dating) } });
}

/** Locks an escalation's process for the caller's transaction and returns the escalation as it is now. Throws `notFound`, or `closed` once it was closed. */
export async function lockOpenEscalation(db: Db, id: string): Promise<Escalation> {
  const { workflowId } = await getEscalation(db, { id });
  await lockProcess(db, workflowId);
  const escalation = await getEscalation(db, { id });
  if (escalation.stage === 'closed') throw new DomainError('closed', 'This escalation has been closed.');
  return escalation;
}
