import { DomainError } from '../domain/errors.ts';
import { system } from '../domain/actor.ts';
import type { Db } from '../db/client.ts';
import { appendAudit } from '../db/stores/audit.ts';
import { consumeFact, getFact, lockProcess, type Fact } from '../db/stores/processes.ts';
import type { Move } from '../workflows/process/messages.ts';
import { ApplicationFailure } from '@temporalio/activity';
import { queueMail, type QueuedMail } from './mail-queue.ts';

/** One effect under way: its transaction, its process time, and what it leaves behind. */
export interface Effect {
  readonly db: Db;
  readonly workflowId: string;
  readonly at: Date;
  readonly notificationIds: string[];
  readonly mail: (mail: Omit<QueuedMail, 'workflowId' | 'occurredAt'>) => Promise<void>;
  readonly audit: (event: { kind: string; subject: string; data?: Record<string, unknown> }) => Promise<void>;
}

function openEffect(db: Db, move: Pick<Move, 'workflowId' | 'at'>): Effect {
  const at = new Date(move.at);
  const { workflowId } = move;
  const notificationIds: string[] = [];
  return {
    db,
    workflowId,
    at,
    notificationIds,
    async mail(mail) {
      const { id } = await queueMail(db, { ...mail, workflowId, occurredAt: at });
      notificationIds.push(id);
    },
    audit: (event) => appendAudit(db, { chain: workflowId, at, actor: system, ...event }),
  };
}

async function asFailure<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) throw ApplicationFailure.retryable(error.message, error.code);
    throw error;
  }
}

/** Where an effect takes place: on this database, for this move of a process. */
export interface EffectPlace {
  readonly db: Db;
  readonly move: Move;
}

/** What a fact brings about. `unfinished` leaves the fact in the inbox, so that the rest is a move of its own. */
export type FactAct = (effect: Effect, fact: Fact) => Promise<void | 'unfinished'>;

/** The effect of a fact, once: consumed in the same transaction, under the process's lock. `then` reads the process afterwards. */
export async function onFact<View>(
  { db, move }: EffectPlace,
  steps: { act: FactAct; then: (effect: Effect) => Promise<View> },
): Promise<View> {
  return asFailure(() =>
    db.transaction(async (trx) => {
      await lockProcess(trx, move.workflowId);
      const effect = openEffect(trx, move);
      const fact = await getFact(trx, move);
      const done = fact.consumed ? 'unfinished' : await steps.act(effect, fact);
      if (done !== 'unfinished') await consumeFact(trx, { ...move, at: effect.at });
      return steps.then(effect);
    }),
  );
}

/** The effect of a date that has come, under the process's lock; `act` rechecks that its reason still holds. */
export async function onDate<View>(
  { db, move }: EffectPlace,
  steps: { act: (effect: Effect) => Promise<void>; then: (effect: Effect) => Promise<View> },
): Promise<View> {
  return asFailure(() =>
    db.transaction(async (trx) => {
      await lockProcess(trx, move.workflowId);
      const effect = openEffect(trx, move);
      await steps.act(effect);
      return steps.then(effect);
    }),
  );
}
