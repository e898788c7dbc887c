import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createColumns } from '../../domain/import-columns.ts';
import { compileDate } from '../../domain/import-dates.ts';
import { canonicalDecimal, parseDecimal } from '../../domain/import-decimal.ts';
import { compileNumber, compileText } from '../../domain/import-expressions.ts';
import {
  parseImportMapping,
  type DateExpression,
  type NumberExpression,
  type TextExpression,
} from '../../domain/import-mapping.ts';

const smallest = {
  source: 's',
  mode: 'append',
  transaction: {
    key: ['id'],
    bookedOn: { column: 'day' },
    status: { constant: 'open' },
    amount: { column: 'price' },
    currency: { constant: 'EUR' },
  },
  defaults: { programme: 'p', region: 'PT', timeZone: 'Europe/Lisbon', currency: 'EUR' },
};

function table(record: Record<string, string>) {
  const told: string[] = [];
  const sink = {
    count: 0,
    add: (column: string, reason: string): void => {
      sink.count += 1;
      told.push(`${column} ${reason}`);
    },
  };
  const csv = { delimiter: ',', encoding: 'utf-8', decimal: '.' as const };
  const columns = createColumns({
    mapping: { nulls: ['NULL'], csv },
    header: Object.keys(record),
    faults: sink,
  });
  const cells = Object.values(record);
  return {
    told,
    text: (expression: TextExpression) => compileText(expression, columns)(cells),
    number: (expression: NumberExpression) => compileNumber(expression, columns)(cells),
    date: (expression: DateExpression) => compileDate(expression, columns)(cells),
  };
}

describe('a mapping', () => {
  it('needs no more than a source, a mode, the transaction and defaults', () => {
    expect(parseImportMapping(smallest)).toMatchObject({
      shift: 'none',
      transaction: { quantity: { constant: 1 } },
    });
  });

  it('is refused with the path of every fault, unknown keys at any depth included', () => {
    const wrong = {
      ...smallest,
      colour: 'red',
      transaction: {
        ...smallest.transaction,
        amount: { product: [{ column: 'price', factor: 2 }, {}] },
        bookedOn: { year: { column: 'y' }, minusDays: { column: 'lead' } },
        status: { column: 'state', constant: 'open' },
      },
    };
    const attempt = (): unknown => parseImportMapping(wrong);
    expect(attempt).toThrow(/transaction\.amount\.product\.0: .*factor/);
    expect(attempt).toThrow(
      /transaction\.amount\.product\.1: needs exactly one of constant, column, sum, product/,
    );
    expect(attempt).toThrow(/transaction\.bookedOn\.minusDays: goes only with date/);
    expect(attempt).toThrow(/transaction\.bookedOn: needs year, month and day/);
    expect(attempt).toThrow(/transaction\.status: needs exactly one of/);
    expect(attempt).toThrow(/mapping: .*colour/);
  });
});

describe('expressions', () => {
  const row = table({
    agent: 'NULL',
    company: ' 7 ',
    adr: '75.50',
    week: '2',
    weekend: '1',
    m: 'July',
    d: '31',
    y: '2015',
  });

  it('take the first column that is not null, with its prefix', () => {
    const first = [
      { column: 'agent', prefix: 'a-' },
      { column: 'company', prefix: 'c-' },
    ];
    expect(row.text({ first })).toBe('c-7');
    expect(row.text({ join: [{ column: 'agent' }, { column: 'm' }, { constant: 'x' }], with: '/' })).toBe(
      'July/x',
    );
  });

  it('add and multiply exactly, and are null where an operand is', () => {
    const nights = { sum: [{ column: 'week' }, { column: 'weekend' }] };
    expect(row.number({ product: [{ column: 'adr' }, nights] })).toBe('226.50');
    expect(row.number({ sum: [nights, { column: 'agent' }] })).toBeNull();
    expect(row.number({ sum: [nights, { column: 'agent', default: 4 }] })).toBe('7');
  });

  it('make days of parts, month names and offsets', () => {
    const date = { year: { column: 'y' }, month: { column: 'm' }, day: { column: 'd' } };
    expect(row.date(date)).toBe('2015-07-31');
    expect(row.date({ date, plusDays: { column: 'weekend' } })).toBe('2015-08-01');
    expect(row.date({ date, minusDays: { constant: 31 } })).toBe('2015-06-30');
  });

  it('tell what no calendar has and what is no number', () => {
    const bad = table({ day: '2015-02-29', price: '1e3', month: '13' });
    expect([bad.date({ column: 'day' }), bad.number({ column: 'price' })]).toEqual([null, null]);
    expect(bad.told).toEqual([
      'day is "2015-02-29", which is no day written YYYY-MM-DD',
      'price is "1e3", which is no number',
    ]);
  });
});

describe('decimals', () => {
  it('sum to what whole hundredths sum to', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: -1e9, max: 1e9 }), (a, b) => {
        const cells = { a: (a / 100).toFixed(2), b: (b / 100).toFixed(2) };
        const sum = table(cells).number({ sum: [{ column: 'a' }, { column: 'b' }] });
        expect(parseDecimal(sum ?? '')?.digits).toBe(BigInt(a + b));
      }),
    );
  });

  it.each([
    ['+5', '5'],
    ['007', '7'],
    ['.5', '0.5'],
    ['-0.10', '-0.10'],
    ['5.', '5'],
    ['1,5', null],
    ['0x1', null],
    ['', null],
  ])('writes %s as %s', (given, wanted) => {
    expect(canonicalDecimal(given)).toBe(wanted);
  });
});
