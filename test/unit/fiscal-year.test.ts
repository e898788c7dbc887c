import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fiscalYear, fiscalYearOf } from '../../domain/planning/fiscal-year.ts';

const month = fc.integer({ min: 1, max: 12 });

it('runs from April to March, named by the year in which it starts, and from January to December by default', () => {
  expect(fiscalYear({ year: 2027, startMonth: 4 })).toEqual({ startsOn: '2027-04-01', endsOn: '2028-03-31' });
  expect(fiscalYear({ year: 2027, startMonth: 3 })).toEqual({ startsOn: '2027-03-01', endsOn: '2028-02-29' });
  expect(fiscalYear({ year: 2027, startMonth: 1 })).toEqual({ startsOn: '2027-01-01', endsOn: '2027-12-31' });
});

it('covers every day exactly once, in the year that is named for it', () => {
  const someDay = fc.date({
    min: new Date('1995-01-01T00:00:00Z'),
    max: new Date('2100-12-31T00:00:00Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(someDay, month, (date, startMonth) => {
      const day = date.toISOString().slice(0, 10);
      const year = fiscalYearOf(day, startMonth);
      const covering = [year - 1, year, year + 1].filter((one) => {
        const { startsOn, endsOn } = fiscalYear({ year: one, startMonth });
        return startsOn <= day && day <= endsOn;
      });
      expect(covering).toEqual([year]);
    }),
  );
});
