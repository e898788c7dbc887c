import type { Command } from 'commander';
import { findPersonId } from '../../db/read-models/people.ts';
import { handOverEscalation } from '../../db/stores/escalation-hand-over.ts';
import { escalationNumber } from './arguments.ts';
import { changeEscalation, type JsonOption } from './escalation-change.ts';

/** Adds `hand-over` below `kam escalations`. */
export function registerEscalationHandOver(escalations: Command): void {
  escalations
    .command('hand-over')
    .description('hand an escalation over to somebody else; both are told')
    .argument('<escalation>', 'its number', escalationNumber)
    .requiredOption('--to <person>', 'the key or mail address of who has it from now on')
    .requiredOption('--reason <text>', 'why')
    .option('--json', 'print JSON')
    .action((id: string, options: JsonOption & { readonly to: string; readonly reason: string }) =>
      changeEscalation(options, async (db, by) => {
        const personId = await findPersonId(db, options.to);
        return handOverEscalation(db, { id, personId, reason: options.reason, ...by });
      }),
    );
}
