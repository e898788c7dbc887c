import { z } from 'zod';
import { handOverEscalation } from '../../db/stores/escalation-hand-over.ts';
import { recordId } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { answered, type EscalationDeps } from './changes.ts';
import { clockedEscalation, escalationParams } from './schemas.ts';

const handOver = z
  .strictObject({ personId: recordId, reason: z.string().trim().min(1, 'say why').max(1000) })
  .meta({ id: 'EscalationHandOver' });

/** Handing an escalation over to somebody else. */
export function createEscalationHandOverOperations(deps: EscalationDeps): readonly Operation[] {
  return [
    operation({
      id: 'handOverEscalation',
      method: 'post',
      path: '/escalations/{escalationId}/hand-over',
      tag: 'escalations',
      summary: 'Hand an escalation over to somebody else, with the reason',
      description:
        'They have it from now on, and both are told. An escalation that nobody has yet is taken with /acknowledge instead.',
      role: 'manager',
      params: escalationParams,
      body: handOver,
      result: clockedEscalation,
      idempotent: true,
      handle: async ({ db, params, body, caller, now }) => {
        const change = { id: params.escalationId, ...body, by: caller.actor, at: now };
        return answered(deps, { db, changed: await handOverEscalation(db, change) });
      },
    }),
  ];
}
