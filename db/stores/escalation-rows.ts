import { DomainError } from '../../domain/errors.ts';
import type { Severity } from '../../domain/escalations/policy.ts';
import type { Db } from '../client.ts';

/** How far an escalation has come, in order. */
export const escalationStages = [
  'acknowledge',
  'reachOut',
  'rootCause',
  'solution',
  'presented',
  'confirmed',
  'closed',
] as const;

/** See {@link escalationStages}. */
export type EscalationStage = (typeof escalationStages)[number];

/** How an escalation can end. */
export const escalationOutcomes = ['solved', 'unsolved', 'unfounded'] as const;

/** See {@link escalationOutcomes}. */
export type EscalationOutcome = (typeof escalationOutcomes)[number];

/**
 * A cause at an account that somebody has to take. `run` counts how often it was opened again, `beganAt` is when this run began; `severity` is 1
 * to 4, 1 the worst; `holderId` has it. `region` and `timeZone` are the client's when the run began: by them its clocks count.
 */
export interface Escalation {
  readonly id: string;
  readonly workflowId: string;
  readonly accountId: string;
  readonly cause: string;
  readonly title: string;
  readonly stage: EscalationStage;
  readonly run: number;
  readonly policyVersion: number;
  readonly baseSeverity: Severity;
  readonly severity: Severity;
  readonly region: string;
  readonly timeZone: string;
  readonly openedAt: Date;
  readonly beganAt: Date;
  readonly acknowledgedAt: Date | null;
  readonly holderId: string | null;
  readonly climbAt: Date | null;
  readonly ladderEndedAt: Date | null;
  readonly pausedAt: Date | null;
  readonly pauseUntil: Date | null;
  readonly closedAt: Date | null;
  readonly outcome: EscalationOutcome | null;
}

interface EscalationRow {
  id: string;
  workflow_id: string;
  account_id: string;
  cause: string;
  title: string;
  stage: EscalationStage;
  run: number;
  policy_version: number;
  base_severity: Severity;
  severity: Severity;
  region: string;
  time_zone: string;
  opened_at: Date;
  began_at: Date;
  acknowledged_at: Date | null;
  holder_id: string | null;
  climb_at: Date | null;
  ladder_ended_at: Date | null;
  paused_at: Date | null;
  pause_until: Date | null;
  closed_at: Date | null;
  outcome: EscalationOutcome | null;
}

/** Columns of an escalation's row. */
export type EscalationColumns = Partial<Omit<EscalationRow, 'id'>>;

function toEscalation(row: EscalationRow): Escalation {
  return {
    id: row.id,
    workflowId: row.workflow_id,
    accountId: row.account_id,
    cause: row.cause,
    title: row.title,
    stage: row.stage,
    run: row.run,
    policyVersion: row.policy_version,
    baseSeverity: row.base_severity,
    severity: row.severity,
    region: row.region,
    timeZone: row.time_zone,
    openedAt: row.opened_at,
    beganAt: row.began_at,
    acknowledgedAt: row.acknowledged_at,
    holderId: row.holder_id,
    climbAt: row.climb_at,
    ladderEndedAt: row.ladder_ended_at,
    pausedAt: row.paused_at,
    pauseUntil: row.pause_until,
    closedAt: row.closed_at,
    outcome: row.outcome,
  };
}

/** An escalation by id or by workflow id; throws `notFound`. */
export async function getEscalation(
  db: Db,
  key: { readonly id: string } | { readonly workflowId: string },
): Promise<Escalation> {
  const where = 'id' in key ? { id: key.id } : { workflow_id: key.workflowId };
  const row = await db<EscalationRow>('escalation').where(where).first();
  if (!row) throw new DomainError('notFound', `There is no escalation ${Object.values(key).join('')}.`);
  return toEscalation(row);
}

/** The latest escalation of a cause at an account; `undefined` if it never was. */
export async function lastEscalation(
  db: Db,
  of: { readonly accountId: string; readonly cause: string },
): Promise<Escalation | undefined> {
  const row = await db<EscalationRow>('escalation')
    .where({ account_id: of.accountId, cause: of.cause })
    .orderBy('id', 'desc')
    .first();
  return row && toEscalation(row);
}

/** Escalations, the newest first, of one account or in one stage if named; one more than `limit` says that there is a next page. */
export async function listEscalations(
  db: Db,
  page: {
    readonly accountId?: string | undefined;
    readonly stage?: EscalationStage | undefined;
    readonly open?: boolean | undefined;
    readonly before?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly Escalation[]> {
  const rows = db<EscalationRow>('escalation')
    .orderBy('id', 'desc')
    .limit(page.limit + 1);
  if (page.accountId !== undefined) void rows.where({ account_id: page.accountId });
  if (page.stage !== undefined) void rows.where({ stage: page.stage });
  if (page.open === true) void rows.whereNot({ stage: 'closed' });
  if (page.open === false) void rows.where({ stage: 'closed' });
  if (page.before !== undefined) void rows.where('id', '<', page.before);
  return (await rows).map(toEscalation);
}

/** These escalations, in the order of their numbers here; those that there are not are left out. */
export async function escalationsByIds(db: Db, ids: readonly string[]): Promise<readonly Escalation[]> {
  const rows = await db<EscalationRow>('escalation').whereIn('id', ids);
  const found = new Map(rows.map((row) => [row.id, toEscalation(row)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Stores a new escalation and returns it. */
export async function insertEscalation(db: Db, columns: EscalationColumns): Promise<Escalation> {
  const [row] = await db('escalation').insert(columns).returning<EscalationRow[]>('*');
  if (!row) throw new DomainError('conflict', 'The escalation was not stored.');
  return toEscalation(row);
}

/** Sets columns of an escalation. Call it under the lock of its process. Returns it as it is now. */
export async function writeEscalation(
  db: Db,
  { id, set }: { readonly id: string; readonly set: EscalationColumns },
): Promise<Escalation> {
  const [row] = await db('escalation').where({ id }).update(set).returning<EscalationRow[]>('*');
  if (!row) throw new DomainError('notFound', `There is no escalation ${id}.`);
  return toEscalation(row);
}
