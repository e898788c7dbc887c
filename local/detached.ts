import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { prepareFolder, stackFolder } from './stack-folder.ts';

/** What the supervising process tells the one that started it. */
export type SupervisorMessage =
  { readonly kind: 'line' | 'failure'; readonly line: string } | { readonly kind: 'ready' };

/** The entry point that supervises, its arguments and the stack's folder, where its output is kept. */
export interface DetachedOptions {
  readonly entry: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly report: (line: string) => void;
  readonly reportFailure: (sentences: string) => void;
}

/**
 * Starts the stack under a supervising process of its own and returns once it is ready, with exit status 0, or has
 * failed, with its status. Ctrl-C until then ends the start.
 */
export async function startDetached(options: DetachedOptions): Promise<number> {
  const { entry, args, folder, report, reportFailure } = options;
  const layout = stackFolder(folder);
  await prepareFolder(layout);
  const log = openSync(layout.log('stack'), 'a', 0o600);
  const supervisor = spawn(process.execPath, [entry, ...args], {
    detached: true,
    stdio: ['ignore', log, log, 'ipc'],
  });
  closeSync(log);
  const interrupt = (): void => void supervisor.kill('SIGTERM');
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  return new Promise((resolve, reject) => {
    supervisor.once('error', reject);
    supervisor.once('exit', (code) => resolve(code ?? 1));
    supervisor.on('message', (message: SupervisorMessage) => {
      if (message.kind === 'line') return report(message.line);
      if (message.kind === 'failure') return reportFailure(message.line);
      supervisor.disconnect();
      supervisor.unref();
      resolve(0);
    });
  });
}
