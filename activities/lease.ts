import type { Db } from '../db/client.ts';
import type { LinkTokens } from '../db/link-token.ts';
import { leaseLinkFor } from '../db/stores/lease-links.ts';
import { leaseOf, noteLeaseAsked, noteLeaseTold } from '../db/stores/plan-lease.ts';
import { recordSignal } from '../db/stores/signals.ts';
import { leaseDates, leaseFigures, type Lease } from '../domain/planning/lease.ts';
import type { Move, ProcessView } from '../workflows/process/messages.ts';
import { newLink } from './new-link.ts';
import { overseerOf } from './overseer.ts';
import { onPlanDate, onPlanFact, recipient, type PlanEffect } from './plan-effect.ts';

type PlanActivity = (move: Move) => Promise<ProcessView>;

/** How the lease of a plan runs out and begins anew: each an effect of a fact or of a date, all as local activities. */
export interface LeaseActivities {
  askRevalidation: PlanActivity;
  tellUntended: PlanActivity;
  followRevalidation: PlanActivity;
}

function reference({ context, at }: PlanEffect, lease: Lease) {
  const { account, plan } = context;
  const { daysUntended, health, tellAt } = leaseFigures(lease, at);
  const names = {
    accountName: account.name,
    year: plan.year,
    planPath: `/plans/${plan.id}`,
  };
  return { ...names, tendedAt: lease.tendedAt.toISOString(), daysUntended, health, tellAt };
}

async function askRevalidation(effect: PlanEffect, links: LinkTokens): Promise<void> {
  const { db, at, context } = effect;
  const { plan, person } = context;
  const lease = await leaseOf(db, plan.id);
  if (!lease || lease.askedAt !== null || leaseDates(lease).askAt > at) return;
  await noteLeaseAsked(db, { planId: plan.id, tendedAt: lease.tendedAt, at });
  const { tellAt, health: _, ...data } = reference(effect, { ...lease, askedAt: at });
  const next = await overseerOf(effect);
  await effect.mail({
    dedupeKey: `plan-revalidate/${plan.id}/${lease.tendedAt.toISOString()}`,
    to: recipient(person(plan.managerId)),
    message: {
      kind: 'plan-revalidate',
      data: { ...data, tellAt: (tellAt ?? at).toISOString(), tells: next?.name ?? null },
    },
    leaseLinkId: await leaseLinkFor(db, {
      planId: plan.id,
      tendedAt: lease.tendedAt,
      personId: plan.managerId,
      at,
      create: () => newLink(links),
    }),
  });
  await effect.audit({ kind: 'plan.revalidationAsked', subject: plan.id });
}

async function tellUntended(effect: PlanEffect): Promise<void> {
  const { db, at, context } = effect;
  const { plan, person } = context;
  const lease = await leaseOf(db, plan.id);
  const due = lease && leaseDates(lease).tellAt;
  if (!lease || !due || lease.toldAt !== null || due > at) return;
  await noteLeaseTold(db, { planId: plan.id, tendedAt: lease.tendedAt, at });
  const { tellAt: _, ...data } = reference(effect, lease);
  const { tendedAt, daysUntended, health } = data;
  const told = await overseerOf(effect);
  const about = { accountId: plan.accountId, planId: plan.id, subject: plan.id, occurredAt: at };
  const evidence = { tendedAt, daysUntended, health, managerId: plan.managerId, toldId: told?.id ?? null };
  await recordSignal(db, { ...about, kind: 'plan.untended', evidence });
  await effect.audit({ kind: 'plan.untended', subject: plan.id, data: { daysUntended, health } });
  if (!told) return;
  await effect.mail({
    dedupeKey: `plan-untended/${plan.id}/${tendedAt}`,
    to: recipient(told),
    message: { kind: 'plan-untended', data: { ...data, managerName: person(plan.managerId).name } },
    managerId: plan.managerId,
  });
}

/** The activities about the lease of plans on this database with these link keys. */
export function createLeaseActivities({ db, links }: { db: Db; links: LinkTokens }): LeaseActivities {
  return {
    askRevalidation: (move) => onPlanDate({ db, move }, (effect) => askRevalidation(effect, links)),
    tellUntended: (move) => onPlanDate({ db, move }, tellUntended),
    // That it was said is all: what is due follows from the records.
    followRevalidation: (move) => onPlanFact({ db, move }, () => Promise.resolve()),
  };
}
