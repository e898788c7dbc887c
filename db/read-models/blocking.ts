import { toldOfSilence } from '../../domain/approvals/answerer.ts';
import { businessHoursBetween } from '../../domain/calendar/business-time.ts';
import type { Db } from '../client.ts';
import {
  listBlockers,
  listQuestionsOf,
  listUndecided,
  pageOfBlockers,
  type BlockerPosition,
  type BlockerRecord,
} from './blockers.ts';
import { nextOfExits, type NextOfExit } from './exit-turns.ts';
import { toldOfBreaches, type ToldOfBreach } from './escalation-breaches.ts';
import { nextOnLadders, type NextOnLadder } from './escalation-ladder.ts';
import { nextOf } from './next-in-line.ts';
import { turnsOf, type Turns } from './turns.ts';

/** Who is asked or told when the wait ends by itself, and by which rule. */
interface NextEscalation {
  readonly personId: string;
  readonly personName: string;
  readonly reason: 'superior' | 'director' | 'programmeOwner' | 'manager' | 'sponsor';
}

/** Somebody whom a process waits for; `businessHoursWaited` counts their own working hours and holidays. */
export interface Blocking extends BlockerRecord {
  readonly businessHoursWaited: number;
  readonly escalatesTo: NextEscalation | null;
}

/** Who keeps plans' processes waiting, the longest first, and who is next if they stay away (design §4). */
export async function blockersOf(
  db: Db,
  of: ({ readonly workflowId: string } | { readonly workflowIds: readonly string[] }) & {
    readonly now: Date;
  },
): Promise<readonly Blocking[]> {
  return withNext(db, { blockers: await listBlockers(db, of), now: of.now });
}

/** Who keeps each of these approval requests waiting, by its number, the longest first, and who is next if they stay away. */
export async function blockersOfRequests(
  db: Db,
  of: { readonly requestIds: readonly string[]; readonly now: Date },
): Promise<ReadonlyMap<string, readonly Blocking[]>> {
  const blockers = await listUndecided(db, of.requestIds);
  const blocking = await withNext(db, { blockers, now: of.now });
  return new Map(of.requestIds.map((id) => [id, blocking.filter(({ requestId }) => requestId === id)]));
}

/** The questions that wait for one person's decision, the longest first, and who is next if they stay away. */
export async function questionsOf(
  db: Db,
  of: { readonly personId: string; readonly now: Date },
): Promise<readonly Blocking[]> {
  return withNext(db, { blockers: await listQuestionsOf(db, of.personId), now: of.now });
}

/** A page of everybody who is blocking, the longest first; one more than `limit` says that there is a next page. */
export async function listBlocking(
  db: Db,
  page: { readonly limit: number; readonly after: BlockerPosition | undefined; readonly now: Date },
): Promise<readonly Blocking[]> {
  return withNext(db, { blockers: await pageOfBlockers(db, page), now: page.now });
}

async function withNext(
  db: Db,
  { blockers, now }: { blockers: readonly BlockerRecord[]; now: Date },
): Promise<readonly Blocking[]> {
  if (blockers.length === 0) return [];
  const turns = await turnsOf(db, { blockers, now });
  const exits = blockers.filter(({ waitingFor }) => waitingFor === 'exit').map(({ subject }) => subject);
  const nextOfExit = await nextOfExits(db, exits);
  const taking = blockers.filter(({ waitingFor }) => waitingFor === 'acknowledgement');
  const nextOnLadder = await nextOnLadders(db, { ids: taking.map(({ subject }) => subject), at: now });
  const held = blockers.filter(({ waitingFor }) => waitingFor === 'escalation');
  const toldOfBreach = await toldOfBreaches(
    db,
    held.map(({ subject }) => subject),
  );
  return blockers.map((blocker) => {
    const hours = businessHoursBetween(turns.person(blocker.personId), { from: blocker.since, to: now });
    return {
      ...blocker,
      businessHoursWaited: Math.round(hours * 10) / 10,
      escalatesTo: escalationOf(blocker, { turns, nextOfExit, nextOnLadder, toldOfBreach }),
    };
  });
}

function escalationOf(
  blocker: BlockerRecord,
  around: {
    readonly turns: Turns;
    readonly nextOfExit: ReadonlyMap<string, NextOfExit>;
    readonly nextOnLadder: ReadonlyMap<string, NextOnLadder>;
    readonly toldOfBreach: ReadonlyMap<string, ToldOfBreach>;
  },
): NextEscalation | null {
  const { turns } = around;
  const ownBusiness = ['submission', 'nomination', 'escalationTask'];
  if (blocker.until === null || ownBusiness.includes(blocker.waitingFor)) return null;
  if (blocker.waitingFor === 'exit') return around.nextOfExit.get(blocker.subject) ?? null;
  if (blocker.waitingFor === 'escalation') return around.toldOfBreach.get(blocker.subject) ?? null;
  if (blocker.waitingFor === 'acknowledgement') return around.nextOnLadder.get(blocker.subject) ?? null;
  if (blocker.waitingFor === 'answer') return toldNext(blocker, turns);
  if (['proposal', 'revalidation', 'agenda', 'minutes'].includes(blocker.waitingFor))
    return turns.overseerOf(blocker.workflowId) ?? null;
  const turn = blocker.waitingFor === 'decision' ? turns.turnOf(blocker.subject) : undefined;
  const next = turn && nextOf(turn);
  if (next) return { ...next, personName: turns.person(next.personId).name };
  const manager = turns.managerOf(blocker.workflowId);
  if (manager.id === blocker.personId) return null;
  return { personId: manager.id, personName: manager.name, reason: 'manager' };
}

function toldNext({ subject, personId }: BlockerRecord, turns: Turns): NextEscalation | null {
  const answerers = turns.answerersOf(subject);
  const told = answerers && toldOfSilence(answerers, personId);
  return told ? { ...told, personName: turns.person(told.personId).name } : null;
}
