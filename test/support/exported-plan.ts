import { businessCaseResults } from '../../domain/planning/business-case.ts';
import { buyingCentreGaps } from '../../domain/planning/buying-centre.ts';
import { emptyContent, type PlanContent } from '../../domain/planning/content.ts';
import type { ExportedStep, PlanExport } from '../../domain/planning/plan-export.ts';
import type { StepStatus } from '../../domain/planning/step.ts';

const long =
  'Größe, Übergabe und Qualität werden mit dem Kunden über alle Häuser in Łódź, Κέρκυρα und São João hinweg vereinheitlicht. ';
const statuses: readonly StepStatus[] = [
  ...(['done', 'inProgress', 'overdue', 'approved', 'pending'] as const),
  ...(['draft', 'changesRequested', 'cancelled', 'rejected', 'expired'] as const),
];
const everywhere = ['Nord', 'Süd', 'Zentrale', 'Export', 'Inseln', 'Übersee'];

function step(index: number): ExportedStep {
  return {
    id: String(index + 1),
    title: index % 7 === 3 ? `${long.slice(0, 110)} (${index})` : `Lieferfähigkeit prüfen ${index}`,
    description: index === 5 ? long.repeat(32) : index % 3 === 0 ? long.repeat(3) : '',
    ownerName: index % 4 === 0 ? 'João Gonçalves' : 'Manuela Öztürk-Schäfer',
    approverNames: index % 2 === 0 ? [] : ['Ana Conceição', 'Zbigniew Wójcik'],
    dueOn: `2027-${String(1 + (index % 12)).padStart(2, '0')}-15`,
    status: statuses[index % statuses.length] ?? 'draft',
    cost: `${1000 * index}.00`,
    benefit: `${2500 * index}.50`,
    percent: (index % 5) * 20,
    blockedBy: index % 11 === 1 ? 'Die Muster sind noch nicht freigegeben.' : null,
    decidedAlone: index % 13 === 2,
    after: index % 6 === 4 ? [`Lieferfähigkeit prüfen ${index - 1}`] : [],
  };
}

function whitespace(): PlanContent['whitespace'] {
  return everywhere.flatMap((division, across) =>
    Array.from({ length: 40 }, (_, down) => {
      const state = (['ours', 'competitor', 'open'] as const)[(across + down) % 3] ?? 'open';
      return {
        division,
        line: down < 20 ? 'Unterkunft' : 'Verpflegung',
        offering: `Angebot ${down + 1} mit Halbpension`,
        state,
        competitor: state === 'competitor' ? 'Nordwind' : null,
        potential: state === 'open' ? '12000.50' : null,
      };
    }),
  );
}

function background(): Partial<PlanContent> {
  return {
    situation: `${long.repeat(9)}\n\n${long.repeat(6)}`.trim(),
    trends: Array.from({ length: 8 }, (_, index) => ({
      startsOn: `${2025 + Math.floor(index / 4)}-${['01', '04', '07', '10'][index % 4]}-01`,
      revenue: `${210_110 - index * 22_000}.00`,
      orders: 400 - index * 40,
      cancellationRate: index === 2 ? null : 0.1234,
    })),
    swot: {
      strengths: ['Kurze Wege', long],
      weaknesses: ['Lange Fristen'],
      opportunities: [long],
      threats: [],
    },
    competitors: [{ name: 'Nordwind', position: long.repeat(20), response: long.repeat(30) }],
    risks: [{ key: 'a', risk: 'Ausfall der Fachkraft', likelihood: 2, impact: 5, response: long }],
  };
}

function people(): Pick<PlanContent, 'buyingCentre' | 'objectives' | 'team'> {
  const roles = ['sponsor', 'buyer', 'user', 'influencer'] as const;
  return {
    buyingCentre: ['Łukasz Świątek', 'Γιώργος Παπαδόπουλος', 'Inês Araújo', 'Jürgen Groß'].map(
      (name, index) => ({
        contact: `c${index}`,
        name,
        title: 'Leitung Einkauf',
        role: roles[index] ?? 'other',
        influence: index + 1,
        support: index === 2 ? null : 3,
        levelNow: index === 3 ? null : 2,
        levelWanted: index % 2 === 0 ? null : 4,
        lastContactOn: index === 0 ? null : `2026-0${index}-10`,
      }),
    ),
    objectives: Array.from({ length: 5 }, (_, index) => ({
      key: `o${index}`,
      title: `Verfügbarkeit aller Häuser erhöhen ${index}`,
      ownerId: '1',
      measure: 'Anteil pünktlicher Lieferungen',
      target: '98 % im Jahresmittel',
      customerGoal: index % 2 === 0 ? '' : 'Weniger Ausfälle in der Hochsaison',
    })),
    team: [{ personId: '1', function: 'finance', roleInPlan: 'Zahlen', timeZone: 'Europe/Lisbon' }],
  };
}

/** A plan with so many steps and everything else that a plan can hold, in German with letters of other alphabets, some texts as long as they may be. */
export function fullPlan(steps: number): PlanExport {
  const all = Array.from({ length: steps }, (_, index) => step(index));
  const investment = { investment: '30000.00', monthlyBenefits: Array<string>(24).fill('1800.00') };
  const content: PlanContent = {
    ...emptyContent(''),
    ...background(),
    ...people(),
    whitespace: whitespace(),
    stepObjectives: all.slice(0, 30).map(({ id }, index) => ({ stepId: id, objective: `o${index % 5}` })),
    budget: '250000.00',
    businessCases: all.slice(0, 4).map(({ id }) => ({
      stepId: id,
      ...investment,
      discountRatePercent: 8,
      lowPercent: 60,
      highPercent: 130,
    })),
    kpis: [
      {
        key: 'r',
        name: 'Umsatz',
        unit: 'money',
        baseline: '210110.00',
        target: '240000.00',
        earlyIndicators: [],
      },
      { key: 's', name: 'Storniert', unit: 'share', baseline: '0.2534', target: '0.2', earlyIndicators: [] },
    ],
  };
  return exportOf(content, all);
}

function aroundIt(): Pick<PlanExport, 'commitments' | 'waiting' | 'improvements'> {
  return {
    commitments: [
      {
        side: 'ours',
        text: long,
        ownerName: 'João Gonçalves',
        dueOn: '2027-02-01',
        status: 'open',
        told: true,
      },
      {
        side: 'client',
        text: long,
        ownerName: 'Inês Araújo',
        dueOn: '2027-03-31',
        status: 'confirmed',
        told: true,
      },
    ],
    waiting: (['decision', 'step', 'obstacle', 'answer', 'proposal'] as const).map((waitingFor, index) => ({
      name: 'Zbigniew Wójcik',
      waitingFor,
      title: `Lieferfähigkeit prüfen ${index}`,
      businessHours: 12 + index,
      until: index % 2 === 0 ? null : '2027-01-12',
    })),
    improvements: [
      {
        title: 'Früher nachfragen',
        learned: long,
        ownerName: 'Ana Conceição',
        dueOn: '2027-05-01',
        state: 'open',
      },
    ],
  };
}

/** The document of this content and these steps, with a commitment of each side. */
export function exportOf(content: PlanContent, steps: readonly ExportedStep[]): PlanExport {
  return {
    planId: '1',
    accountName: 'Reiseveranstalter Größenwahn & Söhne GmbH',
    year: 2027,
    startsOn: '2027-01-01',
    endsOn: '2027-12-31',
    managerName: 'Manuela Öztürk-Schäfer',
    stage: 'executing',
    currency: 'EUR',
    revision: 7,
    contentHash: 'a3'.repeat(32),
    content,
    steps,
    ...aroundIt(),
    gaps: buyingCentreGaps(content.buyingCentre, '2026-11-23'),
    cases: content.businessCases.map(({ stepId, ...one }) => ({ stepId, ...businessCaseResults(one) })),
    people: { '1': 'João Gonçalves' },
  };
}
