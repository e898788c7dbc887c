import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identify } from '../../local/process-identity.ts';
import type { ProcessIdentity } from '../../local/process-identity.ts';
import { claimStack, readRecord } from '../../local/stack-record.ts';

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kam-record-'));
  file = join(folder, 'stack.json');
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function startIdling(): Promise<{ child: ChildProcess; identity: ProcessIdentity }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")']);
  await once(child.stdout, 'data');
  const identity = child.pid === undefined ? undefined : identify(child.pid);
  if (!identity) throw new Error('The idling process did not start.');
  return { child, identity };
}

async function startAndKill(): Promise<ProcessIdentity> {
  const { child, identity } = await startIdling();
  child.kill('SIGKILL');
  await once(child, 'exit');
  return identity;
}

async function remember(record: { supervisor: ProcessIdentity; part: ProcessIdentity }): Promise<void> {
  const parts = [{ ...record.part, name: 'Temporal', endSignal: 'SIGTERM' }];
  await writeFile(file, JSON.stringify({ supervisor: record.supervisor, ready: true, parts }));
}

describe("the record of a stack's processes", () => {
  it('lets the next start end what a killed one has left running', async () => {
    const { child, identity } = await startIdling();
    await remember({ supervisor: await startAndKill(), part: identity });
    const ended = once(child, 'exit');
    const lines: string[] = [];
    await claimStack(file, (line) => lines.push(line));
    expect(await ended).toEqual([null, 'SIGTERM']);
    expect(lines).toEqual(['An earlier start was killed; ending what it left: Temporal.']);
    expect(readRecord(file)?.supervisor.pid).toBe(process.pid);
  });

  it('never touches a process that only has the id of a remembered one', async () => {
    const { child, identity } = await startIdling();
    await remember({ supervisor: await startAndKill(), part: { ...identity, stamp: 'another time' } });
    const lines: string[] = [];
    await claimStack(file, (line) => lines.push(line));
    expect(lines).toEqual([]);
    expect(identify(identity.pid)).toEqual(identity);
    child.kill('SIGKILL');
  });

  it('refuses a second start while the first one is at work', async () => {
    const { child, identity } = await startIdling();
    await remember({ supervisor: identity, part: await startAndKill() });
    await expect(claimStack(file, () => undefined)).rejects.toThrow(
      `The stack is already running (process ${String(identity.pid)}).`,
    );
    child.kill('SIGKILL');
  });

  it('is not stopped by a record that was cut short', async () => {
    await writeFile(file, '{"supervisor": {"pid":');
    await claimStack(file, () => undefined);
    expect(readRecord(file)?.supervisor.pid).toBe(process.pid);
  });
});
