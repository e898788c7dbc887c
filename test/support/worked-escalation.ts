import type { Db } from '../../db/client.ts';
import { acknowledgeEscalation } from '../../db/stores/escalation-changes.ts';
import { presentSolution } from '../../db/stores/escalation-confirmations.ts';
import { openEscalation } from '../../db/stores/escalation-opening.ts';
import type { Escalation } from '../../db/stores/escalation-rows.ts';
import { giveTask } from '../../db/stores/escalation-tasks.ts';
import { recordContact, recordRootCause } from '../../db/stores/escalation-work.ts';
import type { Severity } from '../../domain/escalations/policy.ts';
import type { Firm } from './people.ts';

/** Whose escalation it is, and when all of it happens. */
export interface EscalationAt {
  readonly firm: Firm;
  readonly at: Date;
  readonly cause: string;
  readonly severity?: Severity;
}

/** Escalates a cause at the firm's account, on behalf of its manager. */
export async function escalate(db: Db, of: EscalationAt): Promise<Escalation> {
  const { firm, at, cause, severity = 2 } = of;
  const by = { kind: 'person', id: firm.manager } as const;
  const { accountId } = firm;
  const signal = { accountId, cause, title: `About ${cause}`, severity, text: 'They said so.', by, at };
  return (await openEscalation(db, signal)).escalation;
}

/** The manager takes a cause, reaches the contact, records the root cause and gives a task to operations. */
export async function workOn(
  db: Db,
  of: EscalationAt & { readonly contactId: string },
): Promise<{ readonly escalation: Escalation; readonly taskId: string }> {
  const { firm, at, contactId } = of;
  const { id } = await escalate(db, of);
  const change = { id, by: { kind: 'person', id: firm.manager }, at } as const;
  await acknowledgeEscalation(db, { ...change, personId: firm.manager });
  const met = { channel: 'phone', contactId, withWhom: null, reached: true } as const;
  await recordContact(db, {
    ...change,
    ...met,
    summary: 'Guests cannot work in the evening.',
    tookPlaceAt: at,
  });
  const cause = {
    category: 'product',
    name: 'No workspace in rooms',
    text: 'The desks went with the renovation.',
  };
  await recordRootCause(db, { ...change, ...cause, category: 'product' });
  const wish = { title: 'Buy desks', details: 'Two for each floor.', function: 'operations' } as const;
  const given = { ...change, ...wish, ownerId: firm.operations, dueOn: '2027-12-15' };
  const { escalation, task } = await giveTask(db, given);
  return { escalation, taskId: task.id };
}

/** As {@link workOn}, until an approved solution was presented to the contact, who has not answered yet. */
export async function presentTo(
  db: Db,
  of: EscalationAt & { readonly contactId: string },
): Promise<{ readonly escalation: Escalation; readonly taskId: string }> {
  const { firm, at, contactId } = of;
  const { escalation, taskId } = await workOn(db, of);
  const { id, run } = escalation;
  await db('escalation_proposal').insert({
    ...{ escalation_id: id, run, number: 1, text: 'Desks in all rooms', cost: '12000.00', currency: 'EUR' },
    ...{ status: 'approved', proposer_id: firm.manager, proposed_at: at, decided_at: at },
  });
  const change = { id, by: { kind: 'person', id: firm.manager }, at } as const;
  const summary = 'Every room has a desk by the summer.';
  return {
    escalation: await presentSolution(db, { ...change, contactId, channel: 'meeting', summary }),
    taskId,
  };
}
