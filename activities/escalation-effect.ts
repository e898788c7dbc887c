import type { Db } from '../db/client.ts';
import { nextEscalationDue } from '../db/read-models/escalation-dues.ts';
import { peopleById, planningAccount, type PlanningAccount } from '../db/read-models/planning-context.ts';
import { listAsks, type EscalationAsk } from '../db/stores/escalation-asks.ts';
import { listClocks, type ClockKind, type EscalationClock } from '../db/stores/escalation-clocks.ts';
import type { Fact } from '../db/stores/processes.ts';
import { stepEscalation, type EscalationStep } from '../db/stores/escalation-steps.ts';
import { getEscalation, type Escalation } from '../db/stores/escalation-rows.ts';
import { system } from '../domain/actor.ts';
import { personKey, type Person } from '../domain/person.ts';
import type { EscalationView } from '../workflows/escalation/messages.ts';
import { onDate, onFact, type Effect, type EffectPlace } from './effect.ts';
import { waitsOf, type Viewed } from './process-waits.ts';

/** An effect on an escalation, with the escalation as it was when the effect began and everybody who was asked in its present run. */
export interface EscalationEffect extends Effect {
  readonly escalation: Escalation;
  readonly account: PlanningAccount;
  readonly asks: readonly EscalationAsk[];
  /** All clocks of the present run. */
  readonly clocks: readonly EscalationClock[];
  readonly people: ReadonlyMap<string, Person>;
}

/** What an escalation waits for, as its workflow and ops see it. People appear by their opaque keys. */
export async function escalationView(db: Db, view: Viewed): Promise<EscalationView> {
  const escalation = await getEscalation(db, { workflowId: view.workflowId });
  return {
    ...(await waitsOf(db, view)),
    stage: escalation.stage,
    accountId: escalation.accountId,
    owner: escalation.holderId && personKey(escalation.holderId),
    severity: String(escalation.severity),
    next: await nextEscalationDue(db, escalation.id),
  };
}

/** Runs an effect of a fact on an escalation and returns its view. */
export function onEscalationFact(
  place: EffectPlace,
  act: (effect: EscalationEffect, fact: Fact) => Promise<void>,
): Promise<EscalationView> {
  return onFact(place, {
    act: async (effect, fact) => act(await withEscalation(effect), fact),
    then: (effect) => escalationView(effect.db, effect),
  });
}

/** Runs an effect of a date on an escalation and returns its view. */
export function onEscalationDate(
  place: EffectPlace,
  act: (effect: EscalationEffect) => Promise<void>,
): Promise<EscalationView> {
  return onDate(place, {
    act: async (effect) => act(await withEscalation(effect)),
    then: (effect) => escalationView(effect.db, effect),
  });
}

/** The effect with the escalation as it is now: read when it begins, and again after it changed. */
export async function withEscalation(effect: Effect): Promise<EscalationEffect> {
  const { db, workflowId } = effect;
  const escalation = await getEscalation(db, { workflowId });
  const account = await planningAccount(db, escalation.accountId);
  const asks = await listAsks(db, escalation);
  const named = [
    escalation.holderId,
    account.directorId,
    account.programmeOwnerId,
    ...asks.flatMap(({ personId, standsForId }) => [personId, standsForId]),
  ];
  const ids = [...new Set(named.filter((id) => id !== null))];
  const clocks = await listClocks(db, escalation);
  return { ...effect, escalation, account, asks, clocks, people: await peopleById(db, ids) };
}

/** Carries out what the process itself does to an escalation, and returns the effect as it goes on. */
export async function advanceEscalation(
  effect: EscalationEffect,
  step: Omit<EscalationStep, 'by' | 'at' | 'fact'>,
): Promise<EscalationEffect> {
  const { db, at, escalation } = effect;
  const next = await stepEscalation(db, { escalation, step: { ...step, by: system, at } });
  return { ...effect, escalation: next, clocks: await listClocks(db, next) };
}

/** The clock of that kind which runs; `undefined` where none does. */
export function running({ clocks }: EscalationEffect, kind: ClockKind): EscalationClock | undefined {
  return clocks.find((clock) => clock.kind === kind && clock.endedAt === null);
}
