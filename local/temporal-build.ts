import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { identify } from './process-identity.ts';
import { StackError } from './stack-error.ts';

/** Where the three programs built from `local/temporal/go.mod` lie. */
export interface TemporalBinaries {
  readonly server: string;
  readonly sqlTool: string;
  readonly ui: string;
}

/** The module to build, the user's cache folder to keep the result in, and who hears how far it is. */
export interface BuildOptions {
  readonly moduleFolder: string;
  readonly cacheFolder: string;
  readonly report: (line: string) => void;
  readonly signal?: AbortSignal;
}

const PACKAGES = {
  server: 'go.temporal.io/server/cmd/server',
  sqlTool: 'go.temporal.io/server/cmd/tools/sql',
  ui: 'github.com/temporalio/ui-server/v2/cmd/server',
} as const;

/** The programs an earlier build has left in the cache; `undefined` if one of them is missing. */
export async function findBuiltTemporal(options: BuildOptions): Promise<TemporalBinaries | undefined> {
  const binaries = await binariesOf(options);
  const { server, sqlTool, ui } = binaries;
  return [server, sqlTool, ui].every((file) => existsSync(file)) ? binaries : undefined;
}

/**
 * The server, its SQL tool and its UI, built with Go on first use (minutes) and kept by the hash of `go.sum` after
 * that. A build that was cut short is never taken for a finished one.
 */
export async function buildTemporal(options: BuildOptions): Promise<TemporalBinaries> {
  const binaries = await binariesOf(options);
  await mkdir(dirname(binaries.server), { recursive: true });
  await removeUnfinished(dirname(binaries.server));
  options.report(
    'Building the Temporal server with Go, once on this machine; on two cores it takes about six minutes.',
  );
  const missing = (['sqlTool', 'server', 'ui'] as const).filter((program) => !existsSync(binaries[program]));
  for (const [index, program] of missing.entries()) {
    const target = binaries[program];
    const step = `Building ${basename(target)} (${String(index + 1)} of ${String(missing.length)})`;
    const unfinished = `${target}.${String(process.pid)}`;
    try {
      await goBuild({ ...options, step, path: PACKAGES[program], target: unfinished });
      await rename(unfinished, target);
    } finally {
      await rm(unfinished, { force: true });
    }
  }
  return binaries;
}

// What a killed build has left; another one may be at work at this moment.
async function removeUnfinished(folder: string): Promise<void> {
  for (const file of await readdir(folder)) {
    const [, pid] = /\.(\d+)$/.exec(file) ?? [];
    if (pid !== undefined && identify(Number(pid)) === undefined)
      await rm(join(folder, file), { force: true });
  }
}

async function binariesOf({ moduleFolder, cacheFolder }: BuildOptions): Promise<TemporalBinaries> {
  const sums = await readFile(join(moduleFolder, 'go.sum'));
  const version = createHash('sha256').update(sums).digest('hex').slice(0, 16);
  const folder = join(cacheFolder, 'temporal-server', version);
  return {
    server: join(folder, 'temporal-server'),
    sqlTool: join(folder, 'temporal-sql-tool'),
    ui: join(folder, 'temporal-ui'),
  };
}

interface GoBuild extends BuildOptions {
  readonly step: string;
  readonly path: string;
  readonly target: string;
}

async function goBuild({ step, moduleFolder, path, target, report, signal }: GoBuild): Promise<void> {
  const started = performance.now();
  const args = ['build', '-v', '-o', target, path];
  const child = spawn('go', args, {
    cwd: moduleFolder,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(signal && { signal }),
  });
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  report(`${step} …`);
  const ticker = setInterval(() => {
    const seconds = Math.round((performance.now() - started) / 1000);
    report(
      `${step}: ${String(seconds)} s, ${String(lines.length)} packages, now ${lines.at(-1) ?? 'at what is compiled already'}`,
    );
  }, 3_000);
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) throw buildFailed(lines);
  } finally {
    clearInterval(ticker);
    if (child.exitCode === null) child.kill();
  }
}

function buildFailed(lines: readonly string[]): StackError {
  return new StackError(
    `The Temporal server could not be built: ${lines.slice(-3).join('; ')}`,
    'Check that Go reaches its module proxy and that the disk has 3 GB free, then start again: it goes on where it was.',
  );
}
