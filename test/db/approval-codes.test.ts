import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeBinding, createApprovalCodes } from '../../db/approval-code.ts';
import {
  newestCode,
  reserveCode,
  tryCode,
  useCode,
  withdrawCode,
  type CodeReserved,
} from '../../db/stores/approval-codes.ts';
import type { CodeSubject } from '../../domain/approvals/decision-code.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedFirm, type Firm } from '../support/people.ts';

const codes = createApprovalCodes([{ id: 'k1', key: new Uint8Array(32).fill(7) }]);
const start = new Date('2026-12-01T09:00:00Z');
const after = (minutes: number): Date => new Date(start.getTime() + minutes * 60_000);
let database: TestDatabase;
let firm: Firm;
let requests = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  firm = await seedFirm(database.app, '1');
});
afterAll(() => database.drop());

function newSubject(personId = firm.operations): CodeSubject {
  requests += 1;
  return { personId, items: [{ requestId: `${requests}`, contentHash: 'a'.repeat(64), choice: 'approve' }] };
}
async function send(subject: CodeSubject, at = start): Promise<{ code: string; reserved: CodeReserved }> {
  const { code, sealed } = codes.create(subject);
  const reserved = await reserveCode(database.app, { personId: subject.personId, sealed, at });
  return { code, reserved };
}
async function enter(
  subject: CodeSubject,
  typed: string,
  at = start,
): Promise<'right' | 'wrong' | undefined> {
  const owner = { personId: subject.personId, bindingSha256: codeBinding(subject) };
  const tried = await tryCode(database.app, { ...owner, at });
  return tried && (codes.matches(tried.sealed, typed) ? 'right' : 'wrong');
}
const stateOf = async (subject: CodeSubject, at = start): Promise<string | undefined> =>
  (
    await newestCode(database.app, {
      personId: subject.personId,
      bindingSha256: codeBinding(subject),
      at,
    })
  )?.state;

describe('trying a code', () => {
  it('takes five of 20 simultaneous tries, and the right code no longer after them', async () => {
    const subject = newSubject();
    const { code } = await send(subject);
    const answers = await Promise.all(Array.from({ length: 20 }, () => enter(subject, '00000000')));
    expect(answers.filter((answer) => answer === 'wrong')).toHaveLength(5);
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(15);
    expect(await stateOf(subject)).toBe('dead');
    expect(await enter(subject, code)).toBeUndefined();
  });

  it('takes the right code at the fifth try and until the end of the tenth minute, and not for another choice', async () => {
    const subject = newSubject();
    const { code } = await send(subject);
    for (let count = 0; count < 4; count += 1) expect(await enter(subject, '00000000')).toBe('wrong');
    expect(await enter(subject, code, after(10))).toBe('right');
    const late = newSubject();
    const second = await send(late);
    expect(await enter(late, second.code, new Date(after(10).getTime() + 1))).toBeUndefined();
    expect(await stateOf(late, after(11))).toBe('expired');
    const rejecting = { ...late, items: late.items.map((item) => ({ ...item, choice: 'reject' as const })) };
    expect(await enter(rejecting, second.code)).toBeUndefined();
  });

  it('knows only the newest code, and uses it up once however many use it', async () => {
    const subject = newSubject();
    const first = await send(subject);
    const second = await send(subject, after(1));
    expect(await enter(subject, first.code, after(1))).toBe('wrong');
    expect(await enter(subject, second.code, after(1))).toBe('right');
    const { id } = second.reserved as Extract<CodeReserved, { kind: 'reserved' }>;
    const used = await Promise.all(
      Array.from({ length: 8 }, () => useCode(database.app, { id, at: after(1) })),
    );
    expect(used.filter(Boolean)).toHaveLength(1);
    expect(await stateOf(subject, after(1))).toBe('used');
    expect(await enter(subject, second.code, after(1))).toBeUndefined();
  });

  it('says nothing of decisions that no code was ever sent for', async () => {
    expect(await stateOf(newSubject())).toBeUndefined();
  });
});

describe('sending codes', () => {
  it('sends three of ten simultaneous wishes for the same decisions, and says when the next may go', async () => {
    const subject = newSubject(firm.finance);
    const sent = await Promise.all(Array.from({ length: 10 }, () => send(subject)));
    const kinds = sent.map(({ reserved }) => reserved.kind);
    expect(kinds.filter((kind) => kind === 'reserved')).toHaveLength(3);
    expect((await send(subject, after(59))).reserved).toEqual({ kind: 'tooMany', nextAt: after(60) });
    expect((await send(subject, after(60))).reserved.kind).toBe('reserved');
  });

  it('sends twelve an hour to one person, whatever they decide', async () => {
    const wishes = Array.from({ length: 15 }, () => newSubject(firm.sponsor));
    const sent = await Promise.all(wishes.map((subject) => send(subject)));
    expect(sent.filter(({ reserved }) => reserved.kind === 'reserved')).toHaveLength(12);
    expect((await send(newSubject(firm.director))).reserved.kind).toBe('reserved');
  });

  it('does not count one that could not be sent', async () => {
    const subject = newSubject(firm.director);
    for (let count = 0; count < 5; count += 1) {
      const { reserved } = await send(subject);
      if (reserved.kind === 'reserved') await withdrawCode(database.app, reserved.id);
      expect(reserved.kind).toBe('reserved');
    }
    expect(await stateOf(subject)).toBeUndefined();
  });
});
