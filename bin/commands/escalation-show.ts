import type { Command } from 'commander';
import { escalationToShow } from '../../api/pages/escalation-detail.ts';
import { escalationDetail } from '../../db/read-models/escalation-detail.ts';
import { systemClock } from '../../domain/clock.ts';
import type { EscalationDetailProps } from '../../web/pages/escalation-detail-page.tsx';
import { print, withRecords } from '../records.ts';
import { escalationNumber } from './arguments.ts';
import type { JsonOption } from './escalation-change.ts';

/** What the page of an escalation says, in lines: times are at the client's place, and clocks that have ended and empty parts are left out. */
function linesOf(shown: EscalationDetailProps): readonly string[] {
  const { id, account, title, severity, who, lines, steps, next, clocks, parts } = shown;
  const stage = steps.find(({ place }) => place === 'now')?.text ?? '';
  return [
    `${id}  ${account.name}: ${title}`,
    ...[`severity ${severity}, ${stage}`, who, ...lines, next].map((line) => `    ${line}`),
    ...clocks
      .filter(({ ended }) => !ended)
      .map(({ name, words, notes }) => `    ${[name, words, ...notes].join(' · ')}`),
    ...parts
      .filter(({ entries }) => entries.length > 0)
      .flatMap((part) => [
        part.title,
        ...part.entries.map(({ said, notes }) => `    ${[said, ...notes].join(' · ')}`),
      ]),
  ];
}

async function show(id: string, options: JsonOption): Promise<void> {
  const now = systemClock.now();
  const nobody = { mayEdit: false, saved: false, refused: undefined };
  const { found, shown } = await withRecords(async (db) => ({
    found: await escalationDetail(db, { id, at: now }),
    shown: await escalationToShow(db, { id, now, ...nobody }),
  }));
  print(found, { ...options, lines: linesOf(shown) });
}

/** Adds `show` below `kam escalations`: what its page says, or all of it as JSON. */
export function registerEscalationShow(escalations: Command): void {
  escalations
    .command('show')
    .description(
      'show who has an escalation, what is next, its clocks, the work, and everything that happened',
    )
    .argument('<escalation>', 'its number', escalationNumber)
    .option('--json', 'print JSON')
    .action(show);
}
