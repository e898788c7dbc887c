import type { Db } from '../db/client.ts';
import type { LinkTokens } from '../db/link-token.ts';
import { clientOf } from '../db/read-models/commitment-people.ts';
import { ownersPlace } from '../db/stores/commitment-owners.ts';
import { setCommitment, type Commitment } from '../db/stores/commitment-rows.ts';
import type { Person } from '../domain/person.ts';
import { dueReminder } from '../domain/planning/commitment.ts';
import type { Move, ProcessView } from '../workflows/process/messages.ts';
import {
  dueNow,
  forClient,
  forFirm,
  forOwner,
  mailClient,
  mailPerson,
  ownerOf,
  type About,
} from './commitment-mail.ts';
import { overseerOf } from './overseer.ts';
import { onPlanDate, type PlanEffect } from './plan-effect.ts';

type PlanActivity = (move: Move) => Promise<ProcessView>;

/** How people are reminded of commitments: each an effect of a date, all as local activities. */
export interface CommitmentReminderActivities {
  remindOfDue: PlanActivity;
  chaseCommitment: PlanActivity;
  remindSettlement: PlanActivity;
  tellUnsettled: PlanActivity;
}

async function remindOfDue(
  effect: PlanEffect,
  { id, links }: { id: string; links: LinkTokens },
): Promise<void> {
  const commitment = await dueNow(effect, { id, date: 'dueSoonAt' });
  if (!commitment) return;
  const place = await ownersPlace(effect.db, { plan: effect.context.plan, commitment });
  const next = dueReminder({ ...commitment, place }, effect.at);
  await setCommitment(effect.db, { id, set: { due_soon_at: next } });
  const told =
    commitment.side === 'ours'
      ? await remindOwner(effect, commitment)
      : await remindClient(effect, { commitment, links });
  if (told)
    await effect.audit({ kind: 'commitment.dueReminded', subject: id, data: { dueOn: commitment.dueOn } });
}

async function remindOwner(effect: PlanEffect, commitment: Commitment): Promise<boolean> {
  const to = await ownerOf(effect, commitment);
  if (!to || commitment.status !== 'open') return false;
  const message = { kind: 'commitment-due', data: forOwner(effect, commitment) } as const;
  await mailPerson(effect, { commitment, to, message, on: effect.at });
  return true;
}

async function remindClient(effect: PlanEffect, { commitment, links }: About): Promise<boolean> {
  const client = await clientOf(effect.db, commitment);
  const agreed = ['confirmed', 'moved'].includes(commitment.status) && commitment.proposedOn === null;
  if (!client || client.email === null || !agreed) return false;
  const message = { kind: 'commitment-due-client', data: forClient(effect, commitment) } as const;
  await mailClient(effect, { commitment, links, client, message });
  return true;
}

/** Tells the owner of ours, unless the manager is, that their commitment is past its date. */
export async function tellLateOwner(effect: PlanEffect, commitment: Commitment): Promise<void> {
  const to = await ownerOf(effect, commitment);
  if (to && to.id !== effect.context.plan.managerId) await mailLate(effect, { commitment, to });
}

async function mailLate(
  effect: PlanEffect,
  { commitment, to }: { readonly commitment: Commitment; readonly to: Person },
): Promise<void> {
  const message = { kind: 'commitment-late', data: forOwner(effect, commitment) } as const;
  await mailPerson(effect, { commitment, to, message, on: effect.at });
}

async function chaseCommitment(effect: PlanEffect, id: string): Promise<void> {
  const commitment = await dueNow(effect, { id, date: 'lateAt' });
  if (!commitment) return;
  await setCommitment(effect.db, { id, set: { late_at: null } });
  const to = await ownerOf(effect, commitment);
  if (!to || commitment.status !== 'missed') return;
  await mailLate(effect, { commitment, to });
  await effect.audit({ kind: 'commitment.chased', subject: id, data: { dueOn: commitment.dueOn } });
}

async function remindSettlement(effect: PlanEffect, id: string): Promise<void> {
  const commitment = await dueNow(effect, { id, date: 'settleRemindAt' });
  if (!commitment) return;
  await setCommitment(effect.db, { id, set: { settle_remind_at: null } });
  const { plan, person } = effect.context;
  const told = await mailUnsettled(effect, { commitment, to: person(plan.managerId) });
  if (told) await effect.audit({ kind: 'commitment.settlementReminded', subject: id });
}

async function tellUnsettled(effect: PlanEffect, id: string): Promise<void> {
  const commitment = await dueNow(effect, { id, date: 'settleTellAt' });
  if (!commitment) return;
  await setCommitment(effect.db, { id, set: { settle_tell_at: null } });
  const to = await overseerOf(effect);
  const told = to !== undefined && (await mailUnsettled(effect, { commitment, to }));
  if (told) await effect.audit({ kind: 'commitment.unsettled', subject: id, data: { toldId: to.id } });
}

async function mailUnsettled(
  effect: PlanEffect,
  { commitment, to }: { readonly commitment: Commitment; readonly to: Person },
): Promise<boolean> {
  const { proposedOn } = commitment;
  if (proposedOn === null) return false;
  const { plan, person } = effect.context;
  const names = { managerName: person(plan.managerId).name, toManager: to.id === plan.managerId };
  const data = { ...forFirm(effect, commitment), ...names, proposedOn };
  await mailPerson(effect, {
    commitment,
    to,
    message: { kind: 'commitment-unsettled', data },
    on: effect.at,
  });
  return true;
}

/** The activities that remind of commitments on this database with these link keys. */
export function createCommitmentReminderActivities({
  db,
  links,
}: {
  db: Db;
  links: LinkTokens;
}): CommitmentReminderActivities {
  return {
    remindOfDue: (move) =>
      onPlanDate({ db, move }, (effect) => remindOfDue(effect, { id: move.subject, links })),
    chaseCommitment: (move) => onPlanDate({ db, move }, (effect) => chaseCommitment(effect, move.subject)),
    remindSettlement: (move) => onPlanDate({ db, move }, (effect) => remindSettlement(effect, move.subject)),
    tellUnsettled: (move) => onPlanDate({ db, move }, (effect) => tellUnsettled(effect, move.subject)),
  };
}
