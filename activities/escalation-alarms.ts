import type { Db } from '../db/client.ts';
import { escalateNoticed } from '../db/stores/escalation-signals.ts';
import { getEscalation } from '../db/stores/escalation-rows.ts';
import { stepEscalation } from '../db/stores/escalation-steps.ts';
import { lockProcess } from '../db/stores/processes.ts';
import { system } from '../domain/actor.ts';
import { severityOfAlarm } from '../domain/escalations/signals.ts';
import type { ComparedEvidence, Evidence } from '../domain/warnings/finding.ts';
import type { Cause } from '../domain/warnings/rules.ts';
import { causeTitles } from '../domain/warnings/wording.ts';

interface AlarmRow {
  id: string;
  account_id: string;
  cause: Cause;
  status: string;
  magnitude: number;
  evidence: Evidence;
}

/**
 * Escalates an alarm that early warning raised or found worse, in the effect by which the account's process takes it up, and links both. An alarm that somebody snoozed or closed
 * meanwhile is left alone; of one that was cleared its open escalation keeps that the figures recovered.
 */
export async function escalateAlarm(
  db: Db,
  { alarmId, at }: { readonly alarmId: string; readonly at: Date },
): Promise<void> {
  const alarm = await db<AlarmRow>('alarm').where({ id: alarmId }).first();
  if (alarm?.status === 'cleared') return noteCleared(db, { alarm, at });
  if (alarm?.status !== 'open') return;
  const { account_id: accountId, cause, magnitude, evidence } = alarm;
  const opened = await escalateNoticed(db, {
    ...{ accountId, cause, at, severity: severityOfAlarm(magnitude) },
    ...{ title: causeTitles[cause].en, text: wordsOf(evidence) },
  });
  if (!opened) return;
  const { id, run } = opened.escalation;
  await db('escalated_alarm').insert({ alarm_id: alarmId, escalation_id: id, run }).onConflict().ignore();
}

async function noteCleared(
  db: Db,
  { alarm, at }: { readonly alarm: AlarmRow; readonly at: Date },
): Promise<void> {
  const linked = await db('escalated_alarm as l')
    .join('escalation as e', 'e.id', 'l.escalation_id')
    .where({ 'l.alarm_id': alarm.id })
    .whereNot({ 'e.stage': 'closed' })
    .first<{ id: string; workflow_id: string } | undefined>('e.id', 'e.workflow_id');
  if (!linked) return;
  await lockProcess(db, linked.workflow_id);
  const escalation = await getEscalation(db, { id: linked.id });
  if (escalation.stage === 'closed') return;
  const data = { alarmId: alarm.id };
  const step = { kind: 'alarmCleared', by: system, at, data } as const;
  await stepEscalation(db, { escalation, step });
}

const compared = ['amount', 'orders', 'cost', 'lost', 'due', 'deliveries', 'activeDays'] as const;

// The figures as they were compared, in a form that no language needs to be known for.
function wordsOf(evidence: Evidence): string {
  if ('counts' in evidence)
    return Object.entries(evidence.counts)
      .map(([what, count]) => `${what}: ${count ?? '–'}`)
      .join(', ');
  const { now, before, currency } = evidence;
  const side = (window: ComparedEvidence['now']): string => {
    const figures = compared.flatMap((key) => {
      const value = window[key];
      if (typeof value !== 'number') return [];
      return [
        key === 'amount' || key === 'cost' ? `${key} ${Math.round(value)} ${currency}` : `${key} ${value}`,
      ];
    });
    return `${window.from} to ${window.to}: ${figures.join(', ')}`;
  };
  return `${side(now)}; a year before, ${side(before)}`;
}
