import { InvalidArgumentError, type Command } from 'commander';
import { shownPreview } from '../../api/health-scores/shown.ts';
import { previewHealth, type BandCounts, type HealthPreview } from '../../db/read-models/health-preview.ts';
import { findProgramme } from '../../db/read-models/programme-check.ts';
import {
  getHealthConfig,
  healthConfigAt,
  listHealthConfigs,
  setHealthConfig,
  type HealthConfigVersion,
} from '../../db/stores/health-config.ts';
import { systemClock } from '../../domain/clock.ts';
import { healthConfigSchema } from '../../domain/health/config.ts';
import { healthDrivers } from '../../domain/health/drivers.ts';
import { readDocument } from '../read-document.ts';
import { operator, print, withRecords } from '../records.ts';
import { calendarDay } from './selection-arguments.ts';

interface Output {
  readonly json?: boolean;
}

const shownVersions = 200;

function versionNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be the number of a version: "kam health config list" shows them.');
}

function headOf({ version, setAt, setBy, reason }: HealthConfigVersion): string {
  return `version ${version}, set ${setAt.toISOString()} by ${setBy}: ${reason}`;
}

function linesOf(config: HealthConfigVersion): readonly string[] {
  const { drivers, bands, minimumKnown } = config.content;
  return [
    headOf(config),
    `good from ${bands.goodFrom}, poor below ${bands.poorBelow}, left by ${bands.margin} beyond; a score from ${minimumKnown * 100}% known`,
    ...drivers.map(
      ({ key, weight, worst, best }) =>
        `${String(weight).padStart(4)}  ${key.padEnd(13)} ${worst} to ${best}  ${healthDrivers[key].name.en}`,
    ),
  ];
}

async function show(version: number | undefined, { json }: Output): Promise<void> {
  const config = await withRecords((db) =>
    version === undefined ? healthConfigAt(db, systemClock.now()) : getHealthConfig(db, version),
  );
  print(config, { json, lines: linesOf(config) });
}

async function list({ json }: Output): Promise<void> {
  const versions = await withRecords((db) => listHealthConfigs(db, { limit: shownVersions }));
  const shown = versions.slice(0, shownVersions);
  const more =
    versions.length > shown.length ? ['There are older ones: kam health config show <version>'] : [];
  print({ items: shown }, { json, lines: [...shown.map(headOf), ...more] });
}

function readConfig(path: string): ReturnType<typeof readDocument<typeof healthConfigSchema>> {
  return readDocument(path, { schema: healthConfigSchema, what: 'health configuration' });
}

async function set(path: string, { reason, json }: Output & { readonly reason: string }): Promise<void> {
  const content = await readConfig(path);
  const change = { content, reason, by: operator(), at: systemClock.now() };
  const config = await withRecords((db) => setHealthConfig(db, change));
  print(config, { json, lines: ['Health is told so from now on.', ...linesOf(config)] });
}

function countsLine({ good, watch, poor, none }: BandCounts): string {
  return `good ${good}, watch ${watch}, poor ${poor}, no score ${none}`;
}

function previewLines({ before, after, changes, accounts, version, asOf }: HealthPreview): readonly string[] {
  return [
    `Key accounts as of ${asOf}: ${accounts}; nothing was saved`,
    `by version ${version}: ${countsLine(before)}`,
    `by the file:  ${countsLine(after)}`,
    ...changes.map(
      (one) => `${one.name}: ${one.before.band ?? 'no score'} → ${one.after.band ?? 'no score'}`,
    ),
  ];
}

interface PreviewOptions extends Output {
  readonly programme: string;
  readonly asOf?: string;
}

async function preview(path: string, { programme, asOf, json }: PreviewOptions): Promise<void> {
  const content = await readConfig(path);
  const at = systemClock.now();
  const found = await withRecords(async (db) => {
    const { id: programmeId } = await findProgramme(db, programme);
    return previewHealth(db, { programmeId, content, asOf: asOf ?? at.toISOString().slice(0, 10), at });
  });
  print(shownPreview(found), { json, lines: previewLines(found) });
}

/** Adds `kam health config show|list|set|preview`: how health is told, in versions that never change. */
export function addHealthConfigCommands(health: Command): void {
  const config = health.command('config').description('how health is told, in versions that never change');
  config
    .command('show')
    .description('show how health is told now, or one version of it')
    .argument('[version]', 'the number of an earlier version', versionNumber)
    .option('--json', 'print JSON')
    .action(show);
  config
    .command('list')
    .description('list the versions, the newest first')
    .option('--json', 'print JSON')
    .action(list);
  config
    .command('set')
    .description('tell health otherwise from now on; what was recorded stays')
    .argument('<file>', 'JSON or YAML as "show --json" prints it under "content"')
    .requiredOption('--reason <text>', 'why; kept with the version')
    .option('--json', 'print JSON')
    .action(set);
  config
    .command('preview')
    .description('show how the bands of all key accounts would change, and save nothing')
    .argument('<file>', 'JSON or YAML as "show --json" prints it under "content"')
    .requiredOption('--programme <key>', 'the key of the programme')
    .option('--as-of <day>', 'the day; today unless given', calendarDay)
    .option('--json', 'print JSON')
    .action(preview);
}
