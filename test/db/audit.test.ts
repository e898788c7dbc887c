import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditHash } from '../../db/audit-hash.ts';
import type { Db } from '../../db/client.ts';
import { verifyAudit } from '../../db/read-models/audit-chain.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { appendEvents, reportAfter } from './audit-trail.ts';

const chains = ['annual-plan/1/2027', 'annual-plan/2/2027', 'imports'];
const eventsEach = 6;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  for (const chain of chains)
    await appendEvents(
      database.app,
      chain,
      Array.from({ length: eventsEach }, (_one, index) => ({ index, rate: 1.5, ids: ['1', '2'] })),
    );
});
afterAll(() => database.drop());

const event = fc.record({ chain: fc.constantFrom(...chains), seq: fc.integer({ min: 1, max: eventsEach }) });
const later = fc.record({ chain: fc.constantFrom(...chains), seq: fc.integer({ min: 2, max: eventsEach }) });

async function expectFound(tamper: (trx: Db) => Promise<unknown>): Promise<void> {
  const { brokenChains, firstBroken } = await reportAfter(database, tamper);
  expect(brokenChains).toBeGreaterThan(0);
  expect(firstBroken?.fault).toMatch(/\w/);
}

describe('a trail that nobody touched', () => {
  it('is whole, and every chain and event of it is counted', async () => {
    expect(await verifyAudit(database.app)).toEqual({
      wholeChains: chains.length,
      wholeEvents: chains.length * eventsEach,
      brokenChains: 0,
      firstBroken: undefined,
    });
  });

  it('is whole whatever JSON its events carry', async () => {
    const own = await createTestDatabase();
    const unit = 'grapheme';
    const data = fc.dictionary(fc.string({ unit }), fc.jsonValue({ stringUnit: unit }));
    await fc.assert(
      fc.asyncProperty(fc.uuid(), fc.array(data, { minLength: 1, maxLength: 4 }), async (chain, values) => {
        await appendEvents(own.app, chain, values);
        expect(await verifyAudit(own.app, { chain })).toMatchObject({
          wholeEvents: values.length,
          brokenChains: 0,
        });
      }),
      { numRuns: 60, examples: [['extremes', [{ a: 1e300, b: 5e-324, c: -0, d: 2 ** 53, e: -1.5e-7 }]]] },
    );
    await own.drop();
  });

  it('is whole when many append to one chain at once', async () => {
    const own = await createTestDatabase();
    await Promise.all(Array.from({ length: 20 }, () => appendEvents(own.app, 'busy', [{}, {}])));
    expect(await verifyAudit(own.app)).toMatchObject({ wholeChains: 1, wholeEvents: 40, brokenChains: 0 });
    await own.drop();
  });

  it('is whole where it is read in several batches, and a gap between two of them is found', async () => {
    const own = await createTestDatabase();
    await own.app.transaction((trx) => appendEvents(trx, 'long', Array<object>(1050).fill({})));
    expect(await verifyAudit(own.app)).toMatchObject({ wholeEvents: 1050, brokenChains: 0 });
    for (const seq of [1000, 1001]) {
      const gap = await reportAfter(own, (trx) => trx('audit_event').where({ chain: 'long', seq }).delete());
      expect(gap.firstBroken).toMatchObject({ seq, fault: expect.stringContaining('missing') as string });
    }
    await own.drop();
  });

  it('is whole with events that an older release hashed without their time of recording', async () => {
    const own = await createTestDatabase();
    const fields = {
      chain: 'old',
      seq: 1,
      occurred_at: '2026-12-01T09:00:00.000Z',
      actor_kind: 'system',
      actor_id: 'kam',
      kind: 'plan.opened',
      subject: '1',
      data: {},
      previous_hash: null,
    };
    const hash = auditHash({ ...fields, recorded_at: '', hash_form: 1 });
    await own.app('audit_event').insert({ ...fields, hash });
    await appendEvents(own.app, 'old', [{}]);
    expect(await verifyAudit(own.app)).toMatchObject({ wholeEvents: 2, brokenChains: 0 });
    await own.drop();
  });
});

describe('a trail that the owner of the schema tampered with', () => {
  it.each([
    ["occurred_at = occurred_at + interval '1 microsecond'"],
    ["recorded_at = recorded_at + interval '1 microsecond'"],
    ["occurred_at = 'infinity'"],
    ["actor_kind = 'operator'"],
    ["actor_id = '18'"],
    ["kind = kind || '.'"],
    ["subject = subject || ' '"],
    ['data = data || \'{"more": null}\''],
    ["data = data - 'ids'"],
    ["data = jsonb_set(data, '{rate}', '1.50')"],
    ["data = jsonb_set(data, '{rate}', '1.5000000000000000001')"],
    ['hash = md5(hash) || md5(hash)'],
    ['hash_form = 1'],
    ["chain = 'other'"],
    ['seq = seq + 100'],
  ])('is found broken by: set %s', async (change) => {
    await fc.assert(
      fc.asyncProperty(event, ({ chain, seq }) =>
        expectFound((trx) =>
          trx.raw(`update audit_event set ${change} where chain = :chain and seq = :seq`, { chain, seq }),
        ),
      ),
      { numRuns: 6 },
    );
  });

  it('is found broken when an event names another one before it', async () => {
    await fc.assert(
      fc.asyncProperty(later, (where) =>
        expectFound((trx) =>
          trx('audit_event')
            .where(where)
            .update({ previous_hash: 'f'.repeat(64) }),
        ),
      ),
      { numRuns: 10 },
    );
  });

  it('is found broken by the removal of any events, also the last ones or a whole chain', async () => {
    const some = fc.uniqueArray(event, {
      minLength: 1,
      maxLength: chains.length * eventsEach,
      selector: ({ chain, seq }) => `${chain} ${seq}`,
    });
    const chain = 'imports';
    const all = Array.from({ length: eventsEach }, (_one, index) => ({ chain, seq: index + 1 }));
    await fc.assert(
      fc.asyncProperty(some, (removed) =>
        expectFound(async (trx) => {
          for (const one of removed) await trx('audit_event').where(one).delete();
        }),
      ),
      { numRuns: 40, examples: [[all], [all.slice(-1)]] },
    );
  });

  it('is found broken when any two of its events change places', async () => {
    await fc.assert(
      fc.asyncProperty(event, event, async (one, other) => {
        fc.pre(one.chain !== other.chain || one.seq !== other.seq);
        await expectFound(async (trx) => {
          await trx('audit_event').where(one).update({ seq: 900 });
          await trx('audit_event').where(other).update(one);
          await trx('audit_event').where({ chain: one.chain, seq: 900 }).update(other);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('is found broken when an event is put in, hashed as it should be, anywhere or at the end', async () => {
    await fc.assert(
      fc.asyncProperty(later, fc.boolean(), (where, atEnd) =>
        expectFound(async (trx) => {
          const seq = atEnd ? eventsEach + 1 : where.seq;
          const { chain } = where;
          const template = await trx('audit_event')
            .where({ chain, seq: seq - 1 })
            .first<Record<string, unknown>>();
          await trx.raw('update audit_event set seq = seq + 900 where chain = ? and seq >= ?', [chain, seq]);
          await trx.raw('update audit_event set seq = seq - 899 where chain = ? and seq >= 900', [chain]);
          const at = '2026-12-01T09:00:00.000Z';
          const forged = {
            chain,
            seq,
            occurred_at: at,
            recorded_at: at,
            actor_kind: 'person',
            actor_id: '18',
            kind: 'decision.recorded',
            subject: '1',
            data: {},
            previous_hash: String(template['hash']),
            hash_form: 2,
          };
          await trx('audit_event').insert({ ...forged, hash: auditHash(forged) });
        }),
      ),
      { numRuns: 30 },
    );
  });

  it('names the first broken chain, the event and what is wrong, and counts what is whole', async () => {
    const report = await reportAfter(database, (trx) =>
      trx('audit_event').where({ chain: 'annual-plan/2/2027', seq: 3 }).update({ subject: 'forged' }),
    );
    expect(report).toEqual({
      wholeChains: 2,
      wholeEvents: 12,
      brokenChains: 1,
      firstBroken: {
        chain: 'annual-plan/2/2027',
        seq: 3,
        fault: 'its contents are not those it was hashed with',
      },
    });
  });
});

describe('the application role', () => {
  it.each([
    "update audit_event set subject = 'forged'",
    'update audit_event set hash = hash where false',
    'delete from audit_event',
    'truncate audit_event',
    'alter table audit_event disable trigger all',
    'drop trigger advance_audit_chain on audit_event',
    'create trigger mine before insert on audit_event for each row execute function keep_audit_event()',
    'drop table audit_event',
    'set session_replication_role = replica',
    'create or replace function advance_audit_chain() returns trigger language plpgsql as $$ begin return new; end $$',
    'update audit_chain set last_seq = 1',
    "insert into audit_chain values ('x', 1, 'x')",
    'delete from audit_chain',
    'set role kam_owner',
  ])('may not: %s', async (statement) => {
    await expect(database.app.raw(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot put in an event that does not follow the last one, nor lead the head to a table of its own', async () => {
    const forged = {
      chain: 'imports',
      seq: 3,
      occurred_at: new Date(),
      actor_kind: 'system',
      actor_id: 'kam',
      kind: 'x',
      subject: 'x',
      previous_hash: 'x',
      hash: 'x',
    };
    await expect(database.app('audit_event').insert(forged)).rejects.toMatchObject({ code: '23000' });
    const trx = await database.app.transaction();
    await trx.raw(
      "create temp table audit_chain as select 'imports' as chain, 2 as last_seq, 'x' as last_hash",
    );
    await expect(trx('audit_event').insert(forged)).rejects.toMatchObject({ code: '23000' });
    await trx.rollback();
  });
});

it('keeps what is in the trail from the owner too, unless the owner says so in so many words', async () => {
  const trail = database.owner('audit_event');
  await expect(trail.clone().delete()).rejects.toThrow('append-only');
  await expect(trail.clone().update({ subject: 'x' })).rejects.toThrow('append-only');
  await expect(database.owner.raw('truncate audit_event')).rejects.toThrow('append-only');
});
