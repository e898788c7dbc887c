import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { temporalVersion } from '../temporal/namespace.ts';
import { dynamicConfigOf, type TemporalOptions } from './temporal-options.ts';

/** Runs the Temporal CLI's development server with its UI; it keeps its data in a file of its own. */
export async function startCliServer(cli: string, options: TemporalOptions): Promise<void> {
  await mkdir(options.folder, { recursive: true });
  const ui = options.uiPort === undefined ? ['--headless'] : ['--ui-port', String(options.uiPort)];
  await options.launcher.launch({
    name: 'Temporal',
    command: cli,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(options.port), ...ui],
      ...['--db-filename', join(options.folder, 'temporal.db'), '--log-level', 'warn'],
      ...dynamicConfigOf(options).flatMap(([key, value]) => [
        '--dynamic-config-value',
        `${key}=${String(value)}`,
      ]),
    ],
    logFile: options.logFile,
    probe: () => temporalVersion({ address: `127.0.0.1:${String(options.port)}` }),
    timeoutMs: 60_000,
  });
}
