import type { Command } from 'commander';
import { findPersonId } from '../../db/read-models/people.ts';
import {
  commitmentHistory,
  getCommitment,
  listCommitments,
  type Commitment,
} from '../../db/stores/commitment-rows.ts';
import {
  askAgain,
  markCommitmentDone,
  recordCommitment,
  settleProposal,
  withdrawCommitment,
  type ChangedCommitment,
  type CommitmentEdit,
} from '../../db/stores/commitments.ts';
import type { Db } from '../../db/client.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { operator, print, withProcesses, withRecords } from '../records.ts';
import { commitmentNumber, planNumber, stepNumber } from './arguments.ts';

interface JsonOption {
  readonly json?: boolean;
}

function line(one: Commitment): string {
  const proposed = one.proposedOn === null ? '' : `, proposes ${one.proposedOn}`;
  return `${one.id}  ${one.status.padEnd(9)}  due ${one.dueOn}  ${one.ownerName} (${one.side})${proposed}: ${one.text}`;
}

// A command acts on the commitment as it is now: whoever types it has no older version in mind.
async function change(
  commitmentId: string,
  {
    act,
    options,
  }: { act: (db: Db, edit: CommitmentEdit) => Promise<ChangedCommitment>; options: JsonOption },
): Promise<void> {
  const { commitment } = await withProcesses(async ({ db, ring }) => {
    const done = await act(db, { commitmentId, by: operator(), at: systemClock.now() });
    await ring(done.workflowId);
    return done;
  });
  print(commitment, { ...options, lines: [line(commitment)] });
}

interface AddOptions extends JsonOption {
  readonly text: string;
  readonly due: string;
  readonly contact?: string;
  readonly person?: string;
  readonly step?: string;
}

async function add(planId: string, options: AddOptions): Promise<void> {
  const { text, due: dueOn, contact, person, step: stepId } = options;
  if ((contact === undefined) === (person === undefined))
    throw new DomainError(
      'invalid',
      "Name the owner: either --contact <key> of the client's, or --person <key> of ours.",
    );
  const { commitment } = await withProcesses(async ({ db, ring }) => {
    const owner =
      contact === undefined ? { personId: await findPersonId(db, person ?? '') } : { contactKey: contact };
    const given = { planId, owner, text, dueOn, stepId, by: operator(), at: systemClock.now() };
    const recorded = await recordCommitment(db, given);
    await ring(recorded.workflowId);
    return recorded;
  });
  print(commitment, { ...options, lines: [line(commitment)] });
}

async function list(planId: string, options: JsonOption): Promise<void> {
  const items = await withRecords((db) => listCommitments(db, planId));
  const lines = items.length > 0 ? items.map(line) : ['Nothing is committed in this plan.'];
  print({ items }, { ...options, lines });
}

async function show(id: string, options: JsonOption): Promise<void> {
  const found = await withRecords(async (db) => {
    const one = await getCommitment(db, id);
    return { ...one, history: await commitmentHistory(db, id) };
  });
  const history = found.history.map(
    ({ occurredAt, kind, by, dueOn, word }) =>
      `    ${occurredAt.toISOString()}  ${kind}, due ${dueOn}, by ${by.kind} ${by.id}${word === '' ? '' : `: ${word}`}`,
  );
  print(found, { ...options, lines: [line(found), ...history] });
}

type Settling = JsonOption & { readonly reason: string };

function registerChanges(commitments: Command): void {
  const settle = (accept: boolean) => (id: string, options: Settling) =>
    change(id, {
      act: (db, edit) => settleProposal(db, { ...edit, accept, reason: options.reason }),
      options,
    });
  const on = (name: string, description: string): Command =>
    commitments
      .command(name)
      .description(description)
      .argument('<commitment>', 'its number', commitmentNumber)
      .option('--json', 'print JSON');
  on('accept', 'accept the date that the client proposes')
    .requiredOption('--reason <text>', 'what the client reads with it')
    .action(settle(true));
  on('refuse', 'refuse the date that the client proposes')
    .requiredOption('--reason <text>', 'what the client reads with it')
    .action(settle(false));
  on('ask', "ask the client's owner once more, with the same link").action(
    (id: string, options: JsonOption) => change(id, { act: askAgain, options }),
  );
  on('done', 'say that it was kept')
    .requiredOption('--evidence <text>', 'what shows it')
    .action((id: string, options: JsonOption & { readonly evidence: string }) =>
      change(id, {
        act: (db, edit) => markCommitmentDone(db, { ...edit, evidence: options.evidence }),
        options,
      }),
    );
  on('withdraw', 'give it up')
    .requiredOption('--reason <text>', 'why; the client does not read it')
    .action((id: string, options: Settling) =>
      change(id, { act: (db, edit) => withdrawCommitment(db, { ...edit, reason: options.reason }), options }),
    );
}

/** Adds `kam commitments list|show|add|accept|refuse|ask|done|withdraw`. */
export function registerCommitmentsCommand(program: Command): void {
  const commitments = program
    .command('commitments')
    .description('what both sides have committed themselves to');
  commitments
    .command('list')
    .description('list the commitments of a plan')
    .argument('<plan>', 'its number', planNumber)
    .option('--json', 'print JSON')
    .action(list);
  commitments
    .command('show')
    .description('show a commitment with everything that happened to it')
    .argument('<commitment>', 'its number', commitmentNumber)
    .option('--json', 'print JSON')
    .action(show);
  commitments
    .command('add')
    .description("record a commitment; a client's owner is asked by mail once the plan is approved")
    .argument('<plan>', 'its number', planNumber)
    .requiredOption('--text <text>', 'what is committed')
    .requiredOption('--due <day>', 'by when, YYYY-MM-DD')
    .option('--contact <key>', "the client's owner")
    .option('--person <key>', 'our owner')
    .option('--step <step>', 'the step that it belongs to', stepNumber)
    .option('--json', 'print JSON')
    .action(add);
  registerChanges(commitments);
}
