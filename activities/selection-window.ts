import { peopleById, planningAccount } from '../db/read-models/planning-context.ts';
import { getScorecard } from '../db/read-models/scorecards.ts';
import { getCriteriaSet } from '../db/stores/criteria-sets.ts';
import { openNominations } from '../db/stores/selection-cycles.ts';
import { addBusinessHours } from '../domain/calendar/business-time.ts';
import type { Person } from '../domain/person.ts';
import { recipient } from './plan-effect.ts';
import { cycleReference, personOf, type SelectionEffect } from './selection-effect.ts';

const topLines = 10;
const windowAfterChanges = 40;

/** Opens the window for nominations and vetoes, in the lead's business hours, and returns its end. */
export async function openWindow(effect: SelectionEffect): Promise<Date> {
  const { cycle, db, at } = effect;
  const lead = await personOf(db, cycle.leadId);
  // A list that the panel sent back is not sent to it again at once, whatever the cycle says of its first window.
  const hours = cycle.nominationHours || windowAfterChanges;
  const until = addBusinessHours(lead, { from: at, hours });
  await openNominations(db, { cycleId: cycle.id, since: at, until });
  await effect.audit({
    kind: 'nominations.opened',
    subject: cycle.id,
    data: { until: until.toISOString(), revision: cycle.revision },
  });
  return until;
}

/** Tells the lead and the directors of accounts that would come or go whom the score proposes, and until when they can change it. */
export async function tellProposal(effect: SelectionEffect, until: Date): Promise<void> {
  const { cycle, db } = effect;
  const lead = await personOf(db, cycle.leadId);
  const { selected, leaving } = await getScorecard(db, cycle.scorecardId ?? '');
  const { currency } = (await getCriteriaSet(db, cycle.criteriaSetId)).content.value;
  const directors = await directorsOf(
    effect,
    [...selected, ...leaving].map(({ accountId }) => accountId),
  );
  for (const person of [lead, ...directors.filter(({ id }) => id !== lead.id)])
    await effect.mail({
      dedupeKey: `selection-nominations-open/${cycle.id}/${cycle.revision}/${person.id}`,
      to: recipient(person),
      message: {
        kind: 'selection-nominations-open',
        data: {
          ...cycleReference(effect),
          asOf: cycle.asOf,
          until: until.toISOString(),
          leadName: lead.name,
          isLead: person.id === lead.id,
          proposed: selected.slice(0, topLines).map(({ name, quadrant, expectedReturn }) => ({
            accountName: name,
            quadrant,
            expectedReturn: expectedReturn === null ? null : { amount: expectedReturn, currency },
          })),
          more: Math.max(0, selected.length - topLines),
          leaving: leaving.map(({ name }) => name),
        },
      },
    });
}

async function directorsOf(
  effect: SelectionEffect,
  accountIds: readonly string[],
): Promise<readonly Person[]> {
  const ids = new Set<string>();
  for (const accountId of accountIds) {
    const { directorId } = await planningAccount(effect.db, accountId);
    if (directorId !== null) ids.add(directorId);
  }
  const people = await peopleById(effect.db, [...ids]);
  return [...ids].flatMap((id) => people.get(id) ?? []).filter(({ active }) => active);
}
