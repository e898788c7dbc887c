import type { PackKpi, ReviewPack } from '../../domain/reviews/review-pack.ts';

const long =
  'Größe, Übergabe und Qualität werden mit dem Kunden über alle Häuser in Łódź, Κέρκυρα und São João hinweg vereinheitlicht. ';
const standings = ['onTrack', 'atRisk', 'off', 'unknown'] as const;
const units = ['money', 'share', 'count', 'score'] as const;
const stepStatuses = ['done', 'inProgress', 'overdue', 'approved', 'pending', 'cancelled'] as const;
const commitmentStatuses = ['open', 'confirmed', 'moved', 'done', 'missed'] as const;
const scales = { money: 210_110, share: 0.4321, count: 37, score: 6.25 };

function kpi(index: number): PackKpi {
  const unit = units[index % units.length] ?? 'count';
  const unknown = index % 9 === 4;
  const value = unknown ? null : scales[unit] * (1 - index / 80);
  const name = index % 10 === 3 ? long.slice(0, 90) : `Kennzahl für die Größe ${index + 1}`;
  return {
    key: `kpi${index}`,
    name: { en: `Figure ${index + 1}: é, Ł`, de: name },
    unit,
    direction: 'higher',
    value,
    missing: unknown ? { en: 'no delivery in the window', de: 'keine Lieferung im Zeitraum' } : null,
    target: index % 5 === 2 ? null : scales[unit],
    standing: unknown ? 'unknown' : (standings[index % 3] ?? 'unknown'),
    lastQuarter: unknown ? null : scales[unit] * 0.95,
    lastYear: index % 4 === 1 ? null : scales[unit] * 1.05,
  };
}

/** The pack of a review in which nothing has happened yet. */
export function emptyPack(): ReviewPack {
  return {
    reviewId: '1',
    accountName: 'Nordlicht Reisen',
    year: 2026,
    quarter: 1,
    kind: 'quarterly',
    managerName: 'Manuela Öztürk-Schäfer',
    heldAt: '2026-04-21T13:00:00.000Z',
    timeZone: 'Europe/Berlin',
    place: '',
    asOf: '2026-03-31',
    currency: 'EUR',
    invitees: [],
    decisionsWanted: [],
    kpis: [],
    health: null,
    alarms: [],
    steps: [],
    commitments: [],
    whitespace: [],
    carried: [],
    feedback: [],
  };
}

/** A pack with so many steps and KPIs and everything else that a pack can hold, in German with letters of other alphabets, some texts very long. */
export function fullPack({ steps, kpis }: { readonly steps: number; readonly kpis: number }): ReviewPack {
  return {
    ...emptyPack(),
    accountName: 'Reiseveranstalter Größenwahn & Söhne GmbH',
    quarter: 4,
    kind: 'executive',
    place: 'Łódź, ul. Piotrkowska 104, Saal „Größe“',
    invitees: [
      { name: 'João Gonçalves', side: 'ours' },
      { name: 'Inês Araújo', side: 'client' },
      { name: 'Łukasz Świątek', side: 'client' },
    ],
    decisionsWanted: [
      { title: 'Zweite Schicht in Łódź ab Juli', why: `${long}Kosten 48.000 € im Jahr.` },
      { title: `Über die Ausweitung entscheiden: ${long}`, why: long.repeat(4) },
    ],
    kpis: Array.from({ length: kpis }, (_, index) => kpi(index)),
    health: {
      score: 63.4,
      band: 'watch',
      change: -4.6,
      drivers: [
        { name: { en: 'Revenue fell', de: 'Umsatz gefallen' }, points: -12.3 },
        { name: { en: 'Sponsor met', de: 'Sponsor getroffen' }, points: 4 },
      ],
    },
    alarms: [
      { cause: 'revenueFell', title: { en: 'Revenue fell', de: 'Umsatz gefallen' }, openedOn: '2026-02-28' },
    ],
    steps: Array.from({ length: steps }, (_, index) => ({
      title: index % 7 === 3 ? `${long.slice(0, 110)} (${index})` : `Lieferfähigkeit prüfen ${index}`,
      ownerName: 'Manuela Öztürk-Schäfer',
      dueOn: '2026-06-30',
      status: stepStatuses[index % stepStatuses.length] ?? 'draft',
      percent: (index % 5) * 20,
    })),
    ...aroundIt(),
  };
}

function aroundIt(): Pick<ReviewPack, 'commitments' | 'whitespace' | 'carried' | 'feedback'> {
  return {
    commitments: Array.from({ length: 10 }, (_, index) => ({
      text: index === 2 ? long.repeat(2) : `Zusage ${index}: Muster liefern`,
      side: index % 2 === 0 ? ('ours' as const) : ('client' as const),
      ownerName: 'Inês Araújo',
      dueOn: '2026-05-15',
      status: commitmentStatuses[index % commitmentStatuses.length] ?? 'open',
      told: index % 3 === 0,
    })),
    whitespace: Array.from({ length: 25 }, (_, index) => ({
      division: `Bereich ${index % 4}`,
      offering: `Angebot ${index} mit Halbpension`,
      potential: index % 3 === 0 ? null : '12000.50',
    })),
    carried: [
      {
        text: long,
        ownerName: 'João Gonçalves',
        dueOn: '2026-03-01',
        from: { year: 2025, quarter: 4 },
      },
    ],
    feedback: [
      { said: 'Die Rechnungen kommen zu spät.', done: 'Seit Mai gehen sie am Monatsletzten hinaus.' },
      { said: long.repeat(3), done: null },
    ],
  };
}
