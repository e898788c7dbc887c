import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRunning } from '../../local/process-identity.ts';
import { readRecord } from '../../local/stack-record.ts';
import type { StackRecord } from '../../local/stack-record.ts';
import { createStackPlace } from '../support/stack.ts';
import type { Outcome, StackPlace } from '../support/stack.ts';

const PARTS = [
  'node',
  'postgres',
  'schema',
  'temporal',
  'namespace',
  'temporal-ui',
  'mailbox',
  'api',
  'worker',
];

let place: StackPlace;
let firstStart: Outcome;
let firstEnvironment: Record<string, string | undefined>;

function readEnvironment(): Record<string, string | undefined> {
  return parseEnv(readFileSync(place.layout.environmentFile, 'utf8'));
}

function record(): StackRecord {
  const found = readRecord(place.layout.recordFile);
  if (!found) throw new Error('No stack is recorded.');
  return found;
}

async function doctor(): Promise<{ status: number | null; up: string[]; down: string[] }> {
  const { status, stdout } = await place.run(['kam.js', 'doctor', '--json']);
  const parts = JSON.parse(stdout) as { name: string; up: boolean; version: string | null }[];
  const names = (wanted: boolean): string[] =>
    parts.filter(({ up, version }) => (up && version !== null) === wanted).map(({ name }) => name);
  return { status, up: names(true), down: names(false) };
}

beforeAll(async () => {
  place = await createStackPlace();
  // What a start that was killed while it created the database folder leaves behind.
  await mkdir(join(`${place.layout.postgres}.unfinished`, 'base'), { recursive: true });
  await writeFile(`${place.layout.postgres}.password`, 'half');
  firstStart = await place.run(['start.js', '--detach', '--empty']);
  firstEnvironment = readEnvironment();
});

afterAll(async () => {
  await place.remove();
});

describe('the embedded stack', () => {
  it('comes up from an empty folder, over what a killed start has left', () => {
    expect(firstStart).toMatchObject({ status: 0, stderr: '' });
    expect(firstStart.stdout).toContain(`http://127.0.0.1:${place.environment['API_PORT'] ?? ''}/`);
    expect(firstStart.stdout).toContain(`http://127.0.0.1:${place.environment['MAILBOX_PORT'] ?? ''}/`);
    expect(firstStart.stdout).toMatch(/API key +kam_\S{30,}/);
    expect(existsSync(`${place.layout.postgres}.password`)).toBe(false);
  });

  it('leads from its home page to the documentation, the Temporal UI and the mailbox', async () => {
    const { PUBLIC_URL = '', TEMPORAL_UI_URL = '', MAILBOX_URL = '' } = readEnvironment();
    const html = await (await fetch(PUBLIC_URL)).text();
    const links = [...html.matchAll(/<a href="(http[^"]+)">/g)].map(([, url]) => url);
    expect(links).toEqual([`${PUBLIC_URL}/docs`, TEMPORAL_UI_URL, MAILBOX_URL]);
    expect(new URL(MAILBOX_URL).port).toBe(place.environment['MAILBOX_PORT']);
  });

  it('has every part up with its version, says kam doctor', async () => {
    expect(await doctor()).toEqual({ status: 0, up: PARTS, down: [] });
  });

  it('keeps its secrets from other accounts, and the API key from its logs', () => {
    expect(statSync(place.layout.environmentFile).mode & 0o777).toBe(0o600);
    const [key = 'none'] = /kam_\S{30,}/.exec(firstStart.stdout) ?? [];
    expect(readFileSync(place.layout.log('stack'), 'utf8')).not.toContain(key);
  });

  it('refuses a second start beside the first', async () => {
    const { status, stderr } = await place.run(['start.js', '--detach', '--empty']);
    expect(status).toBe(1);
    expect(stderr).toContain(`The stack is already running (process ${String(record().supervisor.pid)}).`);
  });

  it('finds its data and keys again after it was killed, and leaves none of the old processes', async () => {
    const { supervisor, parts } = record();
    process.kill(supervisor.pid, 'SIGKILL');
    const { status, stdout } = await place.run(['start.js', '--detach', '--empty']);
    expect(status).toBe(0);
    expect(stdout).toContain('An earlier start was killed; ending what it left:');
    expect(stdout).not.toContain('API key ');
    expect(parts.filter(isRunning)).toEqual([]);
    expect(readEnvironment()).toEqual(firstEnvironment);
    expect((await place.run(['kam.js', 'keys', 'list'])).stdout).toContain('first start');
  });

  it('tells which part is down and exits with 1', async () => {
    const worker = record().parts.find(({ name }) => name === 'The worker');
    if (!worker) throw new Error('No worker is recorded.');
    process.kill(worker.pid, 'SIGKILL');
    await expect.poll(() => isRunning(worker)).toBe(false);
    expect(await doctor()).toMatchObject({ status: 1, down: ['worker'] });
  });

  it('ends every process when it is told to stop', async () => {
    const { supervisor, parts } = record();
    const { status, stdout } = await place.run(['stop.js']);
    expect(status).toBe(0);
    expect(stdout).toContain('The stack has stopped.');
    expect([supervisor, ...parts].filter(isRunning)).toEqual([]);
    expect((await place.run(['stop.js'])).stdout).toBe('The stack is not running.\n');
  });
});
