import { afterAll, beforeAll, expect, it } from 'vitest';
import { createOperations } from '../../api/operations.ts';
import { escalationDetail } from '../../db/read-models/escalation-detail.ts';
import { designateAccount } from '../../db/stores/designations.ts';
import { acknowledgeEscalation } from '../../db/stores/escalation-changes.ts';
import { openEscalation } from '../../db/stores/escalation-opening.ts';
import type { Escalation } from '../../db/stores/escalation-rows.ts';
import { idleDeps } from '../api/idle-deps.ts';
import { call, startServer, tokenFor } from '../api/server.ts';
import { printedByKam } from '../support/kam-command.ts';
import { openMarket, type Market } from '../support/market.ts';
import { settle } from '../support/settle.ts';

const by = { kind: 'operator', id: 'ann' } as const;
let shop: Market;

beforeAll(async () => {
  shop = await openMarket();
  const { app } = shop.world.database;
  const { id: cycleId } = await shop.start();
  const programme = await app('programme').where({ key: shop.programme }).first<{ id: string }>('id');
  for (const key of ['s1', 's6'])
    await designateAccount(app, {
      ...{ accountId: shop.id(key), programmeId: programme.id, cycleId, at: shop.now() },
    });
});
afterAll(() => shop.world.close());

async function open(key: string, severity?: 1 | 2 | 3 | 4): Promise<Escalation> {
  const { escalation } = await openEscalation(shop.world.database.app, {
    ...{ accountId: shop.id(key), cause: 'late', title: `Late at ${key}`, text: '', severity },
    ...{ by, at: shop.now() },
  });
  await shop.world.ring(escalation.workflowId);
  await settle(shop.world);
  return escalation;
}

async function recordHealth(key: string, asOf: string, band: 'poor' | 'good'): Promise<void> {
  const value = { account_id: shop.id(key), as_of: asOf, revision: 1, drivers: '[]', known: 1 };
  await shop.world.database
    .app('health_value')
    .insert({ ...value, score: 0, band, config_version: 1, recorded_at: shop.now() });
}

it('is raised one level for a key account that is strategic, and not for another', async () => {
  const placed = await shop.world.database.app('placement').pluck<string[]>('quadrant');
  expect(placed).toContain('strategic');
  expect(await open('s1', 3)).toMatchObject({ baseSeverity: 3, severity: 2 });
  expect(await open('s2', 3)).toMatchObject({ baseSeverity: 3, severity: 3 });
  expect(await open('s6')).toMatchObject({ baseSeverity: 3, severity: 3 });
});

it('is raised one level for the health that is in force, never above the worst, and says why', async () => {
  await recordHealth('s3', '2026-11-01', 'poor');
  await recordHealth('s4', '2026-11-01', 'poor');
  await recordHealth('s4', '2026-11-20', 'good');
  await recordHealth('s5', '2026-11-01', 'poor');
  const raised = await open('s3', 4);
  expect(raised).toMatchObject({ baseSeverity: 4, severity: 3 });
  expect(await open('s4', 4)).toMatchObject({ severity: 4 });
  expect(await open('s5', 1)).toMatchObject({ severity: 1 });
  const { app } = shop.world.database;
  const [opened] = (await escalationDetail(app, { id: raised.id, at: shop.now() })).history;
  expect(opened).toMatchObject({ kind: 'opened', data: { base: 4, strategic: false, poorHealth: true } });
});

it('shows its clock so that anybody can add it up, and API and command list it alike', async () => {
  const { app, appUrl } = shop.world.database;
  await shop.play('2026-11-30T13:00:00.000Z');
  const server = await startServer({
    db: app,
    operations: createOperations(idleDeps),
    clock: { now: shop.now },
  });
  const token = await tokenFor(app, 'viewer');
  const read = async (path: string): Promise<unknown> => (await call(server, { path, token })).json();
  const query = `accountId=${shop.id('s2')}&open=true`;
  interface Listed {
    readonly id: string;
    readonly clocks: readonly { readonly kind: string; readonly dueAt: string }[];
  }
  const { items } = (await read(`/v1/escalations?${query}`)) as { items: readonly Listed[] };
  expect(items).toHaveLength(1);
  const [one] = items;
  const at = new Date('2026-11-30T13:00:00Z');
  const [response, resolution] = (await escalationDetail(app, { id: one?.id ?? '', at })).clocks.toSorted(
    (a, b) => b.kind.localeCompare(a.kind),
  );
  const clock = response?.arithmetic;
  expect(resolution).toMatchObject({ kind: 'resolution', arithmetic: { limitMinutes: 2400 } });
  expect(clock).toMatchObject({ countedMinutes: 180, limitMinutes: 480, leftMinutes: 300, pausedMinutes: 0 });
  expect(clock?.spans.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(180);
  const dueAt = one?.clocks.find(({ kind }) => kind === 'response')?.dueAt;
  expect(clock?.dueAt?.toISOString()).toBe(dueAt);
  expect(await read(`/v1/escalations/${one?.id ?? ''}`)).toMatchObject({
    ...{ id: one?.id, asks: [{ rung: 'manager' }] },
    clocks: expect.arrayContaining([
      expect.objectContaining({
        kind: 'response',
        arithmetic: expect.objectContaining({ limitMinutes: 480, dueAt }) as unknown,
      }),
    ]) as unknown,
  });
  const listed = JSON.parse(
    await printedByKam(appUrl, ['escalations', 'list', '--account', 's2', '--json']),
  ) as unknown[];
  expect(listed).toMatchObject([{ id: one?.id, severity: 3, stage: 'acknowledge' }]);
  expect(await printedByKam(appUrl, ['escalations', 'show', one?.id ?? ''])).toMatch(
    /Nobody yet: Manager was asked on [^]*\nWho was asked\n {4}Manager as the manager, /,
  );
  await server.close();
});

it('is taken by an active person, once', async () => {
  const { app, owner } = shop.world.database;
  const { operations, finance } = shop.world.firm;
  const { id, workflowId } = await open('s4');
  await owner('person').where({ id: operations }).update({ active: false });
  const take = (personId: string) => acknowledgeEscalation(app, { id, personId, by, at: shop.now() });
  await expect(take(operations)).rejects.toMatchObject({ code: 'invalid' });
  await take(finance);
  await expect(take(finance)).rejects.toThrow('Finance has this escalation already.');
  await shop.world.ring(workflowId);
  await settle(shop.world);
});
