import { createLeaseActivities } from '../../activities/lease.ts';
import { answerCommitment } from '../../db/stores/commitment-answers.ts';
import { recordCommitment } from '../../db/stores/commitments.ts';
import { leaseOf } from '../../db/stores/plan-lease.ts';
import { leaseDates } from '../../domain/planning/lease.ts';
import { currentPlan, manager, planProcess, ringAndSettle } from './story.ts';
import type { World } from './world.ts';

/** Records a commitment of the client's, who proposes another date for it. */
export async function letClientPropose(world: World): Promise<void> {
  const db = world.database.app;
  const contact = { account_id: world.firm.accountId, key: 'rui', name: 'Rui', email: 'rui@client.example' };
  await db('contact').insert(contact);
  const { id: planId, endsOn } = await currentPlan(world);
  const terms = { planId, owner: { contactKey: 'rui' }, text: 'Name one contact.', dueOn: endsOn };
  const { commitment } = await recordCommitment(db, { ...terms, by: manager(world), at: world.clock.now() });
  await ringAndSettle(world);
  const { id: linkId } = await db('commitment_link').first<{ id: string }>('id');
  const answer = { kind: 'propose', on: endsOn.replace('12-31', '12-01'), word: '' } as const;
  const given = { linkId, contentHash: commitment.contentHash, answer, at: world.clock.now() };
  await answerCommitment(db, given);
  await ringAndSettle(world);
}

/** Lets a plan be tended by nobody until its manager is asked whether it still holds. */
export async function leaveUntended(world: World): Promise<void> {
  const db = world.database.app;
  const lease = await leaseOf(db, (await currentPlan(world)).id);
  if (!lease) throw new Error('the plan has no lease');
  const { askRevalidation } = createLeaseActivities({ db, links: world.links });
  const at = leaseDates(lease).askAt.toISOString();
  const move = { workflowId: planProcess(world), at, seq: 0, subject: '' };
  await world.sendMail({ notificationIds: (await askRevalidation(move)).notificationIds });
  await ringAndSettle(world);
}
