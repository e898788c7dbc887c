import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditDocumentKind, documentHash, headsHash } from '../../db/audit-document.ts';
import type { Db } from '../../db/client.ts';
import {
  lastSignature,
  listSignatures,
  verifySignatures,
  type SignatureReport,
} from '../../db/read-models/audit-signatures.ts';
import { verifyAudit } from '../../db/read-models/audit-chain.ts';
import { auditHash, type HashedEvent } from '../../db/audit-hash.ts';
import { publishedKey } from '../../db/receipt-keys.ts';
import { signDocument } from '../../db/signed-document.ts';
import { signAuditHeads } from '../../db/stores/audit-signatures.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { receiptKey } from '../support/receipt-seal.ts';
import { appendEvents } from './audit-trail.ts';

const key = receiptKey('r1', 3);
const keys = JSON.stringify({ keys: [publishedKey(key)] });
const signer = { key, issuer: 'https://kam.example' };
const days = ['2026-12-01', '2026-12-02', '2026-12-03'];
let database: TestDatabase;

const sign = (day: string, db = database.app): Promise<string | undefined> =>
  signAuditHeads(db, { signer, now: new Date(`${day}T00:00:30Z`) });
const verify = (db: Db, ...copies: string[]): Promise<SignatureReport> =>
  verifySignatures(db, { keys, copies });

beforeEach(async () => {
  database = await createTestDatabase();
  const { app } = database;
  await appendEvents(app, 'annual-plan/1/2027', [{}, {}]);
  await appendEvents(app, 'imports', [{}]);
  await sign('2026-12-01');
  await appendEvents(app, 'annual-plan/1/2027', [{}]);
  await sign('2026-12-02');
  await sign('2026-12-03');
});
afterEach(() => database.drop());

/** What verification says after the owner has switched every guard off and tampered; nothing of it stays. */
async function reportAfter(
  tamper: (trx: Db) => Promise<unknown>,
  ...copies: string[]
): Promise<SignatureReport> {
  const trx = await database.owner.transaction();
  try {
    for (const table of ['audit_event', 'audit_signature', 'audit_signed_head'])
      await trx.raw(`alter table ${table} disable trigger user`);
    await trx.raw('alter table audit_signed_head drop constraint audit_signed_head_day_fkey');
    await tamper(trx);
    return await verify(trx, ...copies);
  } finally {
    await trx.rollback();
  }
}

/** Writes a chain anew from its first event on, with every hash and the head as they should be. */
async function rewrite(trx: Db, chain: string): Promise<void> {
  let previous: string | null = null;
  const rows = await trx('audit_event')
    .where({ chain })
    .orderBy('seq')
    .select<(HashedEvent & { at: Date })[]>();
  for (const row of rows) {
    const instant = (value: unknown): string => (value as Date).toISOString();
    const event = {
      chain,
      seq: row.seq,
      occurred_at: instant(row.occurred_at),
      recorded_at: instant(row.recorded_at),
      actor_kind: row.actor_kind,
      actor_id: row.actor_id,
      kind: row.kind,
      subject: 'forged',
      data: row.data,
      previous_hash: previous,
      hash_form: 2,
    };
    const hash = auditHash(event);
    await trx('audit_event')
      .where({ chain, seq: row.seq })
      .update({ subject: 'forged', previous_hash: previous, hash });
    previous = hash;
  }
  await trx('audit_chain').where({ chain }).update({ last_hash: previous });
}

/** Signs the days anew over the trail as it is now, as only the holder of the key can. */
async function signAnew(trx: Db): Promise<void> {
  let previous: { day: string; sha256: string } | null = null;
  for (const { day } of await listSignatures(trx)) {
    const heads = await trx('audit_signed_head as s')
      .join('audit_event as e', (on) => on.on('e.chain', 's.chain').andOn('e.seq', 's.seq'))
      .where({ 's.day': day })
      .select<{ chain: string; seq: number; hash: string }[]>('s.chain', 's.seq', 'e.hash');
    for (const { chain, hash } of heads)
      await trx('audit_signed_head').where({ day, chain }).update({ hash });
    const said = {
      issuer: signer.issuer,
      day,
      signedAt: `${day}T00:00:30.000Z`,
      heads: heads.length,
      headsSha256: headsHash(heads),
      previous,
    };
    const document = signDocument(said, { key, type: auditDocumentKind.type });
    await trx('audit_signature').where({ day }).update({ document });
    previous = { day, sha256: documentHash(document) };
  }
}

describe('the daily signature under the audit heads', () => {
  it('is made once a day, by one of several workers, and lists only chains that went on', async () => {
    expect(await sign('2026-12-03')).toBeUndefined();
    const made = await Promise.all(Array.from({ length: 6 }, () => sign('2026-12-04')));
    expect(made.filter((day) => day !== undefined)).toEqual(['2026-12-04']);
    const heads = await database
      .app('audit_signed_head')
      .orderBy(['day', 'chain'])
      .select('day', 'chain', 'seq');
    expect(heads).toEqual([
      { day: '2026-12-01', chain: 'annual-plan/1/2027', seq: 2 },
      { day: '2026-12-01', chain: 'imports', seq: 1 },
      { day: '2026-12-02', chain: 'annual-plan/1/2027', seq: 3 },
    ]);
  });

  it('holds for a trail that nobody touched, and goes on holding as the trail grows', async () => {
    const whole = { wholeDays: 3, lastDay: '2026-12-03', firstBroken: undefined };
    expect(await verify(database.app)).toEqual(whole);
    await appendEvents(database.app, 'imports', [{}, {}]);
    expect(await verify(database.app)).toEqual(whole);
  });

  it('leaves a day without a worker out, and the next one vouches for it', async () => {
    await appendEvents(database.app, 'imports', [{}]);
    await sign('2026-12-09');
    expect(await verify(database.app)).toMatchObject({ wholeDays: 4, lastDay: '2026-12-09' });
  });

  it('finds a whole chain written anew with fitting hashes, which the chain alone does not', async () => {
    const found = await reportAfter(async (trx) => {
      await rewrite(trx, 'annual-plan/1/2027');
      expect(await verifyAudit(trx)).toMatchObject({ wholeChains: 2, brokenChains: 0 });
    });
    expect(found).toMatchObject({ wholeDays: 0, firstBroken: { day: '2026-12-01' } });
    expect(found.firstBroken?.fault).toContain('event 2 of annual-plan/1/2027 is not there any more');
  });

  it.each<[string, string, (trx: Db) => Promise<unknown>]>([
    [
      'a document changed',
      days[1] ?? '',
      (trx) =>
        trx.raw(
          `update audit_signature set document = replace(document, 'ey', 'ez') where day = '2026-12-02'`,
        ),
    ],
    [
      'a document put in the place of another',
      days[1] ?? '',
      (trx) =>
        trx.raw(`update audit_signature set document = (select document from audit_signature where day = '2026-12-01')
        where day = '2026-12-02'`),
    ],
    ['a day taken out', days[2] ?? '', (trx) => trx('audit_signature').where({ day: days[1] }).delete()],
    [
      'the first day taken out',
      days[1] ?? '',
      (trx) => trx('audit_signature').where({ day: days[0] }).delete(),
    ],
    [
      'a signed head changed',
      days[0] ?? '',
      (trx) =>
        trx('audit_signed_head')
          .where({ day: days[0], chain: 'imports' })
          .update({ hash: 'f'.repeat(64) }),
    ],
    [
      'a signed head taken out',
      days[1] ?? '',
      (trx) => trx('audit_signed_head').where({ day: days[1] }).delete(),
    ],
    [
      'a head put in',
      days[2] ?? '',
      (trx) =>
        trx('audit_signed_head').insert({ day: days[2], chain: 'imports', seq: 1, hash: 'f'.repeat(64) }),
    ],
    [
      'a whole chain taken out',
      days[0] ?? '',
      async (trx) => {
        await trx('audit_event').where({ chain: 'imports' }).delete();
        await trx('audit_chain').where({ chain: 'imports' }).delete();
      },
    ],
    [
      'events cut off at the end',
      days[1] ?? '',
      async (trx) => {
        await trx('audit_event').where({ chain: 'annual-plan/1/2027', seq: 3 }).delete();
        await trx.raw(`update audit_chain set last_seq = 2,
        last_hash = (select hash from audit_event where chain = 'annual-plan/1/2027' and seq = 2)
        where chain = 'annual-plan/1/2027'`);
      },
    ],
  ])('names the first day that does not hold: %s', async (_what, day, tamper) => {
    const { firstBroken } = await reportAfter(tamper);
    expect(firstBroken?.day).toBe(day);
    expect(firstBroken?.fault).toMatch(/\w/);
  });

  it('does not hold under another key than the published one', async () => {
    const other = JSON.stringify({ keys: [publishedKey(receiptKey('r1', 9))] });
    const { firstBroken } = await verifySignatures(database.app, { keys: other, copies: [] });
    expect(firstBroken).toMatchObject({
      day: days[0],
      fault: expect.stringContaining('signature does not fit') as string,
    });
  });

  it('shows with a copy kept elsewhere what an owner did who has the key as well', async () => {
    const copy = (await lastSignature(database.app))?.document ?? '';
    const forge = async (trx: Db): Promise<void> => {
      await rewrite(trx, 'annual-plan/1/2027');
      await signAnew(trx);
    };
    expect(await reportAfter(forge)).toMatchObject({ wholeDays: 3, firstBroken: undefined });
    const { firstBroken } = await reportAfter(forge, copy);
    expect(firstBroken).toEqual({
      day: '2026-12-03',
      fault: 'its document is not the one of which a copy was kept',
    });
    expect(await verify(database.app, copy)).toMatchObject({ wholeDays: 3, firstBroken: undefined });
  });

  it('shows with a copy kept elsewhere that the last days were taken out', async () => {
    const copy = (await lastSignature(database.app))?.document ?? '';
    const cut = (trx: Db): Promise<unknown> => trx('audit_signature').where({ day: days[2] }).delete();
    expect(await reportAfter(cut)).toMatchObject({ wholeDays: 2, firstBroken: undefined });
    expect((await reportAfter(cut, copy)).firstBroken?.day).toBe(days[2]);
    await expect(verify(database.app, copy.replace('ey', 'ez'))).rejects.toMatchObject({ code: 'invalid' });
  });
});

it.each([
  "update audit_signature set document = 'x'",
  'delete from audit_signature',
  'truncate audit_signature cascade',
  'update audit_signed_head set seq = 1',
  'delete from audit_signed_head',
])('lets neither the service nor, unless in so many words, the owner: %s', async (statement) => {
  await expect(database.app.raw(statement)).rejects.toMatchObject({ code: '42501' });
  await expect(database.owner.raw(statement)).rejects.toThrow('append-only');
});
