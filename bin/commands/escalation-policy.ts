import { InvalidArgumentError, type Command } from 'commander';
import {
  currentEscalationPolicy,
  getEscalationPolicy,
  listEscalationPolicies,
  setEscalationPolicy,
  type EscalationPolicyVersion,
} from '../../db/stores/escalation-policy.ts';
import { systemClock } from '../../domain/clock.ts';
import { escalationPolicySchema, severities } from '../../domain/escalations/policy.ts';
import { readDocument } from '../read-document.ts';
import { operator, print, withRecords } from '../records.ts';

interface Output {
  readonly json?: boolean;
}

const most = 200;

function versionNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(
    'It must be the number of a version: "kam escalation-policy versions" shows them.',
  );
}

function headOf({ version, setAt, setBy, reason }: EscalationPolicyVersion): string {
  return `version ${version}, set ${setAt.toISOString()} by ${setBy}: ${reason}`;
}

function linesOf(found: EscalationPolicyVersion): readonly string[] {
  const { policy } = found;
  const { ladder, attemptsPerRung, climbAfterShare, warnAt, longestPauseMinutes } = policy;
  const limits = severities.map((severity) => {
    const { respondMinutes, updateMinutes, resolveMinutes, hours } = policy.severities[severity];
    const update = updateMinutes === null ? 'on change' : `every ${updateMinutes}`;
    const which = hours === 'business' ? "minutes of the client's working time" : 'minutes of all time';
    return `severity ${severity}: take it in ${respondMinutes}, word of it ${update}, solve it in ${resolveMinutes} ${which}`;
  });
  const causes = Object.entries(policy.severityByCause).map(([cause, severity]) => `${cause} ${severity}`);
  return [
    headOf(found),
    ...limits,
    `ladder: ${ladder.join(', ')}; ${attemptsPerRung} to each, the next after ${climbAfterShare}% of the time`,
    `warnings at ${warnAt.length === 0 ? 'no share' : warnAt.map((share) => `${share}%`).join(', ')}; paused for ${longestPauseMinutes} minutes at most`,
    ...(causes.length === 0 ? [] : [`severity by cause: ${causes.join(', ')}`]),
  ];
}

async function show(version: number | undefined, { json }: Output): Promise<void> {
  const found = await withRecords((db) =>
    version === undefined ? currentEscalationPolicy(db) : getEscalationPolicy(db, version),
  );
  print(found, { json, lines: linesOf(found) });
}

async function versions({ json }: Output): Promise<void> {
  const found = await withRecords((db) => listEscalationPolicies(db, { limit: most }));
  const items = found.slice(0, most);
  const more = found.length > most ? ['There are older ones: kam escalation-policy show <version>'] : [];
  print({ items }, { json, lines: [...items.map(headOf), ...more] });
}

async function set(path: string, { reason, json }: Output & { readonly reason: string }): Promise<void> {
  const policy = await readDocument(path, { schema: escalationPolicySchema, what: 'escalation policy' });
  const change = { policy, reason, by: operator(), at: systemClock.now() };
  const found = await withRecords((db) => setEscalationPolicy(db, change));
  const holds = `Version ${found.version} holds for escalations that begin from now on.`;
  print(found, { json, lines: [holds, ...linesOf(found)] });
}

/** Adds `kam escalation-policy show|versions|set`: how fast the firm answers, in versions that never change. */
export function registerEscalationPolicyCommand(program: Command): void {
  const policy = program
    .command('escalation-policy')
    .description('how fast escalations are answered, and who is asked');
  policy
    .command('show')
    .description('show the policy of now, or one version of it')
    .argument('[version]', 'the number of an earlier version', versionNumber)
    .option('--json', 'print JSON')
    .action(show);
  policy
    .command('versions')
    .description('list the versions, the newest first')
    .option('--json', 'print JSON')
    .action(versions);
  policy
    .command('set')
    .description('answer otherwise from now on; escalations that are open keep their version')
    .argument('<file>', 'JSON or YAML as "show --json" prints it under "policy"')
    .requiredOption('--reason <text>', 'why; kept with the version')
    .option('--json', 'print JSON')
    .action(set);
}
