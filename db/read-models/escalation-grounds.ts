import type { Evidence } from '../../domain/warnings/finding.ts';
import type { Db } from '../client.ts';
import { escalationEvents } from '../stores/escalation-events.ts';
import type { Escalation } from '../stores/escalation-rows.ts';

/** Why an escalation is there: the newest sign in its present run as text, and the figures of the alarm it took up, if one. */
export interface EscalationGrounds {
  readonly why: string;
  readonly evidence: Evidence | null;
}

/** Reads why an escalation is there. */
export async function escalationGrounds(db: Db, escalation: Escalation): Promise<EscalationGrounds> {
  const events = await escalationEvents(db, escalation);
  const signs = ['opened', 'reopened', 'signalAdded'];
  const alarm = await db('escalated_alarm as l')
    .join('alarm as a', 'a.id', 'l.alarm_id')
    .where({ 'l.escalation_id': escalation.id, 'l.run': escalation.run })
    .orderBy('a.id', 'desc')
    .first<{ evidence: Evidence } | undefined>('a.evidence');
  return {
    why: events.findLast(({ kind }) => signs.includes(kind))?.reason ?? '',
    evidence: alarm?.evidence ?? null,
  };
}
