import { expect, it, onTestFinished } from 'vitest';
import { listApprovals } from '../../db/read-models/approval-list.ts';
import { runScoring } from '../../db/stores/scorecards.ts';
import { restartProcess } from '../../temporal/restart.ts';
import { eventually } from '../support/eventually.ts';
import { answerPanel, keyAccounts, openMarket, submitList, type Market } from '../support/market.ts';
import { settle } from '../support/settle.ts';

async function market(options: Parameters<typeof openMarket>[0] = {}): Promise<Market> {
  const opened = await openMarket(options);
  onTestFinished(() => opened.world.close());
  return opened;
}

// Whatever is to be stored for this account waits, as it would in a database with much else to do.
async function hold({ world, id }: Market, account: string): Promise<() => Promise<void>> {
  const { owner } = world.database;
  await owner.raw(`
    create function refuse_account() returns trigger language plpgsql as $$ begin
      if new.account_id = ${id(account)} then raise exception 'the database is away'; end if;
      return new;
    end $$;
    create trigger refuse_account before insert on score_input for each row execute function refuse_account()`);
  return async () => void (await owner.raw('drop trigger refuse_account on score_input'));
}

it('goes on with the next accounts when the worker stops while it scores', async () => {
  const shop = await market({ accountsAtOnce: 1 });
  const { world } = shop;
  const { app } = world.database;
  const release = await hold(shop, 's4');
  const started = shop.start();
  const inputs = () =>
    app('score_input')
      .orderBy('account_id')
      .select<{ account_id: string; xmin: string }[]>('account_id', 'xmin');
  await eventually(async () => expect(await inputs()).toHaveLength(3));
  const before = await inputs();
  const { workflow_id: workflowId } = await app('selection_cycle').first<{ workflow_id: string }>(
    'workflow_id',
  );
  await eventually(async () => {
    const { raw } = await world.client.workflow.getHandle(workflowId).describe();
    const [scoring] = raw.pendingActivities ?? [];
    expect(scoring?.lastFailure?.message).toContain('the database is away');
    expect(scoring?.heartbeatDetails?.payloads).toHaveLength(1);
  });
  await world.stopWorker();
  await release();
  await world.startWorker();
  const { id } = await started;
  await settle(world);
  expect(await shop.cycle(id)).toMatchObject({ status: 'nominating' });
  const after = await inputs();
  expect(after).toHaveLength(6);
  expect(after.slice(0, 3)).toEqual(before);
  expect(await app('scorecard').select('state', 'accounts')).toEqual([{ state: 'scored', accounts: 6 }]);
});

it('scores once when another run has finished the scorecard meanwhile', async () => {
  const shop = await market();
  const { world } = shop;
  const { app } = world.database;
  await world.stopWorker();
  const started = shop.start();
  await eventually(async () => expect(await app('selection_cycle')).toHaveLength(1));
  await world.startWorker();
  const { id, scorecardId } = await started;
  const by = { kind: 'operator', id: 'ann' } as const;
  await runScoring(app, { scorecardId: scorecardId ?? '', by, at: shop.now() });
  expect(await app('inbox_fact').where({ kind: 'scoringEnded' })).toHaveLength(1);
  expect(await shop.cycle(id)).toMatchObject({ status: 'nominating' });
});

it('is stopped when ops cancel it, and goes on from its records when they start it again', async () => {
  const shop = await market();
  const { world } = shop;
  const { app } = world.database;
  const { id, workflowId } = await shop.start();
  const handle = world.client.workflow.getHandle(workflowId);
  await handle.cancel();
  await expect(handle.result()).rejects.toThrow();
  const state = () => app('process').where({ workflow_id: workflowId }).first<{ state: string }>('state');
  expect(await state()).toEqual({ state: 'stopped' });
  const at = shop.now().toISOString();
  const deps = { ...world.scene, taskQueue: world.taskQueue, log: world.log };
  const rehearsal = () => ({ run: 'the selection', at });
  const by = { kind: 'operator', id: 'ann' } as const;
  expect(await restartProcess({ ...deps, rehearsal }, { workflowId, by, at: shop.now() })).toBe(true);
  await settle(world);
  await submitList(shop, id);
  await answerPanel(shop, { personId: world.firm.sponsor });
  await answerPanel(shop, { personId: world.firm.finance });
  expect(await shop.cycle(id)).toMatchObject({ status: 'closed', outcome: 'designated' });
  expect(await keyAccounts(shop)).toEqual(['s1', 's2', 's3']);
  const page = { after: undefined, limit: 10, status: 'approved', planId: undefined } as const;
  expect(await listApprovals(app, page)).toHaveLength(1);
});
