import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStackPlace } from '../support/stack.ts';
import type { Outcome, StackPlace } from '../support/stack.ts';

let place: StackPlace;

beforeAll(async () => {
  place = await createStackPlace();
});

afterAll(async () => {
  await place.remove();
});

async function listen(port: string | undefined): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(Number(port), '127.0.0.1', resolve));
  return server;
}

function expectTwoSentences({ status, stderr }: Outcome): void {
  expect(status).toBe(1);
  expect(stderr.trim().split('\n')).toHaveLength(2);
  expect(stderr).not.toMatch(/^\s+at /m);
}

// A PATH on which there is neither a Temporal CLI nor Go.
async function poorPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'kam-path-'));
  for (const tool of ['id', 'unshare', 'true', 'useradd', 'ps']) {
    const found = spawnSync('which', [tool], { encoding: 'utf8' }).stdout.trim();
    if (found !== '') await symlink(found, join(folder, tool));
  }
  return folder;
}

describe('npm start, when it cannot go on', () => {
  it('names every taken port and the variable that changes it', async () => {
    const { API_PORT, POSTGRES_PORT } = place.environment;
    const servers = await Promise.all([listen(API_PORT), listen(POSTGRES_PORT)]);
    const outcome = await place.run(['start.js', '--empty']);
    servers.forEach((server) => server.close());
    expectTwoSentences(outcome);
    expect(outcome.stderr).toContain(
      `Ports ${API_PORT ?? ''} (API_PORT), ${POSTGRES_PORT ?? ''} (POSTGRES_PORT) are already taken.`,
    );
    expect(existsSync(place.layout.recordFile)).toBe(false);
  });

  it('refuses one port for two parts', async () => {
    const outcome = await place.run(['start.js'], { MAILBOX_PORT: place.environment['API_PORT'] ?? '' });
    expectTwoSentences(outcome);
    expect(outcome.stderr).toContain('(MAILBOX_PORT) is already taken.');
  });

  it('says that its folder cannot be written, in the foreground and detached', async () => {
    const file = join(dirname(place.layout.path), 'a-file');
    await writeFile(file, '');
    const KAM_FOLDER = join(file, '.kam');
    const foreground = await place.run(['start.js'], { KAM_FOLDER });
    expectTwoSentences(foreground);
    expect(foreground.stderr).toContain(
      `The folder ${KAM_FOLDER} is no folder, or lies below something that is none.`,
    );
    expect(await place.run(['start.js', '--detach'], { KAM_FOLDER })).toEqual(foreground);
  });

  it('lists every wrong setting at once', async () => {
    const { status, stderr } = await place.run(['start.js'], { API_PORT: 'three', POSTGRES_PORT: '0' });
    expect(status).toBe(1);
    expect(stderr).toContain('API_PORT must be a port from 1 to 65535');
    expect(stderr).toContain('POSTGRES_PORT must be a port from 1 to 65535');
  });

  it('says where a Temporal server can come from if there is none, and ends what it had started', async () => {
    const PATH = await poorPath();
    // No download either: nothing listens at that proxy.
    const proxy = { HTTPS_PROXY: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9' };
    const outcome = await place.run(['start.js', '--empty'], {
      PATH,
      XDG_CACHE_HOME: join(PATH, 'cache'),
      ...proxy,
    });
    await rm(PATH, { recursive: true });
    expectTwoSentences(outcome);
    expect(outcome.stderr).toContain('No Temporal server is to be had');
    expect(outcome.stderr).toContain('TEMPORAL_ADDRESS');
    expect(existsSync(place.layout.recordFile)).toBe(false);
  });

  it('says which file is missing if the passwords of an existing database are lost', async () => {
    await rm(place.layout.environmentFile, { force: true });
    await mkdir(place.layout.postgres, { recursive: true });
    const outcome = await place.run(['start.js', '--empty']);
    await rm(place.layout.postgres, { recursive: true });
    expectTwoSentences(outcome);
    expect(outcome.stderr).toContain(`The file ${place.layout.environmentFile}`);
  });
});
