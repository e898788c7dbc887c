import type { Command } from 'commander';
import { addNote, listNotes, withdrawNote, type PlanNote } from '../../db/stores/plan-notes.ts';
import { systemClock } from '../../domain/clock.ts';
import { operator, print, withRecords } from '../records.ts';
import { noteNumber, planNumber } from './arguments.ts';

interface JsonOption {
  readonly json?: boolean;
}

function lineOf({ id, text, writtenBy, writtenAt, withdrawn }: PlanNote): string {
  const head = `note ${id}, ${writtenAt.toISOString()} by ${writtenBy.kind}:${writtenBy.id}`;
  return `${head}${withdrawn ? `, withdrawn: ${withdrawn.reason}` : ''}\n    ${text}`;
}

async function list(planId: string, options: JsonOption): Promise<void> {
  const items = await withRecords((db) => listNotes(db, { planId, limit: 199 }));
  const lines = items.length > 0 ? items.map(lineOf) : ['Nobody has written a note on this plan.'];
  print({ items }, { ...options, lines });
}

async function add(planId: string, options: JsonOption & { readonly text: string }): Promise<void> {
  const { text, json } = options;
  const note = await withRecords((db) =>
    addNote(db, { planId, text, by: operator(), at: systemClock.now() }),
  );
  print(note, { json, lines: [lineOf(note)] });
}

async function withdraw(
  planId: string,
  {
    noteId,
    options,
  }: { readonly noteId: string; readonly options: JsonOption & { readonly reason: string } },
): Promise<void> {
  const { reason, json } = options;
  const note = await withRecords((db) =>
    withdrawNote(db, { planId, noteId, reason, by: operator(), at: systemClock.now() }),
  );
  print(note, { json, lines: [lineOf(note)] });
}

/** Adds `kam plan note list|add|withdraw`. */
export function addPlanNoteCommand(plan: Command): void {
  const note = plan.command('note').description('notes on a plan, for our own firm alone');
  note
    .command('list')
    .description('list the notes on a plan, the newest first, 200 at most')
    .argument('<plan>', 'its number', planNumber)
    .option('--json', 'print JSON')
    .action(list);
  note
    .command('add')
    .description('write a note; it stays as it is written')
    .argument('<plan>', 'its number', planNumber)
    .requiredOption('--text <text>', 'what to note')
    .option('--json', 'print JSON')
    .action(add);
  note
    .command('withdraw')
    .description('withdraw a note; its text stays readable')
    .argument('<plan>', 'its number', planNumber)
    .argument('<note>', 'the number of the note', noteNumber)
    .requiredOption('--reason <text>', 'why')
    .option('--json', 'print JSON')
    .action((planId: string, noteId: string, options: JsonOption & { readonly reason: string }) =>
      withdraw(planId, { noteId, options }),
    );
}
