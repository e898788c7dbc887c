import type { Command } from 'commander';
import { findPersonId } from '../../db/read-models/people.ts';
import { proposedSolutions } from '../../db/read-models/escalation-solution.ts';
import type { EscalationProposal } from '../../db/stores/escalation-proposal-rows.ts';
import { proposeSolution, type Proposed } from '../../db/stores/escalation-proposals.ts';
import { getEscalation } from '../../db/stores/escalation-rows.ts';
import { DomainError } from '../../domain/errors.ts';
import { proposalWish } from '../../domain/escalations/proposal.ts';
import { print, withRecords } from '../records.ts';
import { escalationNumber } from './arguments.ts';
import { changePartOf, type Change, type JsonOption } from './escalation-change.ts';

interface ProposeOptions extends JsonOption {
  readonly text: string;
  readonly cost: string;
  readonly proposer?: string;
  readonly approver?: readonly string[];
}

type Line = Pick<EscalationProposal, 'run' | 'number' | 'status' | 'cost' | 'currency' | 'text'>;

const proposalLine = ({ run, number, status, cost, currency, text }: Line): string =>
  `${run}.${number}  ${status.padEnd(16)}  ${cost} ${currency}: ${text}`;

function propose(id: string, options: ProposeOptions): Promise<void> {
  const act: Change<Proposed> = async (db, by) => {
    const { text, cost, proposer, approver } = options;
    const wish = proposalWish.safeParse({
      ...{ text, cost },
      proposerId: proposer === undefined ? undefined : await findPersonId(db, proposer),
      approverIds: approver && (await Promise.all(approver.map((one) => findPersonId(db, one)))),
    });
    if (!wish.success)
      throw new DomainError(
        'invalid',
        wish.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}.`).join(' '),
      );
    return proposeSolution(db, { id, ...wish.data, ...by });
  };
  return changePartOf(options, { act, lineOf: ({ proposal }) => proposalLine(proposal) });
}

async function list(id: string, options: JsonOption): Promise<void> {
  const proposals = await withRecords(async (db) => {
    await getEscalation(db, { id });
    return proposedSolutions(db, id);
  });
  const lines = proposals.map((one) => `${proposalLine(one)} (${one.proposerName})`);
  print(proposals, { ...options, lines: lines.length > 0 ? lines : ['No solution was proposed yet.'] });
}

/** Adds `propose` and `proposals` below `kam escalations`. */
export function registerEscalationProposing(escalations: Command): void {
  escalations
    .command('propose')
    .description("propose a solution; above its proposer's limit approvers are asked")
    .argument('<escalation>', 'its number', escalationNumber)
    .requiredOption('--text <text>', 'what is to be done')
    .requiredOption('--cost <amount>', "such as 4500.00, in the account's currency")
    .option('--proposer <person>', 'the key or mail address of who proposes; else whoever has the escalation')
    .option('--approver <person...>', "who is asked; else the account's director and sponsor")
    .option('--json', 'print JSON')
    .action(propose);
  escalations
    .command('proposals')
    .description('list the solutions that were proposed')
    .argument('<escalation>', 'its number', escalationNumber)
    .option('--json', 'print JSON')
    .action(list);
}
