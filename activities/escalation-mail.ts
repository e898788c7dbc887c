import type { Person } from '../domain/person.ts';
import type { MailMessage } from '../mail/messages.ts';
import type { EscalationEffect } from './escalation-effect.ts';
import { recipient } from './plan-effect.ts';

type News = Extract<MailMessage, { kind: 'escalation-news' }>['data']['news'];

/** What every mail about an escalation names. */
export function escalationReference({ escalation, account }: EscalationEffect) {
  const { id, title, severity } = escalation;
  return {
    escalationId: id,
    accountPath: `/accounts/${account.id}`,
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

/** Tells these people what became of an escalation, each once: a `share` of the time to respond keeps its warnings apart. */
export async function tell(
  effect: EscalationEffect,
  told: {
    readonly news: News;
    readonly to: readonly Person[];
    readonly share?: number;
    readonly reason?: string;
  },
): Promise<void> {
  const { escalation, people, account } = effect;
  const { id, run, holderId, dueAt } = escalation;
  const { news, share = 0, reason = '' } = told;
  for (const person of told.to.filter(({ active }) => active))
    await effect.mail({
      dedupeKey: `escalation-news/${id}/${run}/${news}/${share}/${person.id}`,
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
          dueAt: dueAt?.toISOString() ?? null,
        },
      },
      thread: `escalation/${id}`,
      managerId: account.managerId,
    });
}
