import fc from 'fast-check';
import { expect, it } from 'vitest';
import { judgeRecovery } from '../../domain/escalations/recovery.ts';

const clear = ['clear'] as const;
const holds = ['clear', 'holds'] as const;

it('has recovered once no rule would warn any more', () => {
  expect(judgeRecovery({ verdicts: clear, then: 0.1, now: 0.95 })).toBe('recovered');
  expect(judgeRecovery({ verdicts: clear, then: null, now: 0.95 })).toBe('recovered');
});

it('has improved where a rule still warns and revenue is notably nearer to the year before', () => {
  expect(judgeRecovery({ verdicts: holds, then: 0.1, now: 0.5 })).toBe('improved');
  expect(judgeRecovery({ verdicts: holds, then: 0.1, now: 0.15 })).toBe('notRecovered');
  expect(judgeRecovery({ verdicts: holds, then: null, now: 0.5 })).toBe('notRecovered');
});

it('says that nothing is known where figures cannot be compared, whatever else there is', () => {
  const share = fc.option(fc.double({ min: 0, max: 3, noNaN: true }), { nil: null });
  const verdict = fc.constantFrom('clear', 'holds', 'unknown' as const);
  fc.assert(
    fc.property(fc.array(verdict, { maxLength: 3 }), share, share, (verdicts, then, now) => {
      const unknown = now === null || verdicts.length === 0 || verdicts.includes('unknown');
      expect(judgeRecovery({ verdicts, then, now }) === 'unknown').toBe(unknown);
    }),
  );
});
