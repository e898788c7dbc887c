import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import { systemClock } from '../domain/clock.ts';
import {
  advanceClockSignal,
  nextDueQuery,
  type NextDue,
  type Rehearsal,
} from '../workflows/process/messages.ts';

const briefMs = 5_000;

/** The client of one namespace. */
export type TemporalClient = Client;

/** Calls Temporal for five seconds at most: for calls that are made while a process's row is locked. */
export function briefly<T>(client: Client, call: () => Promise<T>): Promise<T> {
  return client.withDeadline(systemClock.now().getTime() + briefMs, call);
}

/** How the latest run of a workflow stands, in the client's words (RUNNING, COMPLETED, TERMINATED …); NOT_FOUND when the server knows none. */
export async function executionStatus(client: Client, workflowId: string): Promise<string> {
  try {
    return (await client.workflow.getHandle(workflowId).describe()).status.name;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'NOT_FOUND';
    throw error;
  }
}

/**
 * What an execution has under way, in words: a task, an activity, a child that is to start, or its own start; `undefined` when it is at
 * rest or has ended.
 */
export async function executionInFlight(client: Client, workflowId: string): Promise<string | undefined> {
  try {
    const { raw, status } = await client.workflow.getHandle(workflowId).describe();
    // The server goes on naming the task that a run had scheduled when it was terminated, which nobody will ever do.
    if (status.name !== 'RUNNING') return undefined;
    if (raw.pendingWorkflowTask) return 'a workflow task';
    if (raw.pendingActivities?.length) return 'an activity';
    if (raw.pendingChildren?.some((child) => !child.runId)) return 'a child that is to start';
    return undefined;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'its start';
    throw error;
  }
}

/** Moves a rehearsed process's virtual date. */
export async function advanceClock(
  client: Client,
  move: { workflowId: string; to: Rehearsal },
): Promise<void> {
  await client.workflow.getHandle(move.workflowId).signal(advanceClockSignal, move.to);
}

/** The date a rehearsed process waits for. */
export function nextDueOf(client: Client, workflowId: string): Promise<NextDue> {
  return client.workflow.getHandle(workflowId).query(nextDueQuery);
}
