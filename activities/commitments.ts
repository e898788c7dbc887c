import type { Db } from '../db/client.ts';
import type { LinkTokens } from '../db/link-token.ts';
import { clientOf, type Client } from '../db/read-models/commitment-people.ts';
import {
  advanceCommitment,
  commitmentHistory,
  getCommitment,
  nothingDue,
  setCommitment,
  type Commitment,
  type CommitmentEvent,
} from '../db/stores/commitment-rows.ts';
import { ownersPlace } from '../db/stores/commitment-owners.ts';
import type { Fact } from '../db/stores/processes.ts';
import { recordSignal } from '../db/stores/signals.ts';
import { system } from '../domain/actor.ts';
import { answerDates, dueReminder, lateReminder } from '../domain/planning/commitment.ts';
import type { Move, ProcessView } from '../workflows/process/messages.ts';
import {
  dueNow,
  forClient,
  forFirm,
  forOwner,
  mailClient,
  mailPerson,
  ownerOf,
  tellManager,
  type About,
} from './commitment-mail.ts';
import { tellLateOwner } from './commitment-reminders.ts';
import { onPlanDate, onPlanFact, type PlanEffect } from './plan-effect.ts';

type PlanActivity = (move: Move) => Promise<ProcessView>;

/** How commitments of both sides go on: each an effect of a fact or of a date, all as local activities. */
export interface CommitmentActivities {
  followCommitment: PlanActivity;
  askCommitment: PlanActivity;
  remindCommitment: PlanActivity;
  noteSilence: PlanActivity;
  missCommitment: PlanActivity;
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

async function askCommitment(effect: PlanEffect, asked: { id: string; links: LinkTokens }): Promise<void> {
  const commitment = await dueNow(effect, { id: asked.id, date: 'askAt' });
  if (!commitment) return;
  const { links } = asked;
  const client = await clientOf(effect.db, commitment);
  if (client) return askClient(effect, { commitment, links, client });
  const { plan } = effect.context;
  const place = await ownersPlace(effect.db, { plan, commitment });
  const reminder = dueReminder({ ...commitment, place }, effect.at);
  const set = { ask_at: null, asked_at: effect.at, due_soon_at: reminder };
  await setCommitment(effect.db, { id: commitment.id, set });
  const to = await ownerOf(effect, commitment);
  if (!to || to.id === plan.managerId) return;
  const message = { kind: 'commitment-given', data: forOwner(effect, commitment) } as const;
  await mailPerson(effect, { commitment, to, message });
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
  const place = await ownersPlace(effect.db, { plan: effect.context.plan, commitment });
  const chased = commitment.side === 'ours' ? lateReminder(place, effect.at) : null;
  const set = { ...nothingDue, status: 'missed', late_at: chased } as const;
  const missed = await advanceCommitment(effect.db, { id, set, kind: 'missed', by: system, at: effect.at });
  await signal(effect, { commitment: missed, kind: 'commitment.missed' });
  await tellTrouble(effect, { commitment: missed, what: 'missed' });
  await tellLateOwner(effect, missed);
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
