import type { LinkTokens } from '../db/link-token.ts';
import type { Client } from '../db/read-models/commitment-people.ts';
import { peopleById } from '../db/read-models/planning-context.ts';
import { commitmentLinkFor } from '../db/stores/commitment-answers.ts';
import { dueOfCommitment, type CommitmentDate } from '../db/stores/commitment-dates.ts';
import { getCommitment, type Commitment } from '../db/stores/commitment-rows.ts';
import type { Person } from '../domain/person.ts';
import type { MailMessage } from '../mail/messages.ts';
import { newLink } from './new-link.ts';
import { recipient, type PlanEffect } from './plan-effect.ts';

/** A commitment that an effect is about, with the links that its mails carry. */
export interface About {
  readonly commitment: Commitment;
  readonly links: LinkTokens;
}

/** Mails the client's owner with their own link, unless they have no address. */
export async function mailClient(
  effect: PlanEffect,
  { commitment, links, client, message }: About & { readonly client: Client; readonly message: MailMessage },
): Promise<void> {
  const { contactId, email, name, language, timeZone } = client;
  if (email === null) return;
  const commitmentId = commitment.id;
  await effect.mail({
    dedupeKey: `${message.kind}/${commitmentId}/${commitment.version}`,
    to: { id: null, name, email, language, timeZone },
    message,
    thread: `commitment/${commitmentId}`,
    commitmentLinkId: await commitmentLinkFor(effect.db, {
      commitmentId,
      contactId,
      at: effect.at,
      create: () => newLink(links),
    }),
    managerId: effect.context.plan.managerId,
  });
}

/** All that a client may read: their own firm, the commitment, its date, and whom to write to; nothing of the plan. */
export function forClient(effect: PlanEffect, commitment: Commitment) {
  const { account, plan, person } = effect.context;
  const { name: managerName, email: managerEmail } = person(plan.managerId);
  const { text, dueOn } = commitment;
  return { accountName: account.name, managerName, managerEmail, text, dueOn };
}

/** Mails a person of ours about a commitment; `on` keeps apart the mails of one kind about one version. */
export async function mailPerson(
  effect: PlanEffect,
  mail: {
    readonly commitment: Commitment;
    readonly to: Person;
    readonly message: MailMessage;
    readonly on?: Date;
  },
): Promise<void> {
  const { commitment, to, message, on } = mail;
  const { id, version } = commitment;
  const { managerId } = effect.context.plan;
  await effect.mail({
    dedupeKey: `${message.kind}/${id}/${version}${on === undefined ? '' : `/${on.toISOString()}`}`,
    to: recipient(to),
    message,
    thread: `commitment/${id}`,
    managerId: to.id === managerId ? null : managerId,
  });
}

/** Mails the plan's manager about a commitment. */
export async function tellManager(
  effect: PlanEffect,
  told: { readonly commitment: Commitment; readonly message: MailMessage },
): Promise<void> {
  await mailPerson(effect, { ...told, to: effect.context.person(effect.context.plan.managerId) });
}

/** The person of ours who is to keep a commitment; `undefined` for one of the client's, and for one who has left. */
export async function ownerOf(effect: PlanEffect, { ownerId }: Commitment): Promise<Person | undefined> {
  if (ownerId === null) return undefined;
  const owner = (await peopleById(effect.db, [ownerId])).get(ownerId);
  return owner?.active === true ? owner : undefined;
}

/** What people of ours read about a commitment. */
export function forFirm({ context }: PlanEffect, commitment: Commitment) {
  const { ownerName, text, dueOn, side } = commitment;
  const { account, plan } = context;
  return {
    accountName: account.name,
    year: plan.year,
    planPath: context.path,
    ownerName,
    text,
    dueOn,
    side,
  };
}

/** What the owner of ours reads about their own commitment. */
export function forOwner(effect: PlanEffect, commitment: Commitment) {
  const { side: _, ...data } = forFirm(effect, commitment);
  const { plan, person } = effect.context;
  return { ...data, managerName: person(plan.managerId).name };
}

/** The commitment if this date of it has come and was not used up; rereads it, because a date that was asked about may have moved. */
export async function dueNow(
  effect: PlanEffect,
  { id, date }: { readonly id: string; readonly date: CommitmentDate },
): Promise<Commitment | undefined> {
  const due = await dueOfCommitment(effect.db, { id, date });
  return due !== null && due <= effect.at ? getCommitment(effect.db, id) : undefined;
}
