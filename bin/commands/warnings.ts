import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { parseDocument } from 'yaml';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { alarmQuality, type RuleQuality } from '../../db/read-models/alarm-quality.ts';
import { getAlarm, listAlarms, type Alarm, type AlarmEvent } from '../../db/read-models/alarms.ts';
import { closeAlarm, judgeAlarm, snoozeAlarm } from '../../db/stores/alarms.ts';
import { currentWarningRules, setWarningRules } from '../../db/stores/warning-rules.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { operator, print, withRecords } from '../records.ts';
import { alarmNumber } from './arguments.ts';
import { addWarningScheduleCommands } from './warning-schedule.ts';

interface JsonOption {
  readonly json?: boolean;
}

interface ReasonOption extends JsonOption {
  readonly reason: string;
}

function line({ id, accountKey, cause, status, title, holdsSince, snoozedUntil }: Alarm): string {
  const until = snoozedUntil === null ? '' : ` until ${snoozedUntil}`;
  return `${id}  ${accountKey}  ${cause}  ${status}${until}  since ${holdsSince}: ${title.en}`;
}

function eventLine({ occurredAt, kind, asOf, by, word }: AlarmEvent): string {
  const about = [asOf === null ? [] : [`as of ${asOf}`], word === '' ? [] : [word]].flat().join(', ');
  return `  ${occurredAt.toISOString()}  ${kind} by ${by}${about === '' ? '' : `: ${about}`}`;
}

async function list(
  options: JsonOption & { readonly account?: string; readonly all?: boolean },
): Promise<void> {
  const found = await withRecords(async (db) =>
    listAlarms(db, {
      accountId: options.account === undefined ? undefined : await findAccountId(db, options.account),
      status: options.all ? undefined : 'unclosed',
      limit: 200,
    }),
  );
  print(found, { ...options, lines: found.length > 0 ? found.map(line) : ['There are no alarms.'] });
}

async function show(id: string, options: JsonOption): Promise<void> {
  const found = await withRecords((db) => getAlarm(db, id));
  const lines = [line(found), JSON.stringify(found.evidence), ...found.events.map(eventLine)];
  print(found, { ...options, lines });
}

async function say(
  id: string,
  { options, change }: { options: JsonOption; change: (word: Word) => Promise<void> },
): Promise<void> {
  const found = await withRecords(async (db) => {
    await change({ db, id, by: operator(), at: systemClock.now() });
    return getAlarm(db, id);
  });
  print(found, { ...options, lines: [line(found)] });
}

type Word = Omit<Parameters<typeof closeAlarm>[1], 'reason'> & {
  readonly db: Parameters<typeof closeAlarm>[0];
};

async function snooze(id: string, options: ReasonOption & { readonly until: string }): Promise<void> {
  const { reason, until } = options;
  await say(id, { options, change: ({ db, ...word }) => snoozeAlarm(db, { ...word, reason, until }) });
}

async function judge(id: string, options: ReasonOption & { readonly as: string }): Promise<void> {
  const { as: word } = options;
  const verdict = ({ useful: 'useful', 'not-useful': 'notUseful' } as const)[word];
  if (!verdict) throw new DomainError('invalid', `"${word}" is no judgement: write useful or not-useful.`);
  const { reason } = options;
  await say(id, { options, change: ({ db, ...said }) => judgeAlarm(db, { ...said, reason, verdict }) });
}

async function close(id: string, options: ReasonOption): Promise<void> {
  const { reason } = options;
  await say(id, { options, change: ({ db, ...word }) => closeAlarm(db, { ...word, reason }) });
}

function qualityLine({ cause, opened, useful, notUseful, unjudged, shareUseful }: RuleQuality): string {
  const share = shareUseful === null ? 'nobody has judged any' : `${Math.round(shareUseful * 100)}% useful`;
  return `${cause}: ${opened} opened, ${useful} useful, ${notUseful} not, ${unjudged} unjudged; ${share}`;
}

async function quality(options: JsonOption): Promise<void> {
  const found = await withRecords((db) => alarmQuality(db, {}));
  print(found, { ...options, lines: found.map(qualityLine) });
}

async function showRules(options: JsonOption): Promise<void> {
  const found = await withRecords((db) => currentWarningRules(db));
  const head = `version ${found.version}, set ${found.setAt.toISOString()} by ${found.setBy}: ${found.reason}`;
  print(found, { ...options, lines: [head, JSON.stringify(found.rules, null, 2)] });
}

async function setRules(path: string, options: ReasonOption): Promise<void> {
  // JSON is YAML too, so one reader takes both.
  const document = parseDocument(await readFile(path, 'utf8'));
  const [fault] = document.errors;
  if (fault) throw new DomainError('invalid', `${path} is neither JSON nor YAML: ${fault.message}`);
  const rules = document.toJS() as unknown;
  const change = { rules, reason: options.reason, by: operator(), at: systemClock.now() };
  const set = await withRecords((db) => setWarningRules(db, change));
  print(set, { ...options, lines: [`Version ${set.version} holds for sweeps that begin from now on.`] });
}

/** Adds `kam warnings …`: alarms and what people say of them, the rules that raise them, and the sweeps. */
export function registerWarningsCommand(program: Command): void {
  const warnings = program.command('warnings').description('early warning: alarms, their rules and sweeps');
  const add = (name: string, what: string): Command =>
    warnings.command(name).description(what).option('--json', 'print JSON');
  add('list', 'list alarms, the newest first')
    .option('--account <key>', "only this account's")
    .option('--all', 'the closed ones too')
    .action(list);
  const one = (name: string, what: string): Command =>
    add(name, what).argument('<alarm>', 'its number', alarmNumber);
  one('show', 'show an alarm with its evidence and all that happened to it').action(show);
  one('snooze', 'hear nothing of an alarm until a day, unless it gets notably worse')
    .requiredOption('--until <day>', 'such as 2027-03-31')
    .requiredOption('--reason <text>', 'why; kept with the alarm')
    .action(snooze);
  one('judge', 'say whether an alarm was useful')
    .requiredOption('--as <judgement>', 'useful or not-useful')
    .requiredOption('--reason <text>', 'why; kept with the alarm')
    .action(judge);
  one('close', 'close an alarm').requiredOption('--reason <text>', 'why; kept with the alarm').action(close);
  add('quality', 'for each rule, how many of its alarms were useful').action(quality);
  const rules = warnings
    .command('rules')
    .description('the rules that raise alarms, in versions that never change');
  rules.command('show').description('show the rules of now').option('--json', 'print JSON').action(showRules);
  rules
    .command('set')
    .description('set new rules for sweeps that begin from now on')
    .argument('<file>', 'JSON or YAML as "show --json" prints it under "rules"')
    .requiredOption('--reason <text>', 'why they change; kept with the version')
    .option('--json', 'print JSON')
    .action(setRules);
  addWarningScheduleCommands(warnings);
}
