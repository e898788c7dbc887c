import type { CycleDetail } from '../db/read-models/cycle-detail.ts';
import type { Candidate } from '../db/stores/candidates.ts';
import type { Nomination } from '../db/stores/nominations.ts';
import type { ProposedExit } from '../db/stores/proposed-exits.ts';
import type { SelectionCycle } from '../db/stores/selection-cycles.ts';

/** A cycle as one line of a list. */
export function cycleLine(
  cycle: Pick<SelectionCycle, 'id' | 'programmeKey' | 'year' | 'asOf' | 'status' | 'outcome'>,
): string {
  const outcome = cycle.outcome === null ? '' : `, ${cycle.outcome}`;
  return `${cycle.id}  ${cycle.programmeKey} ${cycle.year}  as of ${cycle.asOf}  ${cycle.status}${outcome}`;
}

/** A proposed exit as one line: who is asked, and until when. */
export function exitLine(exit: ProposedExit): string {
  const why = exit.reasons.join(', ');
  const what = `exit ${exit.id}  ${exit.accountKey}  ${exit.accountName}  (${why})`;
  if (exit.state !== 'open') return `${what}  ${exit.state}: ${exit.reason ?? ''}`;
  const until = exit.passOnAt === null ? 'without an end' : `until ${exit.passOnAt.toISOString()}`;
  return `${what}  ${exit.responsibleName} is asked, ${until}`;
}

function nominationLine(one: Nomination): string {
  const by = one.personName ?? one.givenBy;
  const withdrawn = one.withdrawnAt === null ? '' : `  withdrawn: ${one.withdrawnReason ?? ''}`;
  return `  ${one.id}  ${one.kind}  ${one.accountKey}  ${by}: ${one.reason}${withdrawn}`;
}

function candidateLine({ action, basis, account, reasons, warnings }: Candidate): string {
  const words = [...reasons, ...warnings.map((warning) => `but ${warning}`)];
  const why = words.length === 0 ? '' : `  (${words.join(', ')})`;
  return `  ${action}  ${account.key}  ${account.name}  by ${basis}${why}`;
}

function part(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines];
}

/** Everything about a cycle, for a person at a terminal. */
export function cycleLines(cycle: CycleDetail): readonly string[] {
  const { proposal } = cycle;
  const requests = cycle.requests.flatMap(({ id, revision, status, answers }) => [
    `  approval ${id}, revision ${revision}: ${status}`,
    ...answers.map(({ personName, state, comment }) =>
      `    ${personName}: ${state} ${comment ?? ''}`.trimEnd(),
    ),
  ]);
  const blocking = cycle.blocking.map(
    ({ personName, waitingFor, title, businessHoursWaited, until }) =>
      `  ${personName}: ${waitingFor} “${title}”, ${businessHoursWaited} business hours, ${until ? `until ${until.toISOString()}` : 'without an end'}`,
  );
  return [
    cycleLine(cycle),
    `led by ${cycle.lead.name}, panel ${cycle.panel.map(({ name }) => name).join(', ')}`,
    ...(cycle.outcomeReason === null ? [] : [cycle.outcomeReason]),
    ...(cycle.nominationsUntil === null ? [] : [`nominations until ${cycle.nominationsUntil.toISOString()}`]),
    ...part(
      'proposed by the score:',
      (proposal?.selected ?? []).map(
        ({ rank, key, name, quadrant, expectedReturn }) =>
          `  ${rank ?? ''}  ${key}  ${name}  ${quadrant}  ${expectedReturn ?? ''}`,
      ),
    ),
    ...part('nominations and vetoes:', cycle.nominations.map(nominationLine)),
    ...part(`list, revision ${cycle.revision}:`, cycle.candidates.map(candidateLine)),
    ...part('panel:', requests),
    ...part(
      'exits:',
      cycle.exits.map((exit) => `  ${exitLine(exit)}`),
    ),
    ...part('waits for:', blocking),
  ];
}
