import { peopleById } from '../db/read-models/planning-context.ts';
import { escalationEvents } from '../db/stores/escalation-events.ts';
import type { EscalationEffect } from './escalation-effect.ts';
import { everybodyAsked, tell } from './escalation-mail.ts';

/** Tells who has an escalation after it was handed over: both people, and everybody who was asked to take it over. */
export async function tellHandedOver(effect: EscalationEffect): Promise<void> {
  const { db, escalation } = effect;
  const events = await escalationEvents(db, { id: escalation.id, run: escalation.run });
  const times = events.filter(({ kind }) => kind === 'handedOver');
  const last = times.at(-1);
  if (last === undefined) return;
  const { personId, before } = last.data as { readonly personId: string; readonly before: string };
  const both = await peopleById(db, [personId, before]);
  const people = new Map([...effect.people, ...both]);
  const asked = everybodyAsked(effect).filter(({ id }) => askedToTakeOver(effect, id));
  // Whoever chose it themselves knows.
  const ids = new Set([before, personId, ...asked.map(({ id }) => id)]);
  const to = [...ids]
    .filter((id) => last.by.kind !== 'person' || id !== last.by.id)
    .flatMap((id) => people.get(id) ?? []);
  const about = { clock: 'resolution', number: times.length, reason: last.reason } as const;
  await tell({ ...effect, people }, { news: 'handedOver', to, ...about });
}

function askedToTakeOver({ asks }: EscalationEffect, personId: string): boolean {
  return asks.some((ask) => ask.round > 0 && ask.personId === personId);
}
