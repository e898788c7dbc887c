import { createRequire } from 'node:module';
import type { Launcher } from './launcher.ts';
import { probePort } from './ports.ts';

/** Where the mailbox keeps its mails and listens at 127.0.0.1: `smtpPort` takes mails, `webPort` shows them. */
export interface MailboxOptions {
  readonly launcher: Launcher;
  readonly mailFolder: string;
  readonly logFile: string;
  readonly smtpPort: number;
  readonly webPort: number;
}

/** Starts the mailbox in which every mail of the stack can be read; none leaves the machine. */
export async function startMailbox(options: MailboxOptions): Promise<void> {
  const { smtpPort, webPort } = options;
  const require = createRequire(import.meta.url);
  const script = require.resolve('maildev/bin/maildev');
  const ports = ['--smtp', String(smtpPort), '--web', String(webPort)];
  await options.launcher.launch({
    name: 'The mailbox',
    command: process.execPath,
    args: [script, '--ip', '127.0.0.1', ...ports, '--mail-directory', options.mailFolder, '--silent'],
    environment: {},
    logFile: options.logFile,
    probe: () => Promise.all([probePort('127.0.0.1', smtpPort), probePort('127.0.0.1', webPort)]),
    timeoutMs: 60_000,
  });
}
