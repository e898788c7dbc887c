import type { Person } from '../domain/person.ts';
import type { ClockKind } from '../db/stores/escalation-clocks.ts';
import { tellChat, type EscalationNews } from './escalation-chat.ts';
import { running, type EscalationEffect } from './escalation-effect.ts';
import { recipient } from './plan-effect.ts';

/** What every mail about an escalation names. */
export function escalationReference({ escalation, account }: EscalationEffect) {
  const { id, title, severity } = escalation;
  return {
    escalationId: id,
    accountName: account.name,
    title,
    severity,
  };
}

/** Everybody who was asked in this run, each once, in the order in which they were. */
export function everybodyAsked({ asks, people }: EscalationEffect): readonly Person[] {
  const ids = [...new Set(asks.map(({ personId }) => personId))];
  return ids.flatMap((id) => people.get(id) ?? []);
}

/** Everybody who was asked in this run, and those who were told that somebody on call was asked in their place. */
export function everybodyTold(effect: EscalationEffect): readonly Person[] {
  const instead = effect.asks
    .filter(({ how }) => how === 'onCall')
    .flatMap(({ standsForId }) => standsForId ?? []);
  const told = instead.flatMap((id) => effect.people.get(id) ?? []);
  return [...new Set([...everybodyAsked(effect), ...told])];
}

/** Tells these people what became of an escalation, each once, and the programme's chats: the clock it is about, how often that began, and a `share` of its limit keep its warnings apart. */
export async function tell(
  effect: EscalationEffect,
  told: {
    readonly news: EscalationNews;
    readonly to: readonly Person[];
    readonly clock?: ClockKind;
    readonly number?: number;
    readonly share?: number;
    readonly reason?: string;
  },
): Promise<void> {
  const { escalation, people, account } = effect;
  const { id, run, holderId, stage } = escalation;
  const { news, share = 0, reason = '', number = 1 } = told;
  const clock = told.clock ?? (stage === 'acknowledge' ? 'response' : 'resolution');
  // What an older release queued in this run keeps its key.
  const about = clock === 'response' && number === 1 ? `${share}` : `${clock}-${number}-${share}`;
  const ofChat = news === 'acknowledged' ? `${holderId ?? ''}-${about}` : about;
  await tellChat(effect, { news, about: ofChat, clock, share });
  for (const person of told.to.filter(({ active }) => active))
    await effect.mail({
      dedupeKey: `escalation-news/${id}/${run}/${news}/${about}/${person.id}`,
      to: recipient(person),
      message: {
        kind: 'escalation-news',
        data: {
          ...escalationReference(effect),
          news,
          share,
          reason,
          holder: people.get(holderId ?? '')?.name ?? '',
          asked: everybodyAsked(effect).map(({ name }) => name),
          clock,
          dueAt: running(effect, clock)?.dueAt?.toISOString() ?? null,
        },
      },
      thread: `escalation/${id}`,
      managerId: account.managerId,
    });
}
