import { reviewsFor, type ReviewStarts } from './selection-reviews.ts';
import { planningAccount } from '../db/read-models/planning-context.ts';
import { listCandidates, type Candidate } from '../db/stores/candidates.ts';
import { designateAccount } from '../db/stores/designations.ts';
import { listExits } from '../db/stores/proposed-exits.ts';
import { beginExits } from '../db/stores/selection-cycles.ts';
import { proposeExits } from './selection-exits.ts';
import { endWhenSettled } from './selection-settled.ts';
import { recipient } from './plan-effect.ts';
import { cycleReference, personOf, withCycle, type SelectionEffect } from './selection-effect.ts';

/**
 * Carries the approved list out: designations in force, a review for each newcomer, a proposed exit for each key account that is no longer on
 * the list, and the mails that tell it. The cycle goes on until every exit is settled.
 */
export async function designateList(effect: SelectionEffect): Promise<void> {
  const { cycle, db } = effect;
  const candidates = await listCandidates(db, { cycleId: cycle.id, revision: cycle.revision });
  const designated = await designate(effect, candidates);
  await proposeExits(
    effect,
    candidates.filter(({ action }) => action === 'leave'),
  );
  const starts = await reviewsFor(effect);
  await beginExits(db, { cycleId: cycle.id, managersCheckAt: starts.checkAt });
  await tellLead(effect, { candidates, designated, starts });
  await endWhenSettled(await withCycle(effect));
}

async function designate(
  effect: SelectionEffect,
  candidates: readonly Candidate[],
): Promise<readonly Candidate[]> {
  const { cycle, db, at } = effect;
  const designated: Candidate[] = [];
  for (const candidate of candidates.filter(({ action }) => action === 'designate')) {
    const { accountId } = candidate;
    if (!(await designateAccount(db, { accountId, programmeId: cycle.programmeId, cycleId: cycle.id, at })))
      continue;
    const data = { basis: candidate.basis, revision: cycle.revision };
    await effect.audit({ kind: 'account.designated', subject: accountId, data });
    designated.push(candidate);
    await tellManager(effect, candidate);
  }
  return designated;
}

async function tellManager(effect: SelectionEffect, { accountId, account }: Candidate): Promise<void> {
  const { managerId } = await planningAccount(effect.db, accountId);
  const manager = managerId === null ? undefined : await personOf(effect.db, managerId);
  if (!manager?.active) return;
  await effect.mail({
    dedupeKey: `account-designated/${effect.cycle.id}/${accountId}`,
    to: recipient(manager),
    message: {
      kind: 'account-designated',
      data: { ...cycleReference(effect), accountName: account.name },
    },
  });
}

async function tellLead(
  effect: SelectionEffect,
  told: {
    candidates: readonly Candidate[];
    designated: readonly Candidate[];
    starts: ReviewStarts;
  },
): Promise<void> {
  const { cycle, db } = effect;
  const designated = [];
  for (const { accountId, account } of told.designated) {
    const { managerId } = await planningAccount(db, accountId);
    const manager = managerId === null ? undefined : await personOf(db, managerId);
    designated.push({ accountName: account.name, personName: manager?.active ? manager.name : null });
  }
  const exits = await listExits(db, cycle.id);
  await effect.mail({
    dedupeKey: `selection-designated/${cycle.id}`,
    to: recipient(await personOf(db, cycle.leadId)),
    message: {
      kind: 'selection-designated',
      data: {
        ...cycleReference(effect),
        designated,
        kept: told.candidates.filter(({ action }) => action === 'keep').length,
        leaving: exits.map(({ accountName, responsibleName }) => ({
          accountName,
          personName: responsibleName,
        })),
        notStarted: [...told.starts.refused],
      },
    },
  });
}
