import type { Command } from 'commander';
import { shownHealth, shownMove } from '../../api/health-scores/shown.ts';
import { findAccountId } from '../../db/read-models/accounts.ts';
import { healthLedger, type HealthMove } from '../../db/read-models/health-ledger.ts';
import { healthAt, type AccountHealth } from '../../db/read-models/health.ts';
import { findProgramme } from '../../db/read-models/programme-check.ts';
import { recordHealth } from '../../db/stores/health-values.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { healthDrivers } from '../../domain/health/drivers.ts';
import { pointUnit } from '../../domain/selection/contributions.ts';
import { driverValueText, lineText, moveText } from '../../domain/wording/health-wording.ts';
import { print, withRecords } from '../records.ts';
import { addHealthConfigCommands } from './health-config.ts';
import { calendarDay } from './selection-arguments.ts';

interface Output {
  readonly json?: boolean;
}

const dayLength = 86_400_000;
const shownDays = 30;

function today(): string {
  return systemClock.now().toISOString().slice(0, 10);
}

function shifted(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayLength).toISOString().slice(0, 10);
}

function oneDecimal(units: number): string {
  return (units / pointUnit).toFixed(1);
}

function healthLines(health: AccountHealth): readonly string[] {
  const { score, band, known, asOf, lookedOn, configVersion, movement } = health;
  const since = `since ${asOf}, looked at last on ${lookedOn}, configuration ${configVersion}`;
  const state = score === null ? 'no score' : `${oneDecimal(score)} (${band ?? ''})`;
  const changes = movement.changes.map(({ days, change }) =>
    change === null ? `${days} days before: unknown` : `against ${days} days before: ${signed(change)}`,
  );
  return [
    `${state}, ${Math.round(known * 100)}% of the weights known; ${since}`,
    changes.join('; '),
    ...health.drivers.map((driver) => {
      const points = driver.share === null ? '   –' : oneDecimal(driver.points).padStart(5);
      return `${points} of ${driver.weight.toFixed(1).padStart(4)}  ${healthDrivers[driver.key].name.en}: ${driverValueText(driver, 'en')}`;
    }),
  ];
}

function signed(units: number): string {
  return `${units > 0 ? '+' : ''}${oneDecimal(units)}`;
}

async function show(account: string, { asOf = today(), json }: Output & { asOf?: string }): Promise<void> {
  const health = await withRecords(async (db) =>
    healthAt(db, { accountId: await findAccountId(db, account), asOf }),
  );
  if (health === null)
    throw new DomainError(
      'notFound',
      `No health of ${account} was recorded up to ${asOf}: "kam health record" does it.`,
    );
  print(shownHealth(health), { json, lines: healthLines(health) });
}

function moveLines(move: HealthMove): readonly string[] {
  const { before, after, lines } = move;
  const versions = [before?.configVersion ?? after.configVersion, after.configVersion] as const;
  return [
    `${after.asOf}  ${moveText(move, 'en')}`,
    ...lines.map((line) => `    ${lineText(line, { versions, language: 'en' })}`),
  ];
}

interface LedgerOptions extends Output {
  readonly from?: string;
  readonly until?: string;
}

async function ledger(account: string, { from, until = today(), json }: LedgerOptions): Promise<void> {
  const period = { from: from ?? shifted(until, -shownDays), until };
  const found = await withRecords(async (db) =>
    healthLedger(db, { accountId: await findAccountId(db, account), ...period }),
  );
  const days = found.unchangedOn.length;
  const quiet =
    days === 0 ? [] : [`Days of the period on which it was looked at and nothing had moved: ${days}`];
  const nothing = `Nothing was recorded of ${account} from ${period.from} to ${period.until}.`;
  const lines = [...found.moves.flatMap(moveLines), ...quiet];
  const shown = { moves: found.moves.map(shownMove), unchangedOn: found.unchangedOn };
  print(shown, { json, lines: lines.length === 0 ? [nothing] : lines });
}

interface RecordOptions extends Output {
  readonly programme: string;
  readonly from?: string;
  readonly until?: string;
}

async function record({ programme, until = today(), from = until, json }: RecordOptions): Promise<void> {
  if (from > until) throw new DomainError('invalid', `${from} is after ${until}.`);
  const recorded = await withRecords(async (db) => {
    const { id: programmeId } = await findProgramme(db, programme);
    const days: { asOf: string; accounts: number; written: number }[] = [];
    for (let asOf = from; asOf <= until; asOf = shifted(asOf, 1))
      days.push({ asOf, ...(await recordHealth(db, { programmeId, asOf, at: systemClock.now() })) });
    return days;
  });
  const lines = recorded.map(
    ({ asOf, accounts, written }) => `${asOf}: key accounts looked at: ${accounts}, moved: ${written}`,
  );
  print({ days: recorded }, { json, lines });
}

/** Adds `kam health show|ledger|record|config`. */
export function registerHealthCommand(program: Command): void {
  const health = program.command('health').description('the health of key accounts, and why it moved');
  health
    .command('show')
    .description("show an account's health as it was recorded up to a day, with what drives it")
    .argument('<account>', "the account's key")
    .option('--as-of <day>', 'the day; today unless given', calendarDay)
    .option('--json', 'print JSON')
    .action(show);
  health
    .command('ledger')
    .description('tell why health moved, the latest move first')
    .argument('<account>', "the account's key")
    .option('--from <day>', 'the first day; 30 days before the last unless given', calendarDay)
    .option('--until <day>', 'the last day; today unless given', calendarDay)
    .option('--json', 'print JSON')
    .action(ledger);
  health
    .command('record')
    .description(
      'record the health of all key accounts, as the daily sweep does; days again where data came late',
    )
    .requiredOption('--programme <key>', 'the key of the programme')
    .option('--from <day>', 'the first day; the last one unless given', calendarDay)
    .option('--until <day>', 'the last day; today unless given', calendarDay)
    .option('--json', 'print JSON')
    .action(record);
  addHealthConfigCommands(health);
}
