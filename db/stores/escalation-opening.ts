import { DateTime } from 'luxon';
import { raisedSeverity, type Severity } from '../../domain/escalations/policy.ts';
import { system, type Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { healthAt } from '../read-models/health.ts';
import { currentEscalationPolicy } from './escalation-policy.ts';
import { relateToOpen } from './escalation-relations.ts';
import {
  insertEscalation,
  lastEscalation,
  type Escalation,
  type EscalationColumns,
} from './escalation-rows.ts';
import { stepEscalation } from './escalation-steps.ts';
import { lockProcess, openProcess } from './processes.ts';

// How many days after its end the same cause continues an escalation.
const continuedForDays = 30;
// The name of its workflow's type.
const processKind = 'escalation';

/** Something to be escalated: `cause` is a key such as 'drop' or 'late-deliveries', `severity` holds where the policy knows none for the cause. */
export interface EscalationSignal {
  readonly accountId: string;
  readonly cause: string;
  readonly title: string;
  readonly severity?: Severity | undefined;
  readonly text: string;
  readonly by: Actor;
  readonly at: Date;
}

/** What became of a signal: another escalation, one more entry of the open one, or another run of one that ended not long ago. */
export interface OpenedEscalation {
  readonly kind: 'opened' | 'added' | 'reopened';
  readonly escalation: Escalation;
}

/** Escalates a cause at an account, once: see {@link OpenedEscalation}. Throws `notFound` for an unknown account, `conflict` for one that has left. */
export async function openEscalation(db: Db, signal: EscalationSignal): Promise<OpenedEscalation> {
  return db.transaction(async (trx) => {
    const key = `${signal.accountId}/${signal.cause}`;
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('escalation:' || ?, 0))`, [key]);
    const last = await lastEscalation(trx, signal);
    if (last) await lockProcess(trx, last.workflowId);
    const before = last && (await lastEscalation(trx, signal));
    if (before && before.stage !== 'closed') return addSignal(trx, { escalation: before, signal });
    const begun = await beginning(trx, signal);
    const { closedAt } = before ?? { closedAt: null };
    const fresh =
      closedAt !== null &&
      signal.at <= DateTime.fromJSDate(closedAt).plus({ days: continuedForDays }).toJSDate();
    if (before && fresh) return reopen(trx, { escalation: before, signal, begun });
    return openNew(trx, { signal, begun });
  });
}

async function addSignal(
  db: Db,
  { escalation, signal }: { readonly escalation: Escalation; readonly signal: EscalationSignal },
): Promise<OpenedEscalation> {
  const { by, at, text, title } = signal;
  const step = { kind: 'signalAdded', by, at, reason: text, data: { title }, fact: 'signalAdded' } as const;
  const added = await stepEscalation(db, { escalation, step });
  return { kind: 'added', escalation: await raiseForSignal(db, { escalation: added, signal }) };
}

// A graver sign makes it graver; one that is not so says nothing against what was known before.
async function raiseForSignal(
  db: Db,
  { escalation, signal }: { readonly escalation: Escalation; readonly signal: EscalationSignal },
): Promise<Escalation> {
  if (signal.severity === undefined || signal.severity >= escalation.baseSeverity) return escalation;
  const { why, columns } = await beginning(db, signal);
  const { severity } = columns;
  if (severity >= escalation.severity) return escalation;
  const { at, title } = signal;
  return stepEscalation(db, {
    escalation,
    step: {
      ...{ kind: 'severityChanged', by: system, at, reason: title, fact: 'severityChanged' },
      ...{
        set: { severity, base_severity: signal.severity },
        data: { severity, before: escalation.severity, ...why },
      },
    },
  });
}

interface Begun {
  readonly columns: EscalationColumns & { readonly severity: Severity };
  readonly why: { readonly strategic: boolean; readonly poorHealth: boolean };
}

async function beginning(db: Db, { accountId, cause, severity, at }: EscalationSignal): Promise<Begun> {
  const account = await db('account')
    .where({ id: accountId })
    .first<{ region: string; time_zone: string; active: boolean } | undefined>();
  if (!account) throw new DomainError('notFound', `There is no account ${accountId}.`);
  if (!account.active)
    throw new DomainError('conflict', 'This account has left; nothing of it is escalated.');
  const { version, policy } = await currentEscalationPolicy(db);
  const base = severity ?? policy.severityByCause[cause] ?? 3;
  const asOf = DateTime.fromJSDate(at, { zone: account.time_zone }).toFormat('yyyy-MM-dd');
  const why = {
    strategic: policy.raiseFor.strategicSegment && (await isStrategic(db, accountId)),
    poorHealth: policy.raiseFor.poorHealth && (await healthAt(db, { accountId, asOf }))?.band === 'poor',
  };
  return {
    why,
    columns: {
      policy_version: version,
      base_severity: base,
      severity: raisedSeverity(base, why),
      region: account.region,
      time_zone: account.time_zone,
      began_at: at,
    },
  };
}

// Strategic is an account whose placement was so in the cycle by which it is a key account now.
async function isStrategic(db: Db, accountId: string): Promise<boolean> {
  const row = await db('designation as d')
    .join('selection_cycle as c', 'c.id', 'd.cycle_id')
    .join('placement as p', (on) =>
      on.on('p.scorecard_id', 'c.scorecard_id').on('p.account_id', 'd.account_id'),
    )
    .where({ 'd.account_id': accountId, 'p.quadrant': 'strategic' })
    .whereNull('d.ended_at')
    .first<{ id: string } | undefined>('d.id');
  return row !== undefined;
}

interface Beginning {
  readonly signal: EscalationSignal;
  readonly begun: Begun;
}

function openedStep(
  kind: 'opened' | 'reopened',
  { signal, begun }: Beginning,
): Parameters<typeof stepEscalation>[1]['step'] {
  const { severity, base_severity: base } = begun.columns;
  const { by, at, text: reason, title } = signal;
  const fact = kind === 'opened' ? 'escalationOpened' : 'escalationReopened';
  return { kind, by, at, reason, fact, data: { title, base, severity, ...begun.why } };
}

async function openNew(db: Db, { signal, begun }: Beginning): Promise<OpenedEscalation> {
  const { accountId, cause, title, at } = signal;
  const before = await db('escalation').where({ account_id: accountId, cause }).pluck<string[]>('id');
  const input = { accountId, cause, number: before.length + 1 };
  const workflowId = `escalation/${accountId}/${cause}${input.number === 1 ? '' : `/${input.number}`}`;
  await openProcess(db, { workflowId, kind: processKind, accountId, input, at });
  const key = { workflow_id: workflowId, account_id: accountId, cause, title };
  const escalation = await insertEscalation(db, { ...key, ...begun.columns, opened_at: at });
  const step = openedStep('opened', { signal, begun });
  const opened = await stepEscalation(db, { escalation, step });
  return { kind: 'opened', escalation: await relateToOpen(db, { escalation: opened, at }) };
}

async function reopen(
  db: Db,
  { escalation, signal, begun }: Beginning & { readonly escalation: Escalation },
): Promise<OpenedEscalation> {
  await db('process')
    .where({ workflow_id: escalation.workflowId, state: 'closed' })
    .update({ state: 'open', closed_at: null });
  const anew: EscalationColumns = {
    ...begun.columns,
    ...{ stage: 'acknowledge', run: escalation.run + 1, title: signal.title, closed_at: null, outcome: null },
    ...{ acknowledged_at: null, holder_id: null, ladder_ended_at: null },
  };
  const step = { ...openedStep('reopened', { signal, begun }), set: anew };
  const opened = await stepEscalation(db, { escalation, step });
  return { kind: 'reopened', escalation: await relateToOpen(db, { escalation: opened, at: signal.at }) };
}
