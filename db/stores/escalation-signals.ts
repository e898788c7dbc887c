import { system } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import { escalatedSignals } from '../../domain/escalations/signals.ts';
import type { Db } from '../client.ts';
import { openEscalation, type EscalationSignal, type OpenedEscalation } from './escalation-opening.ts';
import { currentEscalationPolicy } from './escalation-policy.ts';
import { ringSoon } from './processes.ts';

/**
 * Escalates what the service itself has noticed, in the transaction that stores it; the delivery loop wakes the escalation's process. What cannot be escalated, as at an
 * account that has left, is left alone and gives `undefined`: it must not undo what was noticed.
 */
export async function escalateNoticed(
  db: Db,
  noticed: Omit<EscalationSignal, 'by'> & Required<Pick<EscalationSignal, 'severity'>>,
): Promise<OpenedEscalation | undefined> {
  const { policy } = await currentEscalationPolicy(db);
  const severity = policy.severityByCause[noticed.cause] ?? noticed.severity;
  try {
    const opened = await openEscalation(db, { ...noticed, severity, by: system });
    await ringSoon(db, { workflowId: opened.escalation.workflowId, at: noticed.at });
    return opened;
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'conflict' || error.code === 'notFound'))
      return undefined;
    throw error;
  }
}

interface Noticed {
  readonly kind: string;
  readonly accountId: string;
  readonly occurredAt: Date;
  readonly evidence: Readonly<Record<string, unknown>>;
}

/** Escalates a signal of the records where its kind is escalated at all. */
export async function escalateSignal(db: Db, signal: Noticed): Promise<void> {
  const as = escalatedSignals[signal.kind];
  if (!as) return;
  const { accountId, occurredAt: at, evidence } = signal;
  const title = as.title.en;
  await escalateNoticed(db, { ...as, title, accountId, at, text: wordsOf(evidence) });
}

// What names the thing to a reader, in the order in which a sentence would. What a client wrote stays where they wrote it.
function wordsOf(evidence: Noticed['evidence']): string {
  const named = ['title', 'text', 'owner', 'dueOn', 'measure', 'score', 'year', 'quarter', 'name', 'reason'];
  return named
    .flatMap((key) => {
      const value = evidence[key];
      return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
    })
    .filter((word) => word !== '')
    .join(', ')
    .slice(0, 2000);
}
