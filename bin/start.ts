import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { announcement } from '../local/announcement.ts';
import { startDetached } from '../local/detached.ts';
import type { SupervisorMessage } from '../local/detached.ts';
import { startStack } from '../local/stack.ts';
import { failureSentence, tellFailure } from './failure.ts';
import { readStackSettings } from './settings.ts';

interface StartOptions {
  readonly detach?: boolean;
  readonly empty?: boolean;
}

const INTERRUPTED = 130;

// Whoever reads the output may go away; the stack stays.
process.stdout.on('error', () => undefined);

await new Command('npm start --')
  .description(
    'Start the whole stack on this machine: PostgreSQL, Temporal, a mailbox, the API and a worker.',
  )
  .option('--detach', 'return when it is ready and leave it running; "npm run stop" ends it')
  .option('--empty', 'do not import the sample data')
  .action(async (options: StartOptions) => {
    try {
      await (options.detach ? detach(options) : supervise(options));
    } catch (error) {
      tell(error);
    }
  })
  .parseAsync();

async function detach({ empty }: StartOptions): Promise<void> {
  const { folder } = readStackSettings();
  process.exitCode = await startDetached({
    entry: fileURLToPath(new URL('start.js', import.meta.url)),
    args: empty ? ['--empty'] : [],
    folder,
    report: (line) => console.log(line),
    reportFailure: (sentences) => console.error(sentences),
  });
}

async function supervise({ empty = false }: StartOptions): Promise<void> {
  const started = performance.now();
  const elapsed = (): string => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  const settings = readStackSettings();
  const interrupted = untilInterrupted();
  const abort = new AbortController();
  void interrupted.then(() => abort.abort());
  const report = (line: string): void => say(`[${elapsed().padStart(7)}] ${line}`);
  try {
    const stack = await startStack({ ...settings, withSample: !empty, report, signal: abort.signal });
    announcement({ ...stack, withSample: !empty, folder: settings.folder }).forEach(say);
    say(`Ready after ${elapsed()}.`);
    send({ kind: 'ready' });
    await interrupted;
    report('Stopping …');
    await stack.stop();
    report('Stopped.');
  } catch (error) {
    if (!abort.signal.aborted) throw error;
    report('Stopped before it was ready.');
    process.exitCode = INTERRUPTED;
  }
}

async function untilInterrupted(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

// Detached, the lines are for the process that waits, and not for the log: one of them holds the API key.
function say(line: string): void {
  if (process.connected) send({ kind: 'line', line });
  else console.log(line);
}

function tell(error: unknown): void {
  tellFailure(error);
  send({ kind: 'failure', line: failureSentence(error) });
}

function send(message: SupervisorMessage): void {
  if (process.connected) process.send?.(message);
}
