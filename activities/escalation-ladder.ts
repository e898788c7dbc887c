import type { LinkTokens } from '../db/link-token.ts';
import { escalationGrounds } from '../db/read-models/escalation-grounds.ts';
import { nextRungs, type NextRung } from '../db/read-models/escalation-ladder.ts';
import { insertAsk } from '../db/stores/escalation-asks.ts';
import { dateEscalation } from '../db/stores/escalation-steps.ts';
import {
  beginVacancy,
  endVacancyLadder,
  fillVacancy,
  openVacancy,
} from '../db/stores/escalation-vacancies.ts';
import { tellChat } from './escalation-chat.ts';
import type { Person } from '../domain/person.ts';
import { advanceEscalation, running, type EscalationEffect } from './escalation-effect.ts';
import { escalationReference, tell } from './escalation-mail.ts';
import { newLink } from './new-link.ts';
import { recipient } from './plan-effect.ts';

/** Asks the first rung of the ladder that somebody fills, unless somebody was asked in this run or took it already; chats hear that it was opened. */
export async function askFirst(effect: EscalationEffect, links: LinkTokens): Promise<void> {
  await tellChat(effect, { news: 'opened' });
  if (effect.escalation.stage !== 'acknowledge' || effect.asks.length > 0) return;
  await climb(effect, links);
}

/** Asks once more, or the next rung, where nobody took the escalation, or took it over, in time. A holder who is back has it again. */
export async function climbLadder(effect: EscalationEffect, links: LinkTokens): Promise<void> {
  const { db, at, escalation, people } = effect;
  const { climbAt, ladderEndedAt } = escalation;
  if (climbAt === null || climbAt > at) return;
  const vacancy = await openVacancy(db, escalation);
  if ((vacancy === undefined ? ladderEndedAt : vacancy.ladderEndedAt) !== null) return;
  if (vacancy === undefined || people.get(vacancy.holderId)?.active !== true) return climb(effect, links);
  await fillVacancy(db, { escalation, at });
  await dateEscalation(db, { escalation, at, worded: false });
}

/** Asks the ladder above a holder who is not active any more to take over: nothing stays without somebody who has it. */
export async function askToTakeOver(effect: EscalationEffect, links: LinkTokens): Promise<void> {
  const { db, at, escalation, people } = effect;
  const holder = people.get(escalation.holderId ?? '');
  if (escalation.stage === 'closed' || !holder || holder.active || (await openVacancy(db, escalation)))
    return;
  const round = await beginVacancy(db, { escalation, at });
  const data = { personId: holder.id, round };
  await climb(await advanceEscalation(effect, { kind: 'holderGone', data }), links);
}

async function climb(effect: EscalationEffect, links: LinkTokens): Promise<void> {
  const { db, at, escalation } = effect;
  const next = (await nextRungs(db, { ids: [escalation.id], at })).get(escalation.id);
  if (next === undefined) return;
  let now = effect;
  for (const { rung, why } of next.skipped)
    now = await advanceEscalation(now, { kind: 'skipped', data: { rung, why, ...roundOf(next) } });
  if (next.ask === undefined) return endLadder(now, next);
  await askOne(now, { next, ask: next.ask, links });
}

// What has to do with taking over says for which time.
function roundOf({ round }: NextRung): { readonly round?: number } {
  return round === 0 ? {} : { round };
}

interface Asking {
  readonly next: NextRung;
  readonly ask: NonNullable<NextRung['ask']>;
  readonly links: LinkTokens;
}

async function askOne(effect: EscalationEffect, asking: Asking): Promise<void> {
  const { db, at, escalation, asks } = effect;
  const { next, ask, links } = asking;
  const { rung, attempt, person, how, standsForId, standsFor } = ask;
  const number = asks.length + 1;
  const escalationLinkId = await insertAsk(db, {
    ...{ escalationId: escalation.id, run: escalation.run, number, round: next.round, rung, attempt },
    ...{ personId: person.id, how, standsForId, askedAt: at, link: newLink(links) },
  });
  const instead = {
    ...(how !== 'named' && { how }),
    ...(standsForId !== null && { forPersonId: standsForId }),
  };
  const data = { number, rung, attempt, personId: person.id, ...instead, ...roundOf(next) };
  const now = await advanceEscalation(effect, { kind: 'asked', data });
  await tellChat(now, { news: 'asked', person, number, attempt });
  await now.mail({
    dedupeKey: `escalation-ask/${escalation.id}/${escalation.run}/${number}`,
    to: recipient(person),
    message: { kind: 'escalation-ask', data: await askData(now, asking) },
    escalationLinkId,
    thread: `escalation/${escalation.id}`,
    managerId: effect.account.managerId,
  });
  if (how === 'onCall' && standsFor?.active === true) await tellStanding(now, { asking, to: standsFor });
}

async function askData(effect: EscalationEffect, { next, ask }: Asking) {
  const { people, escalation } = effect;
  const { rung, attempt, how, person, standsFor } = ask;
  const before = effect.asks.filter(({ round, personId }) => round === next.round && personId !== person.id);
  return {
    ...escalationReference(effect),
    ...(await escalationGrounds(effect.db, escalation)),
    ...{ cause: escalation.cause },
    ...{ rung, attempt, how, of: standsFor?.name ?? '' },
    awayUntil: next.awayUntil?.toISOString() ?? null,
    gone: next.round === 0 ? '' : (people.get(escalation.holderId ?? '')?.name ?? ''),
    before: [...new Set(before.map(({ personId }) => people.get(personId)?.name ?? ''))],
    dueAt: running(effect, 'response')?.dueAt?.toISOString() ?? null,
    climbAt: escalation.climbAt?.toISOString() ?? null,
  };
}

async function tellStanding(
  effect: EscalationEffect,
  { asking: { ask }, to }: { readonly asking: Asking; readonly to: Person },
): Promise<void> {
  const { escalation, account } = effect;
  await effect.mail({
    dedupeKey: `escalation-on-call/${escalation.id}/${escalation.run}/${ask.rung}/${ask.person.id}/${to.id}`,
    to: recipient(to),
    message: {
      kind: 'escalation-on-call',
      data: { ...escalationReference(effect), onCall: ask.person.name, dueAt: null },
    },
    thread: `escalation/${escalation.id}`,
    managerId: account.managerId,
  });
}

// Nothing climbs further: it stays on record that nobody took it, and the programme's owner hears of it once.
async function endLadder(effect: EscalationEffect, next: NextRung): Promise<void> {
  const { db, at, escalation, asks } = effect;
  const { round } = next;
  if (round > 0) await endVacancyLadder(db, { escalation, at });
  const now = await advanceEscalation(effect, {
    kind: 'unacknowledged',
    ...(round === 0 && { set: { ladder_ended_at: at } }),
    data: { asked: asks.filter((one) => one.round === round).length, ...roundOf(next) },
  });
  const owner = now.people.get(now.account.programmeOwnerId ?? '');
  const about = round === 0 ? {} : ({ clock: 'resolution', number: round } as const);
  await tell(now, { news: 'unacknowledged', to: owner ? [owner] : [], ...about });
}
