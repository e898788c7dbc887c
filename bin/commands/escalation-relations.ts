import type { Command } from 'commander';
import { changeRelation } from '../../db/stores/escalation-relations.ts';
import { escalationNumber } from './arguments.ts';
import { changeEscalation, type JsonOption } from './escalation-change.ts';

/** Adds `relate` and `unrelate` below `kam escalations`. */
export function registerEscalationRelations(escalations: Command): void {
  const change = (
    name: string,
    { description, related }: { readonly description: string; readonly related: boolean },
  ): void => {
    escalations
      .command(name)
      .description(description)
      .argument('<escalation>', 'its number', escalationNumber)
      .argument('<other>', 'the number of the other one', escalationNumber)
      .requiredOption('--reason <text>', 'why')
      .option('--json', 'print JSON')
      .action((id: string, otherId: string, options: JsonOption & { readonly reason: string }) =>
        changeEscalation(options, (db, by) =>
          changeRelation(db, { id, otherId, reason: options.reason, related, ...by }),
        ),
      );
  };
  change('relate', { description: 'say that two escalations belong together', related: true });
  change('unrelate', { description: 'say that two escalations do not belong together', related: false });
}
