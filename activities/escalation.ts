import type { Db } from '../db/client.ts';
import type { LinkTokens } from '../db/link-token.ts';
import { escalationEvents } from '../db/stores/escalation-events.ts';
import { getEscalationPolicy } from '../db/stores/escalation-policy.ts';
import { responseClock } from '../db/read-models/escalation-clock.ts';
import { reachesAt } from '../domain/escalations/clock.ts';
import type { EscalationView } from '../workflows/escalation/messages.ts';
import type { Move } from '../workflows/process/messages.ts';
import {
  advanceEscalation,
  escalationView,
  onEscalationDate,
  onEscalationFact,
  type EscalationEffect,
} from './escalation-effect.ts';
import { askFirst, climbLadder } from './escalation-ladder.ts';
import { everybodyAsked, tell } from './escalation-mail.ts';

type EscalationActivity = (move: Move) => Promise<EscalationView>;

/** How an escalation goes on until it is closed: each an effect of a fact or of a date, all as local activities. */
export interface EscalationActivities {
  viewEscalation(input: { workflowId: string; at: string }): Promise<EscalationView>;
  askFirst: EscalationActivity;
  followSignal: EscalationActivity;
  tellWhoHasIt: EscalationActivity;
  followSeverity: EscalationActivity;
  followPause: EscalationActivity;
  tellClosed: EscalationActivity;
  climbLadder: EscalationActivity;
  warnOfResponse: EscalationActivity;
  breachResponse: EscalationActivity;
  endPause: EscalationActivity;
}

async function tellWhoHasIt(effect: EscalationEffect): Promise<void> {
  const { holderId } = effect.escalation;
  if (holderId === null) return;
  await tell(effect, {
    news: 'acknowledged',
    to: everybodyAsked(effect).filter(({ id }) => id !== holderId),
  });
}

async function tellClosed(effect: EscalationEffect): Promise<void> {
  const { db, escalation, people } = effect;
  if (escalation.stage !== 'closed') return;
  const [closing] = (await escalationEvents(db, escalation))
    .filter(({ kind }) => kind === 'closed')
    .slice(-1);
  const holder = people.get(escalation.holderId ?? '');
  const readers = new Set([...everybodyAsked(effect), ...(holder ? [holder] : [])]);
  const to = [...readers].filter(({ id }) => id !== closing?.by.id || closing.by.kind !== 'person');
  await tell(effect, { news: 'ended', to, reason: closing?.reason ?? '' });
}

async function warnOfResponse(effect: EscalationEffect): Promise<void> {
  const { db, at, escalation } = effect;
  if (escalation.warnAt === null || escalation.warnAt > at) return;
  const { policy } = await getEscalationPolicy(db, escalation.policyVersion);
  const clock = await responseClock(db, effect);
  // Where several have been reached at once, as after a severity was raised, the highest says all.
  const reached = policy.warnAt.filter((share) => (reachesAt(clock, share) ?? at) <= at);
  const share = Math.max(...reached, policy.warnAt.find((one) => one > escalation.warnedShare) ?? 0);
  const now = await advanceEscalation(effect, {
    kind: 'warned',
    set: { warned_share: share },
    data: { share },
  });
  await tell(now, { news: 'warned', to: everybodyAsked(now).slice(-1), share });
}

async function breachResponse(effect: EscalationEffect): Promise<void> {
  const { at, escalation } = effect;
  if (escalation.dueAt === null || escalation.dueAt > at || escalation.breachedAt !== null) return;
  const data = { dueAt: escalation.dueAt.toISOString() };
  const now = await advanceEscalation(effect, { kind: 'breached', set: { breached_at: at }, data });
  await tell(now, { news: 'breached', to: everybodyAsked(now) });
}

async function endPause(effect: EscalationEffect): Promise<void> {
  const { pauseUntil } = effect.escalation;
  if (pauseUntil === null || pauseUntil > effect.at) return;
  const set = { paused_at: null, pause_until: null };
  await advanceEscalation(effect, { kind: 'resumed', set, data: { longest: true } });
}

/** The activities of escalations on this database with these link keys. */
export function createEscalationActivities(deps: { db: Db; links: LinkTokens }): EscalationActivities {
  const { db, links } = deps;
  const onItsDate =
    (act: Parameters<typeof onEscalationDate>[1]): EscalationActivity =>
    (move) =>
      onEscalationDate({ db, move }, act);
  const onItsFact =
    (act: Parameters<typeof onEscalationFact>[1]): EscalationActivity =>
    (move) =>
      onEscalationFact({ db, move }, act);
  // What is due then follows from the records.
  const readOnly = onItsFact(() => Promise.resolve());
  return {
    viewEscalation: ({ workflowId, at }) =>
      db.transaction((trx) => escalationView(trx, { workflowId, at: new Date(at), notificationIds: [] })),
    askFirst: onItsFact((effect) => askFirst(effect, links)),
    followSignal: readOnly,
    tellWhoHasIt: onItsFact(tellWhoHasIt),
    followSeverity: readOnly,
    followPause: readOnly,
    tellClosed: onItsFact(tellClosed),
    climbLadder: onItsDate((effect) => climbLadder(effect, links)),
    warnOfResponse: onItsDate(warnOfResponse),
    breachResponse: onItsDate(breachResponse),
    endPause: onItsDate(endPause),
  };
}
