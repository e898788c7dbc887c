import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How a command ended, and what it printed. */
export interface CommandOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const kam = fileURLToPath(new URL('../../bin/kam.js', import.meta.url));

/** Runs `kam` as a process of its own, with this environment and no settings file, and perhaps something to read. */
export function runKam(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
  input = '',
): Promise<CommandOutcome> {
  const env = { PATH: process.env['PATH'], KAM_FOLDER: '/nonexistent', ...environment };
  return new Promise((resolve) => {
    const done = (_error: unknown, stdout: string, stderr: string): void =>
      resolve({ code: child.exitCode, stdout, stderr });
    const child = execFile(process.execPath, [kam, ...words], { env }, done);
    child.stdin?.end(input);
  });
}

/** Runs `kam` on the records of a database. */
export function kamOn(databaseUrl: string, words: readonly string[]): Promise<CommandOutcome> {
  const LINK_KEYS = `test:${Buffer.alloc(32, 1).toString('base64')}`;
  return runKam(words, { DATABASE_URL: databaseUrl, LINK_KEYS });
}

/** What `kam` prints on the records of a database; throws what it complains of when it fails. */
export async function printedByKam(databaseUrl: string, words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await kamOn(databaseUrl, words);
  if (code !== 0) throw new Error(`kam ${words.join(' ')} ended with ${code}: ${stderr}`);
  return stdout;
}
