import type { Person } from '../domain/person.ts';
import { reachesAt } from '../domain/escalations/clock.ts';
import { countedIn, limitClock } from '../db/read-models/escalation-clock.ts';
import { noteOnClock, type ClockKind } from '../db/stores/escalation-clocks.ts';
import { advanceEscalation, running, type EscalationEffect } from './escalation-effect.ts';
import { everybodyAsked, tell } from './escalation-mail.ts';

/** Warns of a clock whose next share has come, in the history each time, and by mail; of the next word only the last time, for that clock may begin every half hour. */
export async function warnOfClock(effect: EscalationEffect, kind: ClockKind): Promise<void> {
  const { db, at, escalation } = effect;
  const clock = running(effect, kind);
  if (!clock || clock.warnAt === null || clock.warnAt > at) return;
  const found = await countedIn(db, escalation);
  const counting = limitClock(found, { ...clock, at });
  const shares = found.policy.warnAt;
  // Where several have been reached at once, as after a severity was raised, the highest says all.
  const reached = shares.filter((share) => (reachesAt(counting, share) ?? at) <= at);
  const share = Math.max(...reached, shares.find((one) => one > clock.warnedShare) ?? 0);
  const { number } = clock;
  await noteOnClock(db, { escalation, clock, set: { warned_share: share } });
  const now = await advanceEscalation(effect, { kind: 'warned', data: { clock: kind, number, share } });
  if (kind === 'update' && share !== shares.at(-1)) return;
  await tell(now, { news: 'warned', to: whoActs(now), clock: kind, number, share });
}

/** Notes once that a clock's limit has passed, and tells whoever has to act and who stands above them. */
export async function breachClock(effect: EscalationEffect, kind: ClockKind): Promise<void> {
  const { db, at, escalation, people, account } = effect;
  const clock = running(effect, kind);
  if (!clock || clock.dueAt === null || clock.dueAt > at || clock.breachedAt !== null) return;
  const { number } = clock;
  await noteOnClock(db, { escalation, clock, set: { breached_at: at, warn_at: null } });
  const data = { clock: kind, number, dueAt: clock.dueAt.toISOString() };
  const now = await advanceEscalation(effect, { kind: 'breached', data });
  const above = [account.directorId, account.programmeOwnerId]
    .flatMap((id) => people.get(id ?? '') ?? [])
    .filter(({ id }) => id !== escalation.holderId)
    .slice(0, 1);
  const to = kind === 'response' ? everybodyAsked(now) : [...whoActs(now), ...above];
  await tell(now, { news: 'breached', to: [...new Set(to)], clock: kind, number });
}

function whoActs(effect: EscalationEffect): readonly Person[] {
  const holder = effect.people.get(effect.escalation.holderId ?? '');
  return holder?.active === true ? [holder] : everybodyAsked(effect).slice(-1);
}
