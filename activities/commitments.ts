import type { Db } from '../db/client.ts';
import type { LinkTokens } from '../db/link-token.ts';
import { clientOf, type Client } from '../db/read-models/commitment-people.ts';
import { peopleById } from '../db/read-models/planning-context.ts';
import { commitmentLinkFor } from '../db/stores/commitment-answers.ts';
import {
  advanceCommitment,
  commitmentHistory,
  getCommitment,
  nothingDue,
  setCommitment,
  type Commitment,
  type CommitmentEvent,
} from '../db/stores/commitment-rows.ts';
import { dueOfCommitment } from '../db/stores/commitment-dates.ts';
import type { Fact } from '../db/stores/processes.ts';
import { recordSignal } from '../db/stores/signals.ts';
import { system } from '../domain/actor.ts';
import { answerDates } from '../domain/planning/commitment.ts';
import type { MailMessage } from '../mail/messages.ts';
import type { Move, ProcessView } from '../workflows/process/messages.ts';
import { newLink } from './new-link.ts';
import { onPlanDate, onPlanFact, recipient, type PlanEffect } from './plan-effect.ts';

type PlanActivity = (move: Move) => Promise<ProcessView>;

/** How commitments of both sides go on: each an effect of a fact or of a date, all as local activities. */
export interface CommitmentActivities {
  followCommitment: PlanActivity;
  askCommitment: PlanActivity;
  remindCommitment: PlanActivity;
  noteSilence: PlanActivity;
  missCommitment: PlanActivity;
}

/** A commitment that an effect is about, with the links that its mails carry. */
interface About {
  readonly commitment: Commitment;
  readonly links: LinkTokens;
}

async function mailClient(
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

// All that a client may read: their own firm, the commitment, its date, and whom to write to. Nothing of the plan.
function forClient(effect: PlanEffect, commitment: Commitment) {
  const { account, plan, person } = effect.context;
  const { name: managerName, email: managerEmail } = person(plan.managerId);
  const { text, dueOn } = commitment;
  return { accountName: account.name, managerName, managerEmail, text, dueOn };
}

async function tellManager(
  effect: PlanEffect,
  { commitment, message }: { readonly commitment: Commitment; readonly message: MailMessage },
): Promise<void> {
  const manager = effect.context.person(effect.context.plan.managerId);
  await effect.mail({
    dedupeKey: `${message.kind}/${commitment.id}/${commitment.version}`,
    to: recipient(manager),
    message,
    thread: `commitment/${commitment.id}`,
  });
}

function forFirm({ context }: PlanEffect, commitment: Commitment) {
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

async function tellTrouble(
  effect: PlanEffect,
  {
    commitment,
    what,
  }: { readonly commitment: Commitment; readonly what: 'unreachable' | 'silent' | 'missed' },
): Promise<void> {
  const data = { ...forFirm(effect, commitment), what };
  await tellManager(effect, { commitment, message: { kind: 'commitment-trouble', data } });
}

async function followCommitment(
  effect: PlanEffect,
  { fact, links }: { fact: Fact; links: LinkTokens },
): Promise<void> {
  const { commitmentId, version } = fact.payload as { commitmentId: string; version: number };
  const commitment = await getCommitment(effect.db, commitmentId);
  const history = await commitmentHistory(effect.db, commitmentId);
  const happened = history.find((one) => one.version === version);
  // What was overtaken by a later change is told by that one.
  if (!happened || commitment.version !== version) return;
  if (happened.kind === 'confirmed' || happened.kind === 'proposed')
    return tellAnswer(effect, { commitment, happened });
  await tellClient(effect, { commitment, links, happened });
}

async function tellAnswer(
  effect: PlanEffect,
  { commitment, happened }: { readonly commitment: Commitment; readonly happened: CommitmentEvent },
): Promise<void> {
  const { proposedOn } = happened;
  const data = { ...forFirm(effect, commitment), proposedOn, word: happened.word };
  await tellManager(effect, { commitment, message: { kind: 'commitment-answered', data } });
}

async function tellClient(
  effect: PlanEffect,
  { happened, ...about }: About & { readonly happened: CommitmentEvent },
): Promise<void> {
  const { commitment } = about;
  const { kind, proposedOn, word: reason } = happened;
  const client = await clientOf(effect.db, commitment);
  if (!client || commitment.askedAt === null) return;
  const data = forClient(effect, commitment);
  if (kind === 'withdrawn')
    await mailClient(effect, { ...about, client, message: { kind: 'commitment-withdrawn', data } });
  if ((kind === 'accepted' || kind === 'refused') && proposedOn !== null) {
    const settled = { ...data, accepted: kind === 'accepted', proposedOn, reason };
    await mailClient(effect, { ...about, client, message: { kind: 'commitment-settled', data: settled } });
  }
}

async function dueNow(
  effect: PlanEffect,
  { id, date }: { readonly id: string; readonly date: 'askAt' | 'remindAt' | 'silentAt' | 'missAt' },
): Promise<Commitment | undefined> {
  const due = await dueOfCommitment(effect.db, { id, date });
  return due !== null && due <= effect.at ? getCommitment(effect.db, id) : undefined;
}

async function askCommitment(effect: PlanEffect, asked: { id: string; links: LinkTokens }): Promise<void> {
  const commitment = await dueNow(effect, { id: asked.id, date: 'askAt' });
  if (!commitment) return;
  const { links } = asked;
  const client = await clientOf(effect.db, commitment);
  if (client) return askClient(effect, { commitment, links, client });
  await setCommitment(effect.db, { id: commitment.id, set: { ask_at: null, asked_at: effect.at } });
  const { plan, person } = effect.context;
  const { ownerId } = commitment;
  if (ownerId === null || ownerId === plan.managerId) return;
  const owner = (await peopleById(effect.db, [ownerId])).get(ownerId);
  if (!owner) return;
  const managerName = person(plan.managerId).name;
  const { side: _, ...data } = forFirm(effect, commitment);
  await effect.mail({
    dedupeKey: `commitment-given/${commitment.id}/${commitment.version}`,
    to: recipient(owner),
    message: { kind: 'commitment-given', data: { ...data, managerName } },
    thread: `commitment/${commitment.id}`,
    managerId: plan.managerId,
  });
}

async function askClient(effect: PlanEffect, about: About & { readonly client: Client }): Promise<void> {
  const { commitment, client } = about;
  const { id } = commitment;
  if (client.email === null) {
    await setCommitment(effect.db, { id, set: { ask_at: null } });
    await effect.audit({ kind: 'commitment.unreachable', subject: id });
    return tellTrouble(effect, { commitment, what: 'unreachable' });
  }
  const { remindAt, silentAt } = answerDates(client, effect.at);
  const waits = { remind_at: remindAt, silent_at: silentAt };
  await setCommitment(effect.db, { id, set: { ask_at: null, asked_at: effect.at, ...waits } });
  const data = { ...forClient(effect, commitment), again: commitment.askedAt !== null };
  await mailClient(effect, { ...about, message: { kind: 'commitment-request', data } });
  await effect.audit({ kind: 'commitment.asked', subject: id });
}

async function remindCommitment(effect: PlanEffect, asked: { id: string; links: LinkTokens }): Promise<void> {
  const commitment = await dueNow(effect, { id: asked.id, date: 'remindAt' });
  if (!commitment) return;
  const { links } = asked;
  await setCommitment(effect.db, { id: commitment.id, set: { remind_at: null } });
  const client = await clientOf(effect.db, commitment);
  if (!client) return;
  const data = { ...forClient(effect, commitment), askedAt: (commitment.askedAt ?? effect.at).toISOString() };
  await mailClient(effect, { commitment, links, client, message: { kind: 'commitment-reminder', data } });
  await effect.audit({ kind: 'commitment.reminded', subject: commitment.id });
}

async function noteSilence(effect: PlanEffect, id: string): Promise<void> {
  const commitment = await dueNow(effect, { id, date: 'silentAt' });
  if (!commitment) return;
  const set = { remind_at: null, silent_at: null };
  const silent = await advanceCommitment(effect.db, { id, set, kind: 'silent', by: system, at: effect.at });
  await signal(effect, { commitment: silent, kind: 'commitment.silent' });
  await tellTrouble(effect, { commitment: silent, what: 'silent' });
}

async function missCommitment(effect: PlanEffect, id: string): Promise<void> {
  const commitment = await dueNow(effect, { id, date: 'missAt' });
  if (!commitment) return;
  const set = { ...nothingDue, status: 'missed' } as const;
  const missed = await advanceCommitment(effect.db, { id, set, kind: 'missed', by: system, at: effect.at });
  await signal(effect, { commitment: missed, kind: 'commitment.missed' });
  await tellTrouble(effect, { commitment: missed, what: 'missed' });
}

async function signal(
  { db, at, context, audit }: PlanEffect,
  { commitment, kind }: { readonly commitment: Commitment; readonly kind: string },
): Promise<void> {
  const { id, side, text, ownerName, dueOn, askedAt, version } = commitment;
  const { plan } = context;
  await recordSignal(db, {
    kind,
    accountId: plan.accountId,
    planId: plan.id,
    subject: id,
    occurredAt: at,
    evidence: { side, text, owner: ownerName, dueOn, askedAt: askedAt?.toISOString() ?? null },
  });
  await audit({ kind, subject: id, data: { version, side, dueOn } });
}

/** The activities about commitments on this database with these link keys. */
export function createCommitmentActivities({
  db,
  links,
}: {
  db: Db;
  links: LinkTokens;
}): CommitmentActivities {
  return {
    followCommitment: (move) =>
      onPlanFact({ db, move }, (effect, fact) => followCommitment(effect, { fact, links })),
    askCommitment: (move) =>
      onPlanDate({ db, move }, (effect) => askCommitment(effect, { id: move.subject, links })),
    remindCommitment: (move) =>
      onPlanDate({ db, move }, (effect) => remindCommitment(effect, { id: move.subject, links })),
    noteSilence: (move) => onPlanDate({ db, move }, (effect) => noteSilence(effect, move.subject)),
    missCommitment: (move) => onPlanDate({ db, move }, (effect) => missCommitment(effect, move.subject)),
  };
}
