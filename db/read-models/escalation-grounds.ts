import type { Evidence } from '../../domain/warnings/finding.ts';
import type { Cause } from '../../domain/warnings/rules.ts';
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
  const alarm = (await escalatedAlarms(db, escalation.id)).find(({ run }) => run === escalation.run);
  return {
    why: events.findLast(({ kind }) => signs.includes(kind))?.reason ?? '',
    evidence: alarm?.evidence ?? null,
  };
}

/** An alarm of early warning that an escalation took up. */
export interface EscalatedAlarm {
  readonly id: string;
  readonly cause: Cause;
  readonly status: string;
  readonly run: number;
  readonly evidence: Evidence;
}

/** The alarms that an escalation took up, in any of its runs, the newest first. */
export async function escalatedAlarms(db: Db, escalationId: string): Promise<readonly EscalatedAlarm[]> {
  return db('escalated_alarm as l')
    .join('alarm as a', 'a.id', 'l.alarm_id')
    .where({ 'l.escalation_id': escalationId })
    .orderBy([
      { column: 'l.run', order: 'desc' },
      { column: 'a.id', order: 'desc' },
    ])
    .select<EscalatedAlarm[]>('a.id', 'a.cause', 'a.status', 'l.run', 'a.evidence');
}
