import type { LinkTokens } from '../db/link-token.ts';
import { clientOf, type Client } from '../db/read-models/commitment-people.ts';
import { peopleById } from '../db/read-models/planning-context.ts';
import { confirmationLinkFor, wasMailed } from '../db/stores/escalation-confirmation-links.ts';
import {
  findConfirmation,
  listConfirmations,
  writeConfirmation,
  type Confirmation,
} from '../db/stores/escalation-confirmation-rows.ts';
import { answerLocked } from '../db/stores/escalation-confirmations.ts';
import { system } from '../domain/actor.ts';
import { silenceDates } from '../domain/escalations/confirmation.ts';
import type { EscalationEffect } from './escalation-effect.ts';
import { tell } from './escalation-mail.ts';
import { whoHears } from './escalation-tasks.ts';
import { newLink } from './new-link.ts';
import { recipient } from './plan-effect.ts';

interface Asking {
  readonly confirmation: Confirmation;
  readonly client: Client & { readonly email: string };
  readonly until: Date;
  readonly again: boolean;
  readonly links: LinkTokens;
}

async function askContact(effect: EscalationEffect, asking: Asking): Promise<void> {
  const { db, at, account } = effect;
  const { confirmation, client, again, links, until } = asking;
  const { name, email, language, timeZone, accountName } = client;
  const confirmationId = confirmation.id;
  const people = await peopleById(db, account.managerId === null ? [] : [account.managerId]);
  const manager = people.get(account.managerId ?? '') ?? whoHears(effect);
  await effect.mail({
    dedupeKey: `solution-confirmation/${confirmationId}/${again ? 'again' : 'first'}`,
    to: { id: null, name, email, language, timeZone },
    message: {
      kind: 'solution-confirmation',
      data: {
        ...{ accountName, managerName: manager?.name ?? '', managerEmail: manager?.email ?? '' },
        ...{ summary: confirmation.summary, presentedAt: confirmation.presentedAt.toISOString() },
        ...{ until: until.toISOString(), again },
      },
    },
    thread: `solution-confirmation/${confirmationId}`,
    escalationLinkId: await confirmationLinkFor(db, { confirmationId, at, create: () => newLink(links) }),
    managerId: account.managerId,
  });
}

async function askByHand(
  effect: EscalationEffect,
  asked: {
    readonly confirmation: Confirmation;
    readonly contact: string;
    readonly why: 'noAddress' | 'stillNone' | 'notMailed';
  },
): Promise<void> {
  const { at, escalation, account } = effect;
  const { confirmation, contact, why } = asked;
  const to = whoHears(effect);
  if (to?.active !== true) return;
  await effect.mail({
    dedupeKey: `solution-by-hand/${confirmation.id}/${why}/${at.toISOString()}/${to.id}`,
    to: recipient(to),
    message: {
      kind: 'solution-by-hand',
      data: {
        ...{ escalationId: escalation.id, accountName: account.name },
        ...{ title: escalation.title, contact, why },
      },
    },
    thread: `escalation/${escalation.id}`,
    managerId: account.managerId,
  });
}

/** Asks the contact to whom a solution was presented whether it is solved, by their own link; where they have no address, whoever has the escalation is told to record the answer. */
export async function askClient(effect: EscalationEffect, links: LinkTokens): Promise<void> {
  const { db, escalation } = effect;
  const confirmation = await findConfirmation(db, { unanswered: escalation.id });
  const client = confirmation && (await clientOf(db, confirmation));
  if (!confirmation || !client) return;
  const { email } = client;
  const { silentAt: until } = confirmation;
  if (email === null || until === null)
    return askByHand(effect, { confirmation, contact: client.name, why: 'noAddress' });
  await askContact(effect, { confirmation, client: { ...client, email }, until, again: false, links });
}

interface DueConfirmation {
  readonly confirmationId: string;
  readonly links: LinkTokens;
}

/** Reminds a contact who has not answered, once; where nobody could be mailed, whoever has the escalation instead, again and again. */
export async function remindClient(
  effect: EscalationEffect,
  { confirmationId, links }: DueConfirmation,
): Promise<void> {
  const { db, at, escalation } = effect;
  const confirmation = await findConfirmation(db, { id: confirmationId });
  if (!confirmation || confirmation.remindAt === null || confirmation.remindAt > at) return;
  const { silentAt: until } = confirmation;
  const next = until === null ? silenceDates(escalation, at).remindAt : null;
  await writeConfirmation(db, { id: confirmationId, set: { remind_at: next } });
  const client = await clientOf(db, confirmation);
  if (!client) return;
  const { email } = client;
  if (until === null) return askByHand(effect, { confirmation, contact: client.name, why: 'stillNone' });
  if (email !== null)
    await askContact(effect, { confirmation, client: { ...client, email }, until, again: true, links });
}

/** Counts a contact's silence as agreement, on record as such; not where no mail has reached them: whoever has the escalation is told to ask them by hand. */
export async function countSilence(effect: EscalationEffect, confirmationId: string): Promise<void> {
  const { db, at, escalation } = effect;
  const confirmation = await findConfirmation(db, { id: confirmationId });
  if (!confirmation || confirmation.silentAt === null || confirmation.silentAt > at) return;
  if (await wasMailed(db, confirmationId)) {
    const silence = { answer: 'silent', word: '', by: system, at } as const;
    await answerLocked(db, { escalation, confirmation, ...silence });
    return;
  }
  const { remindAt } = silenceDates(escalation, at);
  await writeConfirmation(db, { id: confirmationId, set: { remind_at: remindAt, silent_at: null } });
  const client = await clientOf(db, confirmation);
  await askByHand(effect, { confirmation, contact: client?.name ?? '', why: 'notMailed' });
}

/** Tells whoever has the escalation that the client refused the solution, in the client's words. */
export async function tellRefused(effect: EscalationEffect): Promise<void> {
  const { db, escalation } = effect;
  const refused = (await listConfirmations(db, escalation.id)).findLast(
    ({ answer, run }) => answer === 'refused' && run === escalation.run,
  );
  const listener = whoHears(effect);
  if (!refused) return;
  const { word: reason, number } = refused;
  await tell(effect, { news: 'refused', to: listener ? [listener] : [], reason, number });
}
