import type { ApprovalPolicy } from '../../domain/approvals/policy.ts';
import { DomainError } from '../../domain/errors.ts';
import { candidateSelectionId } from '../../domain/selection/cycle-name.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';
import { openProcess, recordFact } from './processes.ts';
import { getCycle, standingCycle, type SelectionCycle } from './selection-cycles.ts';
import {
  programmeOf,
  settingsOf,
  type CycleSettings,
  type CycleWish,
  type Programme,
} from './selection-wish.ts';

/**
 * Starts a cycle, or finds the one that stands with the same settings (`created` is then false). Throws `notFound` for the programme,
 * `invalid` with every fault of the wish, and `conflict` for a cycle of that year that stands with other settings.
 */
export async function startCycle(
  db: Db,
  wish: CycleWish,
): Promise<{ readonly cycle: SelectionCycle; readonly created: boolean }> {
  const programme = await programmeOf(db, wish.programme);
  const settings = await settingsOf(db, { wish, programme });
  return db.transaction(async (trx) => {
    await trx.raw(`select pg_advisory_xact_lock(hashtextextended('selection:' || ?, 0))`, [programme.id]);
    const standing = await standingCycle(trx, { programmeId: programme.id, year: wish.year });
    if (standing) {
      refuseOther(standing, { wish, settings });
      return { cycle: standing, created: false };
    }
    return { cycle: await insertCycle(trx, { wish, settings, programme }), created: true };
  });
}

// Only what the wish names can differ: what it leaves open is whatever the cycle has.
function refuseOther(standing: SelectionCycle, at: { wish: CycleWish; settings: CycleSettings }): void {
  const { wish, settings } = at;
  const checks: readonly (readonly [string, boolean])[] = [
    ['asOf', wish.asOf === undefined || settings.asOf === standing.asOf],
    [
      wish.criteriaSetId === undefined ? 'criteriaSet' : 'criteriaSetId',
      (wish.criteriaSet ?? wish.criteriaSetId) === undefined ||
        settings.criteriaSetId === standing.criteriaSetId,
    ],
    ['lead', wish.lead === undefined || settings.leadId === standing.leadId],
    ['panel', settings.panel.join() === standing.panel.join()],
    ['policy', wish.policy === undefined || samePolicy(settings.policy, standing.policy)],
    [
      'nominationHours',
      wish.nominationHours === undefined || settings.nominationHours === standing.nominationHours,
    ],
  ];
  const faults = checks
    .filter(([, same]) => !same)
    .map(([name]) => ({ path: `/${name}`, message: `differs from that of cycle ${standing.id}` }));
  if (faults.length === 0) return;
  throw new DomainError(
    'conflict',
    `Selection cycle ${standing.id} of programme ${standing.programmeKey} for ${standing.year} exists with other settings (${standing.workflowId}, ${standing.status}). One cycle a year: cancel it first to start another.`,
    faults,
  );
}

function samePolicy(one: ApprovalPolicy, other: ApprovalPolicy): boolean {
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return keys.every(
    (key) => JSON.stringify(Reflect.get(one, key)) === JSON.stringify(Reflect.get(other, key)),
  );
}

async function insertCycle(
  trx: Db,
  given: { wish: CycleWish; settings: CycleSettings; programme: Programme },
): Promise<SelectionCycle> {
  const { wish, settings, programme } = given;
  const { year, by, at } = wish;
  const [before] = await trx('selection_cycle')
    .where({ programme_id: programme.id, year })
    .count<{ count: string }[]>();
  const input = { programme: programme.key, year, attempt: Number(before?.count ?? 0) + 1 };
  const workflowId = candidateSelectionId(input);
  await openProcess(trx, { workflowId, kind: 'candidateSelection', accountId: null, input, at });
  const [row] = await trx('selection_cycle')
    .insert({
      workflow_id: workflowId,
      programme_id: programme.id,
      year,
      criteria_set_id: settings.criteriaSetId,
      as_of: settings.asOf,
      lead_id: settings.leadId,
      panel_policy: JSON.stringify(settings.policy),
      nomination_hours: settings.nominationHours,
      started_by_kind: by.kind,
      started_by_id: by.id,
      opened_at: at,
    })
    .returning<{ id: string }[]>('id');
  const id = row?.id ?? '';
  const members = settings.panel.map((person_id, index) => ({
    cycle_id: id,
    person_id,
    position: index + 1,
  }));
  await trx('panel_member').insert(members);
  const { leadId: _, ...data } = settings;
  const event = { chain: workflowId, at, actor: by, kind: 'selection.started', subject: id };
  await appendAudit(trx, { ...event, data: { ...data, leadId: settings.leadId } });
  await recordFact(trx, { workflowId, kind: 'cycleStarted', at });
  return getCycle(trx, { id });
}
