import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { importAssignment } from '../../db/import/import-assignment.ts';
import { findAccountId } from '../../db/read-models/accounts.ts';
import {
  getProposal,
  listProposals,
  managerBefore,
  namesIn,
  type StoredProposal,
} from '../../db/read-models/assignment-proposals.ts';
import { findPersonId } from '../../db/read-models/people.ts';
import { getAccountNeeds } from '../../db/stores/account-needs.ts';
import { acceptProposal } from '../../db/stores/assignment-acceptance.ts';
import { findProgrammeId, proposeAssignments } from '../../db/stores/assignments.ts';
import { getManagerProfile } from '../../db/stores/manager-profiles.ts';
import {
  describeLoad,
  describePlaced,
  describeProposal,
  describeUnplaced,
  type Names,
} from '../../domain/assignment/wording.ts';
import { systemClock } from '../../domain/clock.ts';
import { operator, print, withRecords } from '../records.ts';
import { dayAsTyped, proposalNumber } from './assign-arguments.ts';

interface Output {
  readonly json?: boolean;
}

interface ProposeOptions extends Output {
  readonly programme?: string;
  readonly asOf?: string;
  readonly all?: boolean;
}

const proposalsListed = 20;

async function propose(accountKeys: readonly string[], options: ProposeOptions): Promise<void> {
  const at = systemClock.now();
  const asOf = options.asOf === undefined ? at.toISOString().slice(0, 10) : dayAsTyped(options.asOf);
  const id = await withRecords(async (db) => {
    const accountIds: string[] = [];
    for (const key of accountKeys) accountIds.push(await findAccountId(db, key));
    const programmeId =
      options.programme === undefined ? undefined : await findProgrammeId(db, options.programme);
    const wish = { programmeId, accountIds, all: options.all ?? false, asOf, by: operator(), at };
    return (await proposeAssignments(db, wish)).id;
  });
  await show(id, options);
}

async function show(id: string, { json }: Output): Promise<void> {
  await withRecords(async (db) => {
    const proposal = await getProposal(db, id);
    const { seen: _seen, content, ...rest } = proposal;
    print({ ...rest, ...content }, { json, lines: proposalLines(proposal, await namesIn(db, proposal)) });
  });
}

function proposalLines(proposal: StoredProposal, names: Names): readonly string[] {
  const { id, version, content, accepted } = proposal;
  const state = accepted
    ? `accepted by ${names.person(accepted.directorId)} ${accepted.at.toISOString()}`
    : `open: kam assign accept ${id} --director <person>`;
  const account = (accountId: string): string => {
    const before = managerBefore(proposal, accountId);
    return before === null
      ? names.account(accountId)
      : `${names.account(accountId)} (was ${names.person(before)}'s)`;
  };
  return [
    `Proposal ${id}, version ${version}, as of ${content.asOf}: ${state}`,
    describeProposal(content),
    ...section(content.placed, {
      title: 'Accounts',
      tell: (one) => `${account(one.accountId)} → ${describePlaced(one, names)}`,
    }),
    ...section(content.unplaced, {
      title: 'Without a new manager',
      tell: (one) => `${account(one.accountId)}: ${describeUnplaced(one, names)}`,
    }),
    ...section(content.managers, { title: 'Managers', tell: (one) => describeLoad(one, names) }),
  ];
}

function section<One>(
  all: readonly One[],
  { title, tell }: { readonly title: string; readonly tell: (one: One) => string },
): readonly string[] {
  return all.length === 0 ? [] : ['', title, ...all.map((one) => `  ${tell(one)}`)];
}

async function list({ json }: Output): Promise<void> {
  const found = await withRecords((db) => listProposals(db, { before: undefined, limit: proposalsListed }));
  const items = found.slice(0, proposalsListed).map(({ seen: _seen, content, ...proposal }) => ({
    ...proposal,
    asOf: content.asOf,
    placed: content.placed.length,
    unplaced: content.unplaced.length,
  }));
  const lines = items.map(
    ({ id, version, asOf, placed, unplaced, accepted }) =>
      `${id}  version ${version}, as of ${asOf}: ${placed} given, ${unplaced} without, ${accepted ? 'accepted' : 'open'}`,
  );
  print(items, { json, lines: lines.length > 0 ? lines : ['There is no proposal yet: kam assign propose.'] });
}

async function accept(id: string, { director, json }: Output & { readonly director: string }): Promise<void> {
  await withRecords(async (db) => {
    const directorId = await findPersonId(db, director);
    await acceptProposal(db, { proposalId: id, directorId, by: operator(), at: systemClock.now() });
    const { content } = await getProposal(db, id);
    const assigned = content.placed.map(({ accountId, managerId }) => ({ accountId, managerId }));
    const lines = [`Accepted: ${assigned.length} accounts have their manager.`];
    print({ id, directorId, assigned }, { json, lines });
  });
}

async function takeFile(path: string, { json }: Output): Promise<void> {
  const text = await readFile(path, 'utf8');
  const format = /\.csv$/i.test(path) ? 'csv' : 'yaml';
  const result = await withRecords((db) =>
    importAssignment(db, { text, format, by: operator(), at: systemClock.now() }),
  );
  const { managers, accounts } = result;
  const lines = [
    `profiles: ${managers.changed} changed, ${managers.unchanged} as before`,
    `needs: ${accounts.changed} changed, ${accounts.unchanged} as before`,
  ];
  print(result, { json, lines });
}

// What is shown as JSON can be changed in a file and imported again.
async function showProfile(who: string): Promise<void> {
  const { profile, version } = await withRecords(async (db) =>
    getManagerProfile(db, await findPersonId(db, who)),
  );
  print({ version, managers: [{ person: who, ...profile }] }, { json: true, lines: [] });
}

async function showNeeds(key: string): Promise<void> {
  const { needs, version } = await withRecords(async (db) =>
    getAccountNeeds(db, await findAccountId(db, key)),
  );
  print({ version, accounts: [{ account: key, ...needs }] }, { json: true, lines: [] });
}

function registerRecords(assign: Command): void {
  assign
    .command('import')
    .description("take in managers' profiles and accounts' needs, all or nothing")
    .argument('<file>', 'YAML with managers and accounts, or a CSV of either')
    .option('--json', 'print JSON')
    .action(takeFile);
  assign
    .command('profile')
    .description('what a manager brings, as JSON')
    .argument('<person>', 'their key or mail address')
    .option('--json', 'print JSON')
    .action((who: string) => showProfile(who));
  assign
    .command('needs')
    .description('what an account needs of its manager, as JSON; version 0 is the standard')
    .argument('<account>', 'its key')
    .option('--json', 'print JSON')
    .action((key: string) => showNeeds(key));
}

/** Adds `kam assign`: managers' profiles, accounts' needs, and proposals of who is to manage what, which a director accepts. */
export function registerAssignCommand(program: Command): void {
  const assign = program.command('assign').description('give each account the manager who fits');
  assign
    .command('propose')
    .description('work out who is to manage the open accounts; nothing changes before a director accepts')
    .argument('[accounts...]', 'keys of accounts; without them every open one whose needs are stated')
    .option('--programme <key>', 'needed where there is more than one')
    .option('--all', 'also accounts whose needs nobody stated')
    .option('--as-of <day>', 'the day that revenue ends before; today unless given')
    .option('--json', 'print JSON')
    .action(propose);
  assign.command('list').description('the latest proposals').option('--json', 'print JSON').action(list);
  assign
    .command('show')
    .description('a proposal with its reasons')
    .argument('<proposal>', 'its number')
    .option('--json', 'print JSON')
    .action((id: string, output: Output) => show(proposalNumber(id), output));
  assign
    .command('accept')
    .description('give every account of a proposal its manager')
    .argument('<proposal>', 'its number')
    .requiredOption('--director <person>', 'key or mail address of the director who accepts')
    .option('--json', 'print JSON')
    .action((id: string, options: Output & { director: string }) => accept(proposalNumber(id), options));
  registerRecords(assign);
}
