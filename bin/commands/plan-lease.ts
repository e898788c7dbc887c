import type { Command } from 'commander';
import { planHealth, type PlanHealth } from '../../db/read-models/plan-health.ts';
import { revalidatePlan } from '../../db/stores/plan-lease.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { systemClock } from '../../domain/clock.ts';
import { operator, print, withProcesses, withRecords } from '../records.ts';
import { planNumber } from './arguments.ts';

interface JsonOption {
  readonly json?: boolean;
}

function said(id: string, lease: PlanHealth | null): { lease: object | null; lines: readonly string[] } {
  if (!lease) return { lease: null, lines: [`Plan ${id} is not in execution, so it has no lease.`] };
  const { daysUntended, health, askAt } = lease;
  const asked = lease.askedAt
    ? `its manager was asked on ${lease.askedAt.toISOString()}`
    : `its manager is asked on ${askAt.toISOString()}`;
  const line = `Plan ${id}: last tended ${daysUntended} days ago, health ${health} of 100; ${asked}.`;
  return { lease, lines: [line] };
}

async function show(id: string, options: JsonOption): Promise<void> {
  const { lease, lines } = await withRecords(async (db) =>
    said(id, await planHealth(db, { planId: (await getPlan(db, { id })).id, at: systemClock.now() })),
  );
  print(lease, { ...options, lines });
}

async function revalidate(id: string, options: JsonOption & { readonly note: string }): Promise<void> {
  const { lease, lines } = await withProcesses(async ({ db, ring }) => {
    const given = { planId: id, note: options.note, by: operator(), at: systemClock.now() };
    const { workflowId } = await revalidatePlan(db, given);
    await ring(workflowId);
    return said(id, await planHealth(db, { planId: id, at: systemClock.now() }));
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
