import { submitCycle } from '../../db/stores/cycle-changes.ts';
import { addCriteriaSet } from '../../db/stores/criteria-sets.ts';
import { decide } from '../../db/stores/decisions.ts';
import { addNomination, type Nomination } from '../../db/stores/nominations.ts';
import { startCycle } from '../../db/stores/selection-start.ts';
import { getCycle, type SelectionCycle } from '../../db/stores/selection-cycles.ts';
import type { CycleWish } from '../../db/stores/selection-wish.ts';
import type { Choice } from '../../domain/approvals/policy.ts';
import { standardSet } from '../../domain/selection/standard-set.ts';
import { conduct, type ScriptedPerson } from '../../rehearsal/conductor.ts';
import { virtualStage } from '../../rehearsal/virtual-stage.ts';
import { settle } from './settle.ts';
import { openWorld, type World } from './world.ts';

/** A programme with accounts s1 to s6, the first the largest, of which a criteria set with a cap of three proposes s1 to s3. */
export interface Market {
  readonly world: World;
  readonly programme: string;
  /** The number of an account by its key. */
  readonly id: (key: string) => string;
  /** Plays on under the process clock until this date, or until nothing is due before. */
  readonly play: (until: string, people?: readonly ScriptedPerson[]) => Promise<void>;
  /** The date of the process clock. */
  readonly now: () => Date;
  readonly start: (wish?: Partial<CycleWish>) => Promise<SelectionCycle>;
  readonly cycle: (id: string) => Promise<SelectionCycle>;
}

/** When stories of a selection begin: a Monday morning. */
const marketOpens = '2026-11-30T10:00:00.000Z';

const run = 'the selection';
const by = { kind: 'operator', id: 'ann' } as const;

async function seedAccounts(world: World, programme: string): Promise<(key: string) => string> {
  const { owner } = world.database;
  const first = Number(world.firm.accountId) + 1;
  const { manager, director } = world.firm;
  await owner.raw(
    `with p as (insert into programme (key, name, owner_id) values (:programme, 'Market', :owner) returning id)
     insert into account (id, key, name, programme_id, region, time_zone, currency, manager_id, director_id)
     overriding system value
     select :first + n - 1, 's' || n, 'Shop ' || n, p.id, 'PT', 'Europe/Lisbon', 'EUR', :manager, :director
     from p, generate_series(1, 6) n`,
    { programme, owner: world.firm.owner, first, manager, director },
  );
  await owner.raw(
    `with s as (insert into import_source (name) values ('market') returning id)
     insert into transaction (source_id, source_key, account_id, booked_on, delivered_on, status, quantity, amount, currency)
     select s.id, 't' || n, :first + n - 1, '2026-05-04', '2026-06-01', 'delivered', 1, (7 - n) * 100000, 'EUR'
     from s, generate_series(1, 6) n`,
    { first },
  );
  return (key) => String(first + Number(key.slice(1)) - 1);
}

/** The criteria of the market: 60 points from a revenue of 300,000, and what repays from 200,000. */
export function marketSet(cap = 3) {
  const [revenue] = standardSet.criteria;
  const transform = { kind: 'linear', low: 0, high: 500_000 } as const;
  const criteria = [
    { ...revenue, weight: 100, transform },
    { ...revenue, key: 'size', axis: 'strength', weight: 100, transform },
  ];
  const expectedReturn = { horizonYears: 3, upliftRate: 0.1, shareCost: 10_000, tolerance: 0.2 };
  return {
    ...standardSet,
    criteria,
    value: { ...standardSet.value, marginRate: 0.5, drivers: [] },
    designation: { ...standardSet.designation, cap, expectedReturn },
  };
}

/** Opens a world under the process clock with a market in it; the caller closes the world. */
export async function openMarket(options: { readonly accountsAtOnce?: number } = {}): Promise<Market> {
  let now = marketOpens;
  const world = await openWorld({ ...options, rehearsal: () => ({ run, at: now }) });
  const setClock = (to: string): void => {
    now = to;
    world.clock.set(to);
  };
  setClock(now);
  const db = world.database.app;
  const programme = `m${world.firm.accountId}`;
  const id = await seedAccounts(world, programme);
  await addCriteriaSet(db, { key: 'market', content: marketSet(), reason: 'test', by, at: new Date(now) });
  await world.startWorker();
  const stage = virtualStage({ client: world.client, db, run, setClock });
  return {
    world,
    programme,
    id,
    now: () => new Date(now),
    cycle: (cycleId) => getCycle(db, { id: cycleId }),
    async play(until, people = []) {
      await conduct(stage, { people, from: now, until });
    },
    async start(wish = {}) {
      const { cycle } = await startCycle(db, {
        programme,
        year: 2027,
        criteriaSet: 'market',
        panel: ['director', 'sponsor', 'finance'],
        policy: { quorum: 2, undoMinutes: 0 },
        by,
        at: new Date(now),
        ...wish,
      });
      await world.ring(cycle.workflowId);
      await stage.quiet();
      return getCycle(db, { id: cycle.id });
    },
  };
}

interface QuestionRow {
  id: string;
  request_id: string;
  content_hash: string;
}

/** Somebody of the panel answers the open question about the list, as of the process clock. */
export async function answerPanel(
  { world, now }: Market,
  given: {
    readonly personId: string;
    readonly choice?: Choice;
    readonly comment?: string;
  },
): Promise<void> {
  const row = await world.database
    .app('approval_link as l')
    .join('approver as a', 'a.id', 'l.approver_id')
    .join('approval_request as r', 'r.id', 'a.request_id')
    .where({ 'a.state': 'asked', 'r.status': 'open', 'a.person_id': given.personId })
    .whereNotNull('r.cycle_id')
    .first<QuestionRow | undefined>('l.id', 'a.request_id', 'r.content_hash');
  if (!row) throw new Error(`person ${given.personId} is not asked`);
  const { workflowId } = await decide(world.database.app, {
    linkId: row.id,
    requestId: row.request_id,
    contentHash: row.content_hash,
    choice: given.choice ?? 'approve',
    comment: given.comment ?? '',
    at: now(),
    verified: 'link',
  });
  await world.ring(workflowId);
  await settle(world);
}

/** Nominates or vetoes an account, and waits until everybody was told. */
export async function speak(
  { world, id, now }: Market,
  said: {
    readonly cycleId: string;
    readonly kind: Nomination['kind'];
    readonly account: string;
    readonly reason?: string;
    readonly personId?: string;
  },
): Promise<string> {
  const { cycleId, kind, account, reason = 'We know better.', personId = world.firm.director } = said;
  const wish = { cycleId, kind, accountId: id(account), reason, personId, at: now() };
  const given = await addNomination(world.database.app, { ...wish, by: { kind: 'person', id: personId } });
  await world.ring(given.workflowId);
  await settle(world);
  return given.id;
}

/** The lead submits the list before the window ends. */
export async function submitList({ world, now, cycle }: Market, cycleId: string): Promise<void> {
  const { version, leadId } = await cycle(cycleId);
  const edit = { cycleId, version, by: { kind: 'person', id: leadId }, at: now() } as const;
  const { workflowId } = await submitCycle(world.database.app, edit);
  await world.ring(workflowId);
  await settle(world);
}

/** The accounts that are key accounts now, by key. */
export async function keyAccounts({ world }: Market): Promise<readonly string[]> {
  const rows = await world.database
    .app('designation as d')
    .join('account as a', 'a.id', 'd.account_id')
    .whereNull('d.ended_at')
    .orderBy('a.key')
    .select<{ key: string }[]>('a.key');
  return rows.map(({ key }) => key);
}

/** The mails queued so far, as `<kind> <reader>`. */
export async function mailsTo({ world }: Market): Promise<readonly string[]> {
  const rows = await world.database
    .app('notification')
    .orderBy('id')
    .select<{ kind: string; to_name: string }[]>('kind', 'to_name');
  return rows.map(({ kind, to_name: name }) => `${kind} ${name}`);
}

/** Has a selection approved, and the next one too, after an account's trade has gone, so that its exit waits to be settled. Returns the workflow of the second. */
export async function designateAndLetFall(market: Market): Promise<string> {
  const { app, owner } = market.world.database;
  const { sponsor, finance } = market.world.firm;
  const approveAll = async (id: string): Promise<void> => {
    await submitList(market, id);
    for (const personId of [sponsor, finance]) await answerPanel(market, { personId });
  };
  const [open] = await app('selection_cycle').select<{ id: string }[]>('id');
  await approveAll(open?.id ?? '');
  await owner('transaction')
    .where({ account_id: market.id('s1') })
    .update({ amount: 0 });
  const { id, workflowId } = await market.start({ year: 2028 });
  await approveAll(id);
  return workflowId;
}
