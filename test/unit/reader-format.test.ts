import { describe, expect, it } from 'vitest';
import { createReaderFormat } from '../../domain/reader-format.ts';
import { describePolicy, readableChanges } from '../../domain/wording/step-wording.ts';
import { standardPolicy } from '../../domain/approvals/policy.ts';

const format = (language: string, timeZone = 'Europe/Lisbon'): ReturnType<typeof createReaderFormat> =>
  createReaderFormat({ language, timeZone });
const spaced = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('what readers see of dates, amounts and lists', () => {
  it.each([
    ['de', 'Europe/Lisbon', 'Freitag, 27. November 2026, 17:00 Uhr (Lissabon)'],
    ['de', 'Europe/Berlin', 'Freitag, 27. November 2026, 18:00 Uhr (Berlin)'],
    ['de', 'America/Argentina/Buenos_Aires', 'Freitag, 27. November 2026, 14:00 Uhr (Buenos Aires)'],
    ['de', 'UTC', 'Freitag, 27. November 2026, 17:00 Uhr (UTC)'],
    ['en', 'Europe/Lisbon', 'Friday, 27 November 2026, 17:00 Lisbon time'],
    ['en', 'UTC', 'Friday, 27 November 2026, 17:00 UTC'],
  ])('an instant in %s and %s', (language, timeZone, written) => {
    expect(spaced(format(language, timeZone).instant('2026-11-27T17:00:00Z'))).toBe(written);
  });

  it.each([
    [
      'de',
      [
        'Donnerstag, 31. Dezember 2026',
        '12.500 €',
        '12.500,50 €',
        '1.204',
        '18 %',
        '−87 %',
        '+12 %',
        'A, B und C',
      ],
    ],
    [
      'en',
      ['Thursday, 31 December 2026', '€12,500', '€12,500.50', '1,204', '18%', '−87%', '+12%', 'A, B and C'],
    ],
  ])('days, amounts, counts, shares and names in %s', (language, written) => {
    const reader = format(language);
    expect(
      [
        reader.day('2026-12-31'),
        reader.money({ amount: '12500.00', currency: 'EUR' }),
        reader.money({ amount: '12500.50', currency: 'EUR' }),
        reader.count(1204),
        reader.share(0.18),
        reader.change(-0.872),
        reader.change(0.1236),
        reader.list(['A', 'B', 'C']),
      ].map(spaced),
    ).toEqual(written);
  });

  it.each(['fr', 'toString', ''])('English for a reader of %j, which has no catalogue', (language) => {
    expect(format(language).language).toBe('en');
  });

  it('a German reader gets policies and changes of a step in German', () => {
    const reader = {
      format: format('de'),
      currency: 'EUR',
      people: 3,
      personName: (id: string) => `Person ${id}`,
    };
    const changes = readableChanges(
      [
        { field: 'cost', before: '9000.00', after: '12500.00' },
        { field: 'dueOn', before: '2027-02-26', after: '2027-03-31' },
        { field: 'approverIds', before: ['1'], after: ['1', '2'] },
        { field: 'description', before: '', after: 'Neu' },
      ],
      reader,
    );
    expect(changes.map(({ label, before, after }) => spaced(`${label}: ${before} → ${after}`))).toEqual([
      'Kosten: 9.000 € → 12.500 €',
      'Umzusetzen bis: Freitag, 26. Februar 2027 → Mittwoch, 31. März 2027',
      'Genehmigung durch: Person 1 → Person 1 und Person 2',
      'Beschreibung: Keine Angabe → Neu',
    ]);
    expect(describePolicy({ ...standardPolicy, kind: 'all' }, { people: 3, language: 'de' })).toContain(
      '3 Personen werden gefragt, und alle müssen genehmigen.',
    );
  });
});
