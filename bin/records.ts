import { userInfo } from 'node:os';
import { pino } from 'pino';
import { connect, type Db } from '../db/client.ts';
import type { Actor } from '../domain/actor.ts';
import { createClient } from '../temporal/connect.ts';
import { briefly } from '../temporal/executions.ts';
import { createRinger, type RingDeps } from '../temporal/ring.ts';
import { readCommandSettings } from './settings.ts';

/** The person at the keyboard, as the audit trail names them. */
export function operator(): Actor {
  return { kind: 'operator', id: userInfo().username };
}

/** Runs a command's work on the records alone and closes the database. */
export async function withRecords<T>(work: (db: Db) => Promise<T>): Promise<T> {
  const db = connect(readCommandSettings().databaseUrl, { poolMax: 2 });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** Runs a command's work on records and Temporal; ringing never fails a command nor holds it up for long, because the worker's loop rings again. */
export async function withProcesses<T>(
  work: (deps: RingDeps & { ring: (id: string) => Promise<void> }) => Promise<T>,
): Promise<T> {
  const { temporal } = readCommandSettings();
  const client = createClient(temporal);
  try {
    return await withRecords((db) => {
      const deps = { client, db, taskQueue: temporal.taskQueue, log: pino({ level: 'silent' }) };
      const ring = createRinger(deps);
      return work({ ...deps, ring: (workflowId) => briefly(client, () => ring(workflowId)) });
    });
  } finally {
    await client.connection.close();
  }
}

/** Prints a result: as JSON when asked for, otherwise as its lines. */
export function print(
  result: unknown,
  output: { readonly json?: boolean | undefined; readonly lines: readonly string[] },
): void {
  console.log(output.json ? JSON.stringify(result, null, 2) : output.lines.join('\n'));
}
