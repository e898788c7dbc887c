import { withClocks, type ClockedEscalation } from '../../db/read-models/escalation-list.ts';
import type { Db } from '../../db/client.ts';
import type { ClockKind } from '../../db/stores/escalation-clocks.ts';
import type { Escalation } from '../../db/stores/escalation-rows.ts';
import { systemClock } from '../../domain/clock.ts';
import { operator, print, withProcesses } from '../records.ts';

/** What every command of escalations can be asked for. */
export interface JsonOption {
  readonly json?: boolean;
}

const dueWords = {
  response: 'to be taken',
  update: 'next word',
  resolution: 'to be solved',
} satisfies Readonly<Record<ClockKind, string>>;

/** An escalation in a line: what it is, how severe, how far it has come, and what its clocks say. */
export function escalationLine(escalation: ClockedEscalation): string {
  const { id, cause, title, severity, stage, pausedAt, clocks } = escalation;
  const running = clocks.filter(({ endedAt }) => endedAt === null);
  const due = running.flatMap(({ kind, dueAt, breachedAt }) => {
    if (breachedAt !== null) return [`${dueWords[kind]}: too late since ${breachedAt.toISOString()}`];
    return dueAt === null ? [] : [`${dueWords[kind]} by ${dueAt.toISOString()}`];
  });
  const clock = [...(pausedAt === null ? [] : ['paused']), ...due].map((one) => `, ${one}`).join('');
  return `${id}  severity ${severity}  ${stage.padEnd(11)}  ${cause}: ${title}${clock}`;
}

/** Changes an escalation as it is now, for whoever types a command has no older version in mind; wakes its process and prints it. */
export async function changeEscalation(
  options: JsonOption,
  act: (db: Db, by: { by: ReturnType<typeof operator>; at: Date }) => Promise<Escalation>,
): Promise<void> {
  const escalation = await withProcesses(async ({ db, ring }) => {
    const done = await act(db, { by: operator(), at: systemClock.now() });
    await ring(done.workflowId);
    return withClocks(db, done);
  });
  print(escalation, { ...options, lines: [escalationLine(escalation)] });
}
