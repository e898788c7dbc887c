import type { LinkTokens } from '../db/link-token.ts';
import { nextRung, type NextRung } from '../db/read-models/escalation-ladder.ts';
import { insertAsk } from '../db/stores/escalation-asks.ts';
import { advanceEscalation, type EscalationEffect } from './escalation-effect.ts';
import { escalationReference, tell } from './escalation-mail.ts';
import { newLink } from './new-link.ts';
import { recipient } from './plan-effect.ts';

/** Asks the first rung of the ladder that somebody fills, unless somebody was asked in this run or took it already. */
export async function askFirst(effect: EscalationEffect, links: LinkTokens): Promise<void> {
  if (effect.escalation.stage !== 'acknowledge' || effect.asks.length > 0) return;
  await climb(effect, links);
}

/** Asks once more, or the next rung, where nobody took the escalation in time. */
export async function climbLadder(effect: EscalationEffect, links: LinkTokens): Promise<void> {
  const { climbAt, ladderEndedAt } = effect.escalation;
  if (climbAt === null || climbAt > effect.at || ladderEndedAt !== null) return;
  await climb(effect, links);
}

async function climb(effect: EscalationEffect, links: LinkTokens): Promise<void> {
  const { ask, skipped } = await nextRung(effect.db, effect);
  let now = effect;
  for (const { rung, why } of skipped)
    now = await advanceEscalation(now, { kind: 'skipped', data: { rung, why } });
  if (ask === undefined) return endLadder(now);
  await askOne(now, { ask, links });
}

async function askOne(
  effect: EscalationEffect,
  { ask, links }: { readonly ask: NonNullable<NextRung['ask']>; readonly links: LinkTokens },
): Promise<void> {
  const { db, at, escalation, asks } = effect;
  const { rung, attempt, person } = ask;
  const number = asks.length + 1;
  const escalationLinkId = await insertAsk(db, {
    ...{ escalationId: escalation.id, run: escalation.run, number, rung, attempt },
    ...{ personId: person.id, askedAt: at, link: newLink(links) },
  });
  const data = { number, rung, attempt, personId: person.id };
  const now = await advanceEscalation(effect, { kind: 'asked', data });
  await now.mail({
    dedupeKey: `escalation-ask/${escalation.id}/${escalation.run}/${number}`,
    to: recipient(person),
    message: {
      kind: 'escalation-ask',
      data: {
        ...escalationReference(now),
        rung,
        attempt,
        before: [...new Set(asks.map(({ personId }) => effect.people.get(personId)?.name ?? ''))].filter(
          (name) => name !== person.name,
        ),
        dueAt: now.escalation.dueAt?.toISOString() ?? null,
        climbAt: now.escalation.climbAt?.toISOString() ?? null,
      },
    },
    escalationLinkId,
    thread: `escalation/${escalation.id}`,
    managerId: effect.account.managerId,
  });
}

// Nothing climbs further: it stays on record that nobody took it, and the programme's owner hears of it once.
async function endLadder(effect: EscalationEffect): Promise<void> {
  const now = await advanceEscalation(effect, {
    kind: 'unacknowledged',
    set: { ladder_ended_at: effect.at },
    data: { asked: effect.asks.length },
  });
  const owner = now.people.get(now.account.programmeOwnerId ?? '');
  if (owner) await tell(now, { news: 'unacknowledged', to: [owner] });
}
