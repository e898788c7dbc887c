import { z } from 'zod';
import { changeRelation } from '../../db/stores/escalation-relations.ts';
import { recordId } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { answered, type EscalationDeps } from './changes.ts';
import { clockedEscalation, escalationParams } from './schemas.ts';

const reason = z.string().trim().min(1, 'say why').max(1000);
const relation = z
  .strictObject({ escalationId: recordId, reason })
  .meta({ id: 'EscalationRelation', description: 'The other one, and why they belong together.' });
const ended = z.strictObject({ reason }).meta({ id: 'EndedEscalationRelation' });

const changed = {
  method: 'post',
  tag: 'escalations',
  role: 'manager',
  result: clockedEscalation,
  idempotent: true,
} as const;

/** Relating escalations, and ending that. */
export function createEscalationRelationOperations(deps: EscalationDeps): readonly Operation[] {
  return [
    operation({
      ...changed,
      id: 'relateEscalations',
      path: '/escalations/{escalationId}/related',
      summary: 'Relate an escalation to another one, with the reason',
      description:
        'Those that are open at one account, or in one group of accounts, are related by themselves.',
      params: escalationParams,
      body: relation,
      handle: async ({ db, params, body, caller, now }) => {
        const { escalationId: otherId, reason: why } = body;
        const change = { id: params.escalationId, otherId, reason: why, related: true };
        return answered(deps, {
          db,
          changed: await changeRelation(db, { ...change, by: caller.actor, at: now }),
        });
      },
    }),
    operation({
      ...changed,
      id: 'unrelateEscalations',
      path: '/escalations/{escalationId}/related/{relatedId}/end',
      summary: 'End the relation of two escalations, with the reason',
      params: escalationParams.extend({ relatedId: recordId }),
      body: ended,
      handle: async ({ db, params, body, caller, now }) => {
        const { escalationId: id, relatedId: otherId } = params;
        const change = { id, otherId, reason: body.reason, related: false };
        return answered(deps, {
          db,
          changed: await changeRelation(db, { ...change, by: caller.actor, at: now }),
        });
      },
    }),
  ];
}
