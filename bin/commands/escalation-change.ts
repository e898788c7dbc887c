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

/** An escalation in a line: what it is, how severe, how far it has come, who has it, and what its clocks say. */
export function escalationLine(escalation: ClockedEscalation): string {
  const { id, cause, title, severity, stage, holderName, pausedAt, clocks } = escalation;
  const running = clocks.filter(({ endedAt }) => endedAt === null);
  const due = running.flatMap(({ kind, dueAt, breachedAt }) => {
    if (breachedAt !== null) return [`${dueWords[kind]}: too late since ${breachedAt.toISOString()}`];
    return dueAt === null ? [] : [`${dueWords[kind]} by ${dueAt.toISOString()}`];
  });
  const holder = `with ${holderName ?? 'nobody'}`;
  const notes = [holder, ...(pausedAt === null ? [] : ['paused']), ...due].map((one) => `, ${one}`).join('');
  return `${id}  severity ${severity}  ${stage.padEnd(11)}  ${cause}: ${title}${notes}`;
}

/** What a command does to the records as whoever typed it, and when. */
export type Change<Done> = (db: Db, by: { by: ReturnType<typeof operator>; at: Date }) => Promise<Done>;

/** Changes an escalation as it is now, for whoever types a command has no older version in mind; wakes its process and prints it. */
export async function changeEscalation(options: JsonOption, act: Change<Escalation>): Promise<void> {
  const { escalation } = await done(async (db, by) => ({ escalation: await act(db, by) }));
  print(escalation, { ...options, lines: [escalationLine(escalation)] });
}

/** Changes something of an escalation, wakes its process, and prints what was changed before the escalation; JSON has both. */
export async function changePartOf<Part extends { readonly escalation: Escalation }>(
  options: JsonOption,
  { act, lineOf }: { readonly act: Change<Part>; readonly lineOf: (part: Part) => string },
): Promise<void> {
  const part = await done(act);
  print(part, { ...options, lines: [lineOf(part), escalationLine(part.escalation)] });
}

async function done<Part extends { readonly escalation: Escalation }>(
  act: Change<Part>,
): Promise<Part & { readonly escalation: ClockedEscalation }> {
  return withProcesses(async ({ db, ring }) => {
    const part = await act(db, { by: operator(), at: systemClock.now() });
    await ring(part.escalation.workflowId);
    return { ...part, escalation: await withClocks(db, part.escalation) };
  });
}
