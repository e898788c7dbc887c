import { createApprovalActivities } from '../../activities/approvals.ts';
import { nextPlanDue } from '../../db/read-models/due-dates.ts';
import { listDecisions } from '../../db/stores/decision-rows.ts';
import { decide, type DecideResult } from '../../db/stores/decisions.ts';
import { getRequest, listSeats } from '../../db/stores/requests.ts';
import { undoDecision, type UndoResult } from '../../db/stores/undo.ts';
import type { Choice, SeatState } from '../../domain/approvals/policy.ts';
import type { Desk } from '../web/desk.ts';

/** A decision that was given, with what taking it back must name. */
export interface Given {
  readonly linkId: string;
  readonly decisionId: string;
}

/** How a request stands, as its records tell it. */
interface Standing {
  readonly request: string;
  readonly step: string;
  readonly plan: string;
  readonly seats: readonly SeatState[];
  readonly choices: readonly Choice[];
  readonly rounds: readonly number[];
}

/** People at a desk who decide on its newest request and take their decisions back; times are ISO strings. */
export interface Deciders {
  decide(personId: string, given: { choice?: Choice; at: string }): Promise<Given>;
  undo(given: Given, at: string): Promise<UndoResult>;
  /** Runs the effect of the date at which a decision can no longer be taken back. */
  carryOut(given: Given, at: string): Promise<void>;
  /** Lets the time of whoever was asked run out. */
  expire(personId: string): Promise<void>;
  due(): ReturnType<typeof nextPlanDue>;
  standing(): Promise<Standing>;
  mails(kind: string): Promise<number>;
}

interface LinkRow {
  id: string;
  request_id: string;
  content_hash: string;
}

async function decideAt(
  { database }: Desk,
  wish: { personId: string; choice: Choice; at: string },
): Promise<DecideResult & { linkId: string }> {
  const link = await database
    .app('approval_link as l')
    .join('approver as a', 'a.id', 'l.approver_id')
    .join('approval_request as r', 'r.id', 'a.request_id')
    .where('a.person_id', wish.personId)
    .orderBy('a.id', 'desc')
    .first<LinkRow>('l.id', 'a.request_id', 'r.content_hash');
  const result = await decide(database.app, {
    linkId: link.id,
    requestId: link.request_id,
    contentHash: link.content_hash,
    choice: wish.choice,
    comment: wish.choice === 'approve' ? '' : 'Not like this.',
    at: new Date(wish.at),
  });
  return { ...result, linkId: link.id };
}

async function standingOf({ database: { app } }: Desk): Promise<Standing> {
  const row = await app('approval_request as r')
    .join('plan_step as s', 's.id', 'r.step_id')
    .join('plan as p', 'p.id', 'r.plan_id')
    .orderBy('r.id', 'desc')
    .first<{ id: string; step: string; plan: string }>('r.id', 's.status as step', 'p.status as plan');
  const request: string = (await getRequest(app, row.id)).status;
  const seats = await listSeats(app, row.id);
  const decisions = await listDecisions(app, row.id);
  return {
    request,
    step: row.step,
    plan: row.plan,
    seats: seats.map(({ state }) => state),
    rounds: seats.map(({ round }) => round),
    choices: decisions.map(({ choice }) => choice),
  };
}

/** The deciders of a desk. */
export function decidersAt(desk: Desk): Deciders {
  const { app } = desk.database;
  const activities = createApprovalActivities(desk.mail);
  return {
    async decide(personId, { choice = 'approve', at }) {
      const { linkId, decision } = await decideAt(desk, { personId, choice, at });
      return { linkId, decisionId: decision.id };
    },
    undo: (given, at) => undoDecision(app, { ...given, at: new Date(at) }),
    async carryOut({ decisionId }, at) {
      const { workflow_id: workflowId } = await app('plan').first<{ workflow_id: string }>('workflow_id');
      await activities.carryOutDecision({ workflowId, seq: 0, at, subject: decisionId });
    },
    async expire(personId) {
      const seat = await app('approver')
        .where({ person_id: personId, state: 'asked' })
        .first<{ id: string; expires_at: Date }>('id', 'expires_at');
      const { workflow_id: workflowId } = await app('plan').first<{ workflow_id: string }>('workflow_id');
      const at = seat.expires_at.toISOString();
      await activities.expireApprover({ workflowId, seq: 0, at, subject: seat.id });
    },
    due: async () => nextPlanDue(app, (await app('plan').first<{ id: string }>('id')).id),
    standing: () => standingOf(desk),
    mails: async (kind) => (await app('notification').where({ kind }).select('id')).length,
  };
}
