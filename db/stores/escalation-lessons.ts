import type { ImprovementWish } from '../../domain/improvement.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import type { EscalationChange } from './escalation-changes.ts';
import { getEscalation, type Escalation } from './escalation-rows.ts';
import { stepEscalation } from './escalation-steps.ts';
import { addImprovements } from './improvements.ts';
import { lockProcess } from './processes.ts';

/**
 * Keeps what the firm learns from an escalation as improvements of its own processes, each with an owner and a date, also after it was closed. Throws `conflict`
 * before a root cause was found, and what `addImprovements` throws. Returns the numbers of the improvements.
 */
export async function keepLessons(
  db: Db,
  change: EscalationChange & { readonly lessons: readonly ImprovementWish[] },
): Promise<{ readonly escalation: Escalation; readonly improvementIds: readonly string[] }> {
  return db.transaction(async (trx) => {
    const { id, by, at, lessons: wishes } = change;
    const { workflowId } = await getEscalation(trx, { id });
    await lockProcess(trx, workflowId);
    const escalation = await getEscalation(trx, { id });
    const cause = await trx('escalation_root_cause')
      .where({ escalation_id: id })
      .first<{ id: string } | undefined>('id');
    if (!cause)
      throw new DomainError('conflict', 'Lessons follow from the root cause, and none was recorded yet.');
    const { accountId } = escalation;
    const improvementIds = await addImprovements(trx, {
      ...{ accountId, planId: null, escalationId: id, wishes, by, at },
      pathOf: (index) => `/lessons/${index}`,
    });
    const step = { kind: 'lessonsKept', by, at, data: { improvementIds } } as const;
    return { escalation: await stepEscalation(trx, { escalation, step }), improvementIds };
  });
}
