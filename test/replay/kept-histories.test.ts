import { readdir, readFile } from 'node:fs/promises';
import { Worker } from '@temporalio/worker';
import { describe, expect, it } from 'vitest';
import { decodeHistory } from '../support/replay.ts';
import { workflowBundle } from '../support/world.ts';

const folder = new URL('./', import.meta.url);
const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.pb'));

describe('every history kept from a release', () => {
  it('is there for each process', () => {
    const processes = new Set(files.map((name) => /([a-z-]+)-\d+\.pb$/.exec(name)?.[1]));
    expect([...processes].sort()).toEqual(['account-review', 'annual-plan', 'candidate-selection']);
  });

  it.each(files)('%s still fits the code', async (name) => {
    const history = decodeHistory(await readFile(new URL(name, folder)));
    expect(history.events?.length).toBeGreaterThan(10);
    await Worker.runReplayHistory({ workflowBundle: await workflowBundle() }, history);
  });
});
