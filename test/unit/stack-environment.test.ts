import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readApiSettings } from '../../bin/settings.ts';
import { writeStackEnvironment } from '../../local/stack-environment.ts';
import { stackFolder } from '../../local/stack-folder.ts';

let place: string;

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'kam-environment-'));
});
afterAll(() => rm(place, { recursive: true }));

const ports = { api: 1, worker: 2, postgres: 3, temporal: 4, temporalUi: 5, mailbox: 6, smtp: 7 };

it('makes the keys of links and receipts once, and the API can read them', async () => {
  const options = {
    folder: stackFolder(place),
    ports,
    temporalNamespace: 'kam',
    temporalAddress: undefined,
  };
  const { variables: first } = await writeStackEnvironment(options);
  const { variables: second } = await writeStackEnvironment(options);
  expect([second['LINK_KEYS'], second['RECEIPT_KEYS']]).toEqual([first['LINK_KEYS'], first['RECEIPT_KEYS']]);
  expect(readApiSettings(second).receiptKeys.map(({ id }) => id)).toEqual(['r1']);
});
