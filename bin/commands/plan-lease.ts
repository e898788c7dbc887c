import type { Command } from 'commander';
import { leaseOf, revalidatePlan } from '../../db/stores/plan-lease.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { systemClock } from '../../domain/clock.ts';
import { leaseFigures, type Lease } from '../../domain/planning/lease.ts';
import { operator, print, withProcesses, withRecords } from '../records.ts';
import { planNumber } from './arguments.ts';

interface JsonOption {
  readonly json?: boolean;
}

function said(id: string, lease: Lease | undefined): { lease: object | null; lines: readonly string[] } {
  if (!lease) return { lease: null, lines: [`Plan ${id} is not in execution, so it has no lease.`] };
  const figures = leaseFigures(lease, systemClock.now());
  const { daysUntended, health, askAt } = figures;
  const asked = lease.askedAt
    ? `its manager was asked on ${lease.askedAt.toISOString()}`
    : `its manager is asked on ${askAt.toISOString()}`;
  const line = `Plan ${id}: last tended ${daysUntended} days ago, health ${health} of 100; ${asked}.`;
  return { lease: { ...lease, ...figures }, lines: [line] };
}

async function show(id: string, options: JsonOption): Promise<void> {
  const { lease, lines } = await withRecords(async (db) =>
    said(id, await leaseOf(db, (await getPlan(db, { id })).id)),
  );
  print(lease, { ...options, lines });
}

async function revalidate(id: string, options: JsonOption & { readonly note: string }): Promise<void> {
  const { lease, lines } = await withProcesses(async ({ db, ring }) => {
    const given = { planId: id, note: options.note, by: operator(), at: systemClock.now() };
    const { workflowId } = await revalidatePlan(db, given);
    await ring(workflowId);
    return said(id, await leaseOf(db, id));
  });
  print(lease, { ...options, lines });
}

/** Adds `kam plan lease|revalidate`. */
export function addPlanLeaseCommands(plan: Command): void {
  plan
    .command('lease')
    .description('tell how long nobody has tended a plan, and its health')
    .argument('<plan>', 'its number', planNumber)
    .option('--json', 'print JSON')
    .action(show);
  plan
    .command('revalidate')
    .description('say that a plan in execution still holds')
    .argument('<plan>', 'its number', planNumber)
    .option('--note <text>', 'what was looked at', '')
    .option('--json', 'print JSON')
    .action(revalidate);
}
