import { spawnSync } from 'node:child_process';
import type { Child } from './child-process.ts';
import { StackError } from './stack-error.ts';
import { buildTemporal } from './temporal-build.ts';
import type { TemporalBinaries } from './temporal-build.ts';
import { startBuiltServer } from './temporal-built-server.ts';
import { startCliServer } from './temporal-cli-server.ts';
import { downloadTemporalCli } from './temporal-download.ts';

/** Where Temporal's server comes from: the CLI (installed or downloaded), or the programs built with Go. */
export type TemporalSource =
  | { readonly kind: 'cli'; readonly command: string }
  | { readonly kind: 'built'; readonly binaries: TemporalBinaries };

/** What finding a server needs: the Go module, the user's cache folder and who hears how far it is. */
export interface FindOptions {
  readonly moduleFolder: string;
  readonly cacheFolder: string;
  readonly report: (line: string) => void;
}

/** Where a server keeps its files and listens; without `uiPort` it has no UI. */
export interface TemporalOptions {
  readonly folder: string;
  readonly logFile: string;
  readonly postgresUrl: string;
  readonly namespace: string;
  readonly port: number;
  readonly uiPort?: number;
}

/** A running Temporal server, and the processes it consists of. */
export interface RunningTemporal {
  readonly address: string;
  readonly children: readonly Child[];
  stop(): Promise<void>;
}

/**
 * Finds a Temporal server: the CLI on the PATH, the CLI that the SDK's testing package downloads, or one built with
 * Go from `local/temporal/go.mod`. Throws a {@link StackError} if none is to be had.
 */
export async function findTemporalServer(options: FindOptions): Promise<TemporalSource> {
  if (runs('temporal', ['--version'])) return { kind: 'cli', command: 'temporal' };
  const downloaded = await downloadTemporalCli(options);
  if (downloaded !== undefined) return { kind: 'cli', command: downloaded };
  if (runs('go', ['version'])) return { kind: 'built', binaries: await buildTemporal(options) };
  throw new StackError(
    'No Temporal server is to be had: no "temporal" command, no download, no Go to build it with.',
    'Install the Temporal CLI (https://docs.temporal.io/cli) or Go, or set TEMPORAL_ADDRESS to a running server.',
  );
}

/** Starts the server found; returns once it answers. */
export async function startTemporal(
  source: TemporalSource,
  options: TemporalOptions,
): Promise<RunningTemporal> {
  return source.kind === 'cli'
    ? startCliServer(source.command, options)
    : startBuiltServer(source.binaries, options);
}

function runs(command: string, args: readonly string[]): boolean {
  return spawnSync(command, [...args], { stdio: 'ignore' }).status === 0;
}
