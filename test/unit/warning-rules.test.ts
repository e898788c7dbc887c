import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextSteps, type AlarmStanding } from '../../domain/warnings/alarm-steps.ts';
import type { AccountFacts, WindowFigures } from '../../domain/warnings/facts.ts';
import type { Verdict } from '../../domain/warnings/finding.ts';
import { judgeAccount } from '../../domain/warnings/judge.ts';
import { causes, warningRulesSchema, type Cause } from '../../domain/warnings/rules.ts';
import { windowsBefore } from '../../domain/warnings/windows.ts';

const rules = warningRulesSchema.parse({});
const spans = {
  now: { from: '2026-07-01', to: '2026-10-01' },
  before: { from: '2025-07-01', to: '2025-10-01' },
};
const lively = { amount: 60_000, squares: 120 * 500 ** 2, orders: 120, due: 150, lost: 30, cost: 3_000 };
const window = (name: 'now' | 'before', figures: Partial<WindowFigures> = {}): WindowFigures => ({
  ...lively,
  ...figures,
  ...spans[name],
});

function account(known: Partial<AccountFacts> = {}): AccountFacts {
  return {
    currency: 'EUR',
    incomparable: null,
    now: window('now'),
    before: window('before'),
    quiet: [],
    detractors: [],
    sponsors: { named: 1, active: 1, contacts: 1, unreachable: 0 },
    overdueCommitments: [],
    overdueSteps: [],
    ...known,
  };
}

function found(facts: AccountFacts, open: readonly Cause[] = []): readonly string[] {
  return judgeAccount(facts, { rules, open: new Set(open) }).flatMap(({ kind, cause }) =>
    kind === 'holds' ? [cause] : [],
  );
}

const verdictOf = (facts: AccountFacts, cause: Cause): Verdict | undefined =>
  judgeAccount(facts, { rules, open: new Set() }).find((one) => one.cause === cause);

const figures = fc
  .record({
    amount: fc.double({ min: 0, max: 1e9, noNaN: true }),
    orders: fc.nat(100_000),
    lost: fc.nat(100_000),
    squares: fc.nat(1_000_000_000),
    cost: fc.double({ min: 0, max: 1e8, noNaN: true }),
  })
  .map((one) => ({ ...one, due: one.orders + one.lost }));

describe('what is compared with the year before', () => {
  it('alarms nobody who does what they did a year before, whatever it was', () => {
    fc.assert(
      fc.property(figures, fc.nat(90), (same, activeDays) => {
        const quiet = [30, 60, 90].map((days) => ({
          days,
          covered: true,
          now: { ...spans.now, deliveries: activeDays, orders: 0 },
          before: { ...spans.before, activeDays },
        }));
        const facts = account({ now: window('now', same), before: window('before', same), quiet });
        expect(found(facts)).toEqual([]);
      }),
    );
  });

  it('sees the same at every scale of money above the least amounts', () => {
    const above = figures.map((one) => ({
      ...one,
      amount: Math.round(one.amount) + 5000,
      cost: one.cost + 500,
    }));
    // Powers of two, so that a figure on a threshold stays on it.
    const factor = fc.nat(20).map((power) => 2 ** power);
    fc.assert(
      fc.property(above, above, factor, (now, before, by) => {
        const facts = (scale: number): AccountFacts => {
          const scaled = (one: typeof now) => ({
            amount: one.amount * scale,
            squares: one.squares * scale ** 2,
            cost: one.cost * scale,
          });
          return account({
            now: window('now', { ...now, ...scaled(now) }),
            before: window('before', { ...before, ...scaled(before) }),
          });
        };
        const shape = (scale: number) =>
          judgeAccount(facts(scale), { rules, open: new Set() }).map((one) => [
            one.cause,
            one.kind,
            one.kind === 'holds' && one.magnitude,
          ]);
        expect(shape(by)).toEqual(shape(1));
      }),
    );
  });

  it('compares nothing where the year before is not covered or the data are late', () => {
    const comparing: readonly Cause[] = ['drop', 'costSpike', 'cancellationSpike'];
    fc.assert(
      fc.property(figures, figures, fc.constantFrom('notCovered', 'late', 'noData'), (now, before, why) => {
        const facts = account({
          incomparable: why as 'late',
          now: window('now', now),
          before: window('before', before),
        });
        for (const cause of comparing) expect(verdictOf(facts, cause)?.kind).toBe('unknown');
        expect(verdictOf(facts, 'silence')?.kind).toBe('unknown');
      }),
    );
  });

  it('sees a drop of revenue, and none in an account that brought little or ordered seldom', () => {
    const fallen = { now: window('now', { amount: 30_000, orders: 60, due: 75, lost: 15, cost: 1500 }) };
    expect(found(account(fallen))).toEqual(['drop']);
    expect(found(account({ ...fallen, before: window('before', { orders: 9 }) }))).toEqual([]);
    const little = { now: window('now', { amount: 10 }), before: window('before', { amount: 4999 }) };
    expect(verdictOf(account(little), 'drop')?.kind).toBe('clear');
    // Two large orders fewer are chance where orders differ much.
    const wild = { squares: 2 * 15_000 ** 2 };
    const chance = { now: window('now', { amount: 30_000, ...wild }), before: window('before', wild) };
    expect(verdictOf(account(chance), 'drop')?.kind).toBe('clear');
    expect(verdictOf(account({ now: window('now', { amount: null }) }), 'drop')?.kind).toBe('unknown');
  });

  it('lets an open alarm hold until its figure is well below what raises it', () => {
    const facts = account({ now: window('now', { amount: 60_000 * 0.75 }) });
    expect(found(facts)).toEqual([]);
    expect(found(facts, ['drop'])).toEqual(['drop']);
  });

  it('sees more cancellations only beyond chance, and not in an account that received more', () => {
    const more = { lost: 75, due: 150, orders: 75 };
    expect(found(account({ now: window('now', more) }))).toEqual(['cancellationSpike']);
    expect(found(account({ now: window('now', { lost: 150, due: 300, orders: 150 }) }))).toEqual([]);
    const few = { now: window('now', { lost: 10, due: 20 }), before: window('before', { lost: 5, due: 20 }) };
    expect(verdictOf(account(few), 'cancellationSpike')?.kind).toBe('clear');
  });

  it('sees that serving the same revenue costs more', () => {
    expect(found(account({ now: window('now', { cost: 9_000 }) }))).toEqual(['costSpike']);
    expect(verdictOf(account({ now: window('now', { cost: null }) }), 'costSpike')?.kind).toBe('unknown');
  });

  it('takes the span of silence from the rhythm of the same days a year before', () => {
    const quiet = (days: number, activeDays: number) => ({
      days,
      covered: true,
      now: { ...spans.now, deliveries: 0, orders: 0 },
      before: { ...spans.before, activeDays },
    });
    expect(found(account({ quiet: [quiet(30, 2), quiet(60, 4), quiet(90, 5)] }))).toEqual([]);
    const slow = verdictOf(account({ quiet: [quiet(30, 2), quiet(60, 4), quiet(90, 6)] }), 'silence');
    expect(slow).toMatchObject({ kind: 'holds', magnitude: 3 });
    const ordered = { ...quiet(90, 20), now: { ...spans.now, deliveries: 0, orders: 1 } };
    expect(found(account({ quiet: [ordered] }))).toEqual([]);
  });
});

describe('what the records say', () => {
  it('sees detractors, lost sponsors and promises that are overdue', () => {
    const sign = (subject: string) => ({ subject, on: '2026-09-01' });
    expect(found(account({ detractors: [sign('1')] }))).toEqual(['detractor']);
    expect(found(account({ sponsors: { named: 2, active: 0, contacts: 0, unreachable: 0 } }))).toEqual([
      'lostSponsor',
    ]);
    expect(found(account({ sponsors: { named: 1, active: 1, contacts: 2, unreachable: 2 } }))).toEqual([
      'lostSponsor',
    ]);
    expect(found(account({ sponsors: { named: 0, active: 0, contacts: 0, unreachable: 0 } }))).toEqual([]);
    expect(found(account({ overdueCommitments: [sign('1')] }))).toEqual(['overdue']);
    expect(found(account({ overdueSteps: [sign('1')] }))).toEqual([]);
    expect(found(account({ overdueSteps: [sign('1'), sign('2')] }))).toEqual(['overdue']);
  });

  it('sees nothing by a rule that is switched off', () => {
    const off = warningRulesSchema.parse(
      Object.fromEntries(causes.map((cause) => [cause, { enabled: false }])),
    );
    const facts = account({ detractors: [{ subject: '1', on: '2026-09-01' }] });
    const verdicts = judgeAccount(facts, { rules: off, open: new Set() });
    expect(verdicts.map(({ kind }) => kind)).toEqual(causes.map(() => 'clear'));
  });
});

describe('the windows', () => {
  const at = (asOf: string, data: { from: string | null; to: string | null }) =>
    windowsBefore(asOf, { data, rules });

  it('end with the data and are the same days a year apart', () => {
    const { now, before, incomparable } = at('2016-10-31', { from: '2015-07-01', to: '2016-10-30' });
    expect({ now, before, incomparable }).toEqual({
      now: { from: '2016-07-31', to: '2016-10-31' },
      before: { from: '2015-07-31', to: '2015-10-31' },
      incomparable: null,
    });
    const older = at('2016-10-31', { from: '2015-07-01', to: '2016-10-14' });
    expect([older.now.to, older.before.to]).toEqual(['2016-10-15', '2015-10-15']);
  });

  it('are compared only where data reach back to the first of them and are not late', () => {
    expect(at('2016-09-30', { from: '2015-07-01', to: '2016-09-29' }).incomparable).toBe('notCovered');
    expect(at('2016-10-01', { from: '2015-07-01', to: '2016-09-30' }).incomparable).toBeNull();
    expect(at('2016-11-01', { from: '2015-07-01', to: '2016-10-01' }).incomparable).toBeNull();
    expect(at('2016-11-02', { from: '2015-07-01', to: '2016-10-01' }).incomparable).toBe('late');
    expect(at('2016-11-01', { from: null, to: null }).incomparable).toBe('noData');
  });
});

describe('what becomes of an alarm', () => {
  const evidence = { counts: { detractors: 1 } };
  const holds = (magnitude: number): Verdict => ({ kind: 'holds', cause: 'drop', magnitude, evidence });
  const clear: Verdict = { kind: 'clear', cause: 'drop' };
  const unknown: Verdict = { kind: 'unknown', cause: 'drop' };
  const standing = (known: Partial<AlarmStanding> = {}): AlarmStanding => ({
    status: 'open',
    magnitude: 2,
    toldMagnitude: 2,
    evidence,
    clearedAsOf: null,
    snoozedUntil: null,
    stillHolds: false,
    ...known,
  });
  const after = (verdict: Verdict, alarm: AlarmStanding | undefined, asOf = '2026-10-01') =>
    nextSteps(verdict, { alarm, asOf, rules }).map(({ to, event, tell, next }) => [
      to,
      event,
      tell,
      next.status,
    ]);

  it('opens once, is kept up quietly, and told again when it is worse by a whole step', () => {
    expect(after(holds(2), undefined)).toEqual([['new', 'opened', true, 'open']]);
    expect(after(holds(2), standing())).toEqual([['alarm', null, false, 'open']]);
    expect(after(holds(2.5), standing())).toEqual([['alarm', 'updated', false, 'open']]);
    expect(after(holds(3), standing())).toEqual([['alarm', 'worsened', true, 'open']]);
  });

  it('is cleared when its cause ceases, goes on within thirty days, and is another after them', () => {
    expect(after(clear, standing())).toEqual([['alarm', 'cleared', true, 'cleared']]);
    const cleared = standing({ status: 'cleared', clearedAsOf: '2026-09-01' });
    expect(after(holds(2), cleared)).toEqual([['alarm', 'returned', true, 'open']]);
    expect(after(clear, cleared)).toEqual([]);
    expect(after(holds(2), cleared, '2026-10-02')).toEqual([
      ['alarm', 'closed', false, 'closed'],
      ['new', 'opened', true, 'open'],
    ]);
    expect(after(clear, cleared, '2026-10-02')).toEqual([['alarm', 'closed', false, 'closed']]);
  });

  it('collects evidence while it is snoozed, and wakes when that ends or it is notably worse', () => {
    const snoozed = standing({ status: 'snoozed', snoozedUntil: '2026-10-15' });
    expect(after(holds(2.9), snoozed)).toEqual([['alarm', 'updated', false, 'snoozed']]);
    expect(after(holds(3), snoozed)).toEqual([['alarm', 'worsened', true, 'open']]);
    expect(after(holds(2), snoozed, '2026-10-15')).toEqual([['alarm', 'woke', true, 'open']]);
    expect(after(unknown, snoozed, '2026-10-15')).toEqual([['alarm', 'woke', true, 'open']]);
    expect(after(clear, snoozed)).toEqual([['alarm', 'cleared', false, 'cleared']]);
  });

  it('is left alone where nothing can be said', () => {
    expect(after(unknown, standing())).toEqual([]);
    expect(after(unknown, undefined)).toEqual([]);
  });

  it('stays closed while its cause holds on, until it has ceased or is notably worse', () => {
    const closed = standing({ status: 'closed', stillHolds: true });
    expect(after(holds(2.9), closed)).toEqual([]);
    expect(after(holds(3), closed)).toEqual([
      ['alarm', null, false, 'closed'],
      ['new', 'opened', true, 'open'],
    ]);
    expect(nextSteps(clear, { alarm: closed, asOf: '2026-10-01', rules })[0]?.next.stillHolds).toBe(false);
  });
});
