import { spawnSync } from 'node:child_process';
import { StackError } from './stack-error.ts';
import { buildTemporal, findBuiltTemporal } from './temporal-build.ts';
import type { TemporalBinaries } from './temporal-build.ts';
import { startBuiltServer } from './temporal-built-server.ts';
import { startCliServer } from './temporal-cli-server.ts';
import type { TemporalOptions } from './temporal-options.ts';
import { downloadTemporalCli, findDownloadedCli } from './temporal-download.ts';

/** Where Temporal's server comes from: the CLI (installed or downloaded), or the programs built with Go. */
export type TemporalSource =
  | { readonly kind: 'cli'; readonly command: string }
  | { readonly kind: 'built'; readonly binaries: TemporalBinaries };

/** What finding a server needs: the Go module, the user's cache folder and who hears how far it is. */
export interface FindOptions {
  readonly moduleFolder: string;
  readonly cacheFolder: string;
  readonly report: (line: string) => void;
  /** Aborting it ends a build under way. */
  readonly signal?: AbortSignal;
  /** What an earlier start of this stack used, whose data only the same kind can read. */
  readonly previousKind?: TemporalSource['kind'];
}

/**
 * Finds a Temporal server: the kind that the stack's data was made with; else the CLI on the PATH, what an earlier start
 * has left in the cache, the CLI that the SDK's testing package downloads, or one built with Go from
 * `local/temporal/go.mod`. Throws a {@link StackError} if none is to be had.
 */
export async function findTemporalServer(options: FindOptions): Promise<TemporalSource> {
  const built = await findBuiltTemporal(options);
  if (built && options.previousKind === 'built') return { kind: 'built', binaries: built };
  if (runs('temporal', ['--version'])) return { kind: 'cli', command: 'temporal' };
  const downloaded = await findDownloadedCli(options.cacheFolder);
  if (downloaded !== undefined) return { kind: 'cli', command: downloaded };
  if (built) return { kind: 'built', binaries: built };
  const fresh = await downloadTemporalCli(options);
  if (fresh !== undefined) return { kind: 'cli', command: fresh };
  if (runs('go', ['version'])) return { kind: 'built', binaries: await buildTemporal(options) };
  throw new StackError(
    'No Temporal server is to be had: no "temporal" command, no download, no Go to build it with.',
    'Install the Temporal CLI (https://docs.temporal.io/cli) or Go, or set TEMPORAL_ADDRESS to a running server.',
  );
}

/** Starts the server found at 127.0.0.1; returns once it answers. */
export async function startTemporal(source: TemporalSource, options: TemporalOptions): Promise<void> {
  await (source.kind === 'cli'
    ? startCliServer(source.command, options)
    : startBuiltServer(source.binaries, options));
}

function runs(command: string, args: readonly string[]): boolean {
  return spawnSync(command, [...args], { stdio: 'ignore' }).status === 0;
}
