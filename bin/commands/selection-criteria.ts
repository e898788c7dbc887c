import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { parse } from 'yaml';
import { findAccountId } from '../../db/read-models/accounts.ts';
import {
  addCriteriaSet,
  latestCriteriaSet,
  listCriteriaSets,
  standardKey,
} from '../../db/stores/criteria-sets.ts';
import { addRating } from '../../db/stores/ratings.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { metricNames, metrics } from '../../domain/selection/metrics.ts';
import { operator, print, withRecords } from '../records.ts';
import { calendarDay } from './selection-arguments.ts';

interface JsonOption {
  readonly json?: boolean;
}

async function list(options: JsonOption): Promise<void> {
  const sets = await withRecords(async (db) => {
    await latestCriteriaSet(db, { key: standardKey, at: systemClock.now() });
    return listCriteriaSets(db, { after: undefined, limit: 200 });
  });
  const lines = sets.map(
    ({ id, key, version, used, reason }) =>
      `${id}  ${key} ${version}  ${used ? 'used' : 'not used yet'}  ${reason}`,
  );
  print(sets, { ...options, lines });
}

async function show(key: string, options: JsonOption): Promise<void> {
  const set = await withRecords((db) => latestCriteriaSet(db, { key, at: systemClock.now() }));
  // What is shown can be changed and added again.
  print(set, { ...options, lines: [JSON.stringify(set.content, null, 2)] });
}

async function add(file: string, options: JsonOption & { key: string; reason: string }): Promise<void> {
  const { key, reason } = options;
  const content = readContent(await readFile(file, 'utf8'), file);
  const { set, created } = await withRecords((db) =>
    addCriteriaSet(db, { key, content, reason, by: operator(), at: systemClock.now() }),
  );
  const said = created
    ? `Stored ${key} ${set.version}.`
    : `${key} ${set.version} says the same already: nothing was stored.`;
  print(set, { ...options, lines: [said] });
}

function readContent(text: string, file: string): unknown {
  try {
    return parse(text) as unknown;
  } catch (error) {
    throw new DomainError('invalid', `${file} is neither YAML nor JSON: ${(error as Error).message}`);
  }
}

interface RateOptions extends JsonOption {
  readonly reason: string;
  readonly on?: string;
}

async function rate(
  account: string,
  rated: { name: string; value: string; options: RateOptions },
): Promise<void> {
  const { name, value, options } = rated;
  if (!/^-?\d+(\.\d+)?$/.test(value)) throw new DomainError('invalid', `"${value}" is no number.`);
  const at = systemClock.now();
  const stored = await withRecords(async (db) =>
    addRating(db, {
      accountId: await findAccountId(db, account),
      name,
      value: Number(value),
      reason: options.reason,
      ratedOn: options.on ?? at.toISOString().slice(0, 10),
      by: operator(),
      at,
    }),
  );
  print(stored, { ...options, lines: [`${account}: ${name} is ${value} from ${stored.ratedOn} on.`] });
}

/** Adds `kam selection criteria list|show|add|metrics`. */
export function registerCriteria(selection: Command): void {
  const criteria = selection.command('criteria').description('the versions of criteria sets');
  criteria.command('list').description('list all versions').option('--json', 'print JSON').action(list);
  criteria
    .command('show')
    .description('print the content of the latest version of a set')
    .argument('[key]', 'the key of the set', standardKey)
    .option('--json', 'print JSON')
    .action(show);
  criteria
    .command('add')
    .description('store the next version of a set; a version never changes')
    .argument('<file>', 'its content as YAML or JSON, such as "kam selection criteria show" prints')
    .requiredOption('--key <key>', 'the key of the set')
    .requiredOption('--reason <text>', 'why, for who reads it later')
    .option('--json', 'print JSON')
    .action(add);
  criteria
    .command('metrics')
    .description('list the metrics that criteria can be made of')
    .option('--json', 'print JSON')
    .action((options: JsonOption) => {
      const lines = metricNames.map(
        (name) => `${name.padEnd(18)} ${metrics[name].unit.padEnd(7)} ${metrics[name].meaning}`,
      );
      print(metrics, { ...options, lines });
    });
}

/** Adds `kam selection rate`. */
export function registerRate(selection: Command): void {
  selection
    .command('rate')
    .description('rate an account on something that no transaction tells')
    .argument('<account>', "the account's key")
    .argument(
      '<name>',
      'relationshipStage (1 to 5), shareOfWallet (0 to 1), or a criterion with ratings as its source',
    )
    .argument('<value>', 'the rating')
    .requiredOption('--reason <text>', 'why')
    .option('--on <day>', 'from which day it counts; today unless given', calendarDay)
    .option('--json', 'print JSON')
    .action((account: string, name: string, value: string, options: RateOptions) =>
      rate(account, { name, value, options }),
    );
}
