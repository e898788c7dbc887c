import type { Db } from '../db/client.ts';
import { peopleById, planningAccount } from '../db/read-models/planning-context.ts';
import type { Candidate } from '../db/stores/candidates.ts';
import { designationsInForce } from '../db/stores/designations.ts';
import {
  getExit,
  noteExitReminder,
  passExit,
  proposeExit,
  type ProposedExit,
} from '../db/stores/proposed-exits.ts';
import { addBusinessHours } from '../domain/calendar/business-time.ts';
import type { Person } from '../domain/person.ts';
import { exitChain } from '../domain/selection/exit-chain.ts';
import { recipient } from './plan-effect.ts';
import { cycleReference, personOf, type SelectionEffect } from './selection-effect.ts';

const remindHours = 16;
const passOnHours = 40;
const mostReminders = 2;

async function chainOf(db: Db, of: { accountId: string; leadId: string }): Promise<readonly Person[]> {
  const account = await planningAccount(db, of.accountId);
  const named = [account.managerId, account.directorId, account.programmeOwnerId, of.leadId];
  const people = await peopleById(
    db,
    named.filter((id) => id !== null),
  );
  const chain = exitChain({ ...account, leadId: of.leadId }, (id) => people.get(id)?.active === true);
  return chain.flatMap(({ personId }) => people.get(personId) ?? []);
}

interface Asked {
  readonly person: Person;
  readonly next: Person | undefined;
}

function datesOf({ person, next }: Asked, at: Date): { remindAt: Date; passOnAt: Date | null } {
  return {
    remindAt: addBusinessHours(person, { from: at, hours: next ? remindHours : passOnHours }),
    passOnAt: next ? addBusinessHours(person, { from: at, hours: passOnHours }) : null,
  };
}

/** Proposes the exit of each of these key accounts, and asks whoever is responsible; its designation stays in force. */
export async function proposeExits(effect: SelectionEffect, leaving: readonly Candidate[]): Promise<void> {
  const { cycle, db, at } = effect;
  const inForce = await designationsInForce(db, { programmeId: cycle.programmeId });
  for (const { accountId, reasons } of leaving) {
    const designation = inForce.find((one) => one.accountId === accountId);
    const [person, next] = await chainOf(db, { accountId, leadId: cycle.leadId });
    if (!designation || !person) continue;
    const asked = { person, next };
    const exitId = await proposeExit(db, {
      designationId: designation.id,
      accountId,
      cycleId: cycle.id,
      reasons,
      responsibleId: person.id,
      at,
      ...datesOf(asked, at),
    });
    if (exitId === null) continue;
    const data = { accountId, reasons, responsibleId: person.id };
    await effect.audit({ kind: 'exit.proposed', subject: exitId, data });
    await ask(effect, { exit: await getExit(db, exitId), asked, why: 'asked', insteadOf: null });
  }
}

/** Reminds who is responsible for an exit; an inactive one passes it on at once. */
export async function remindExit(effect: SelectionEffect, exitId: string): Promise<void> {
  const { cycle, db, at } = effect;
  const exit = await getExit(db, exitId);
  if (exit.state !== 'open' || exit.remindAt === null || exit.remindAt > at) return;
  const chain = await chainOf(db, { accountId: exit.accountId, leadId: cycle.leadId });
  const position = chain.findIndex(({ id }) => id === exit.responsibleId);
  const person = chain[position];
  if (!person) return passOn(effect, { exit, chain });
  const next = chain[position + 1];
  await noteExitReminder(db, { exitId, remindAt: nextReminder(exit, { person, at }) });
  await effect.audit({ kind: 'exit.reminded', subject: exitId, data: { responsibleId: person.id } });
  await ask(effect, { exit, asked: { person, next }, why: 'reminder', insteadOf: null });
}

function nextReminder(exit: ProposedExit, { person, at }: { person: Person; at: Date }): Date | null {
  if (exit.passOnAt === null) return addBusinessHours(person, { from: at, hours: passOnHours });
  if (exit.reminders + 1 >= mostReminders) return null;
  return addBusinessHours(person, { from: at, hours: remindHours });
}

/** Passes an exit that nobody settled in time to the next: the director, then the programme's owner. */
export async function passExitOn(effect: SelectionEffect, exitId: string): Promise<void> {
  const exit = await getExit(effect.db, exitId);
  if (exit.state !== 'open' || exit.passOnAt === null || exit.passOnAt > effect.at) return;
  const chain = await chainOf(effect.db, { accountId: exit.accountId, leadId: effect.cycle.leadId });
  await passOn(effect, { exit, chain });
}

async function passOn(
  effect: SelectionEffect,
  { exit, chain }: { exit: ProposedExit; chain: readonly Person[] },
): Promise<void> {
  const { db, at } = effect;
  const position = chain.findIndex(({ id }) => id === exit.responsibleId);
  const person = chain[position + 1] ?? chain.at(-1);
  if (!person) return;
  const asked = { person, next: chain[chain.indexOf(person) + 1] };
  await passExit(db, { exitId: exit.id, responsibleId: person.id, at, ...datesOf(asked, at) });
  const data = { from: exit.responsibleId, to: person.id };
  await effect.audit({ kind: 'exit.passedOn', subject: exit.id, data });
  const insteadOf = exit.responsibleName;
  await ask(effect, { exit: await getExit(db, exit.id), asked, why: 'passedOn', insteadOf });
}

async function ask(
  effect: SelectionEffect,
  question: {
    exit: ProposedExit;
    asked: Asked;
    why: 'asked' | 'reminder' | 'passedOn';
    insteadOf: string | null;
  },
): Promise<void> {
  const { exit, asked, why, insteadOf } = question;
  await effect.mail({
    dedupeKey: `exit-proposed/${exit.id}/${asked.person.id}/${why}/${effect.at.toISOString()}`,
    to: recipient(await personOf(effect.db, asked.person.id)),
    message: {
      kind: 'exit-proposed',
      data: {
        ...cycleReference(effect),
        why,
        accountName: exit.accountName,
        exitId: exit.id,
        reasons: [...exit.reasons],
        insteadOf,
        passOnAt: exit.passOnAt?.toISOString() ?? null,
        nextName: asked.next?.name ?? null,
      },
    },
  });
}
