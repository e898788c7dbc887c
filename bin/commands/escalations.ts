import { InvalidArgumentError, Option, type Command } from 'commander';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { findPersonId } from '../../db/read-models/people.ts';
import { withClocks } from '../../db/read-models/escalation-list.ts';
import { openEscalation } from '../../db/stores/escalation-opening.ts';
import {
  acknowledgeEscalation,
  closeEscalation,
  pauseEscalation,
  resumeEscalation,
  setEscalationSeverity,
} from '../../db/stores/escalation-changes.ts';
import {
  escalationOutcomes,
  listEscalations,
  type EscalationOutcome,
} from '../../db/stores/escalation-rows.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Severity } from '../../domain/escalations/policy.ts';
import { operator, print, withProcesses, withRecords } from '../records.ts';
import { escalationNumber } from './arguments.ts';
import { changeEscalation, escalationLine, type JsonOption } from './escalation-change.ts';
import { registerEscalationHandOver } from './escalation-hand-over.ts';
import { registerEscalationRelations } from './escalation-relations.ts';
import { registerEscalationPresenting } from './escalation-presenting.ts';
import { registerEscalationProposing } from './escalation-proposing.ts';
import { registerEscalationShow } from './escalation-show.ts';
import { registerEscalationTasks } from './escalation-tasks.ts';
import { registerEscalationWork } from './escalation-work.ts';

interface ReasonOption extends JsonOption {
  readonly reason: string;
}

const most = 200;

function severityOf(text: string): Severity {
  if (/^[1-4]$/.test(text)) return Number(text) as Severity;
  throw new InvalidArgumentError('must be 1, the worst, to 4');
}

interface OpenOptions extends JsonOption {
  readonly title: string;
  readonly text: string;
  readonly severity?: Severity;
}

async function open(
  { account, cause }: { readonly account: string; readonly cause: string },
  options: OpenOptions,
): Promise<void> {
  if (!/^[a-z][A-Za-z0-9-]{0,59}$/.test(cause))
    throw new DomainError('invalid', `"${cause}" is no cause: give a short key such as late-deliveries.`);
  const { title, text, severity } = options;
  const opened = await withProcesses(async ({ db, ring }) => {
    const accountId = await findAccountId(db, account);
    const signal = { accountId, cause, title, text, severity, by: operator(), at: systemClock.now() };
    const done = await openEscalation(db, signal);
    await ring(done.escalation.workflowId);
    return { ...done, escalation: await withClocks(db, done.escalation) };
  });
  print(opened, { ...options, lines: [`${opened.kind}: ${escalationLine(opened.escalation)}`] });
}

async function list(
  options: JsonOption & { readonly account?: string; readonly all?: boolean },
): Promise<void> {
  const found = await withRecords(async (db) => {
    const accountId = options.account === undefined ? undefined : await findAccountId(db, options.account);
    const some = await listEscalations(db, {
      accountId,
      limit: most,
      ...(options.all !== true && { open: true }),
    });
    return Promise.all(some.slice(0, most).map((one) => withClocks(db, one)));
  });
  const lines = found.length > 0 ? found.map(escalationLine) : ['Nothing is escalated.'];
  print(found, { ...options, lines });
}

function registerTaking(escalations: Command): void {
  escalations
    .command('ack')
    .description('say who takes an escalation; everybody who was asked is told')
    .argument('<escalation>', 'its number', escalationNumber)
    .requiredOption('--person <person>', 'the key or mail address of who has it from now on')
    .option('--json', 'print JSON')
    .action((id: string, options: JsonOption & { readonly person: string }) =>
      changeEscalation(options, async (db, by) =>
        acknowledgeEscalation(db, { id, ...by, personId: await findPersonId(db, options.person) }),
      ),
    );
  escalations
    .command('severity')
    .description('set how severe an escalation is')
    .argument('<escalation>', 'its number', escalationNumber)
    .argument('<severity>', '1, the worst, to 4', severityOf)
    .requiredOption('--reason <text>', 'why')
    .option('--json', 'print JSON')
    .action((id: string, severity: Severity, options: ReasonOption) =>
      changeEscalation(options, (db, by) =>
        setEscalationSeverity(db, { id, severity, reason: options.reason, ...by }),
      ),
    );
}

function registerClock(escalations: Command): void {
  const ways = {
    pause: { act: pauseEscalation, what: 'stop the clock while we wait for the client' },
    resume: { act: resumeEscalation, what: 'let the clock go on' },
  };
  for (const [name, { act, what }] of Object.entries(ways))
    escalations
      .command(name)
      .description(what)
      .argument('<escalation>', 'its number', escalationNumber)
      .requiredOption('--reason <text>', 'why')
      .option('--json', 'print JSON')
      .action((id: string, options: ReasonOption) =>
        changeEscalation(options, (db, by) => act(db, { id, reason: options.reason, ...by })),
      );
}

function registerClosing(escalations: Command): void {
  escalations
    .command('close')
    .description('close an escalation')
    .argument('<escalation>', 'its number', escalationNumber)
    .addOption(
      new Option('--outcome <outcome>', 'what came of it')
        .choices([...escalationOutcomes])
        .makeOptionMandatory(),
    )
    .requiredOption('--reason <text>', 'why')
    .option('--json', 'print JSON')
    .action((id: string, options: ReasonOption & { readonly outcome: EscalationOutcome }) =>
      changeEscalation(options, (db, by) =>
        closeEscalation(db, { id, outcome: options.outcome, reason: options.reason, ...by }),
      ),
    );
}

/** Adds `kam escalations open|list|show|ack|severity|pause|resume|close`. */
export function registerEscalationsCommand(program: Command): void {
  const escalations = program.command('escalations').description('causes that somebody has to take');
  escalations
    .command('open')
    .description('escalate a cause at an account; one that is open already gets one more signal')
    .argument('<account>', "the account's key, such as agent-1")
    .argument('<cause>', 'a short key, such as late-deliveries')
    .requiredOption('--title <text>', 'what it is about, in a line')
    .option('--text <text>', 'what was seen', '')
    .option('--severity <severity>', '1, the worst, to 4; the policy knows it otherwise', severityOf)
    .option('--json', 'print JSON')
    .action((account: string, cause: string, options: OpenOptions) => open({ account, cause }, options));
  escalations
    .command('list')
    .description('list what is open, the newest first')
    .option('--account <key>', 'only of this account')
    .option('--all', 'those that were closed too')
    .option('--json', 'print JSON')
    .action(list);
  registerEscalationShow(escalations);
  registerTaking(escalations);
  registerEscalationHandOver(escalations);
  registerEscalationRelations(escalations);
  registerEscalationWork(escalations);
  registerEscalationTasks(escalations);
  registerEscalationProposing(escalations);
  registerEscalationPresenting(escalations);
  registerClock(escalations);
  registerClosing(escalations);
}
