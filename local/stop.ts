import { rmSync } from 'node:fs';
import { endRemembered } from './process-identity.ts';
import { stackFolder } from './stack-folder.ts';
import { endLeftovers, isSupervised, readRecord } from './stack-record.ts';

/**
 * Ends the stack that runs in a folder and returns when all its processes are gone, whether or not the process that
 * supervised them is still there.
 */
export async function stopStack(folder: string, report: (line: string) => void): Promise<void> {
  const { recordFile } = stackFolder(folder);
  const record = readRecord(recordFile);
  if (record === undefined) {
    report('The stack is not running.');
    return;
  }
  if (isSupervised(record)) {
    report('Stopping …');
    await endRemembered(record.supervisor, { signal: 'SIGTERM', graceMs: 60_000 });
  }
  await endLeftovers(readRecord(recordFile), report);
  rmSync(recordFile, { force: true });
  report('The stack has stopped.');
}
