import { access, mkdir, readdir, stat } from 'node:fs/promises';
import { constants } from 'node:fs';
import { join } from 'node:path';

const STALLED_MS = 20_000;

/** The user's cache folder to keep the download in, and who hears how far it is. */
export interface DownloadOptions {
  readonly cacheFolder: string;
  readonly report: (line: string) => void;
}

/**
 * The Temporal CLI as the SDK's testing package downloads it, kept in the user's cache. `undefined` where it is not to
 * be had: offline, or no byte has come for 20 seconds.
 */
export async function downloadTemporalCli({
  cacheFolder,
  report,
}: DownloadOptions): Promise<string | undefined> {
  const folder = join(cacheFolder, 'temporal-cli');
  await mkdir(folder, { recursive: true });
  report('Downloading the Temporal CLI …');
  const attempt = download(folder).catch(() => undefined);
  const gaveUp = new AbortController();
  await Promise.race([attempt, untilStalled({ folder, report, signal: gaveUp.signal })]);
  gaveUp.abort();
  return findExecutable(folder);
}

/** The CLI an earlier download has left in the cache, if any. */
export async function findDownloadedCli(cacheFolder: string): Promise<string | undefined> {
  return findExecutable(join(cacheFolder, 'temporal-cli')).catch(() => undefined);
}

async function download(folder: string): Promise<void> {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const executable = { type: 'cached-download', downloadDir: folder } as const;
  const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } });
  await environment.teardown();
}

async function findExecutable(folder: string): Promise<string | undefined> {
  for (const file of await readdir(folder)) {
    if (file.endsWith('.downloading')) continue;
    const path = join(folder, file);
    const usable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (usable) return path;
  }
  return undefined;
}

interface Watch {
  readonly folder: string;
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

async function untilStalled({ folder, report, signal }: Watch): Promise<void> {
  let size = 0;
  let lastProgress = performance.now();
  while (!signal.aborted && performance.now() - lastProgress < STALLED_MS) {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const now = await folderSize(folder);
    if (now > size) {
      size = now;
      lastProgress = performance.now();
      report(`Downloading the Temporal CLI: ${String(Math.round(size / 1e6))} MB`);
    }
  }
}

async function folderSize(folder: string): Promise<number> {
  const files = await readdir(folder);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file))).size));
  return sizes.reduce((total, size) => total + size, 0);
}
