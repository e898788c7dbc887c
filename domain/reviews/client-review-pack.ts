import type { ClientPlan } from '../planning/client-plan.ts';
import type { PackCommitment, PackKpi, PackStep, ReviewPack } from './review-pack.ts';

/**
 * All that the client's copy of a review's pack says. It is an allow-list: a field that is not named here reaches no client.
 *
 * - Who, when and where: account, quarter, our manager, the date, the place, who is invited, and the day before which was counted.
 * - Figures of the client's own orders with us and of their own people's answers, which {@link clientKpis} names one by one: now, last quarter
 *   and last year. A target only where it is not money, as in the client's copy of the plan. How we judge them, and every other KPI,
 *   such as our margin, their share of wallet or one that the firm defined, is ours.
 * - Steps that are approved, with title, owner, due date and how far they are in three words, as in the client's copy of the plan.
 * - Commitments of both sides that were agreed, or whose owner was told or asked, unless withdrawn.
 * - What the client said and was done about it. What nothing was done about yet is left out: to name it would promise something.
 *
 * Not given: decisions wanted, because they and their reasons are written for our own panel and name money; health and alarms, which say what
 * we fear; whitespace, which says what we hope to sell; and what earlier reviews left open, because it mixes our tasks with commitments,
 * and those of the client's business stand among the commitments.
 */
export interface ClientReviewPack {
  readonly accountName: string;
  readonly year: number;
  readonly quarter: ReviewPack['quarter'];
  readonly kind: ReviewPack['kind'];
  readonly managerName: string;
  readonly heldAt: string;
  readonly timeZone: string;
  readonly place: string;
  readonly asOf: string;
  readonly currency: string;
  readonly invitees: ReviewPack['invitees'];
  readonly kpis: readonly ClientKpi[];
  readonly steps: readonly ClientStep[];
  readonly commitments: readonly ClientCommitment[];
  readonly feedback: readonly { readonly said: string; readonly done: string }[];
}

type ClientKpi = Pick<PackKpi, 'name' | 'unit' | 'value' | 'target' | 'lastQuarter' | 'lastYear'>;
type ClientStep = ClientPlan['steps'][number];
type ClientCommitment = Omit<PackCommitment, 'told'>;

/** The KPIs that a client reads of: their own orders, and what their own people answered. */
export const clientKpis: ReadonlySet<string> = new Set([
  'revenue',
  'averageOrderValue',
  'orderFrequency',
  'cancellations',
  'nps',
  'csat',
  'ces',
]);

const states: Partial<Record<PackStep['status'], ClientStep['state']>> = {
  approved: 'planned',
  inProgress: 'underWay',
  overdue: 'underWay',
  done: 'done',
};

function clientStep({ title, ownerName, dueOn, status }: PackStep): readonly ClientStep[] {
  const state = states[status];
  return state === undefined ? [] : [{ title, ownerName, dueOn, state }];
}

function clientCommitment(commitment: PackCommitment): readonly ClientCommitment[] {
  const { text, side, ownerName, dueOn, status, told } = commitment;
  if (status === 'withdrawn' || (status === 'open' && told !== true)) return [];
  return [{ text, side, ownerName, dueOn, status }];
}

function clientKpi(kpi: PackKpi): readonly ClientKpi[] {
  if (!clientKpis.has(kpi.key)) return [];
  const { name, unit, value, target, lastQuarter, lastYear } = kpi;
  return [{ name, unit, value, target: unit === 'money' ? null : target, lastQuarter, lastYear }];
}

/** A review's pack as its client may read it; see {@link ClientReviewPack} for what that is and why. */
export function clientReviewPack(pack: ReviewPack): ClientReviewPack {
  return {
    accountName: pack.accountName,
    year: pack.year,
    quarter: pack.quarter,
    kind: pack.kind,
    managerName: pack.managerName,
    heldAt: pack.heldAt,
    timeZone: pack.timeZone,
    place: pack.place,
    asOf: pack.asOf,
    currency: pack.currency,
    invitees: pack.invitees.map(({ name, side }) => ({ name, side })),
    kpis: pack.kpis.flatMap(clientKpi),
    steps: pack.steps.flatMap(clientStep),
    commitments: pack.commitments.flatMap(clientCommitment),
    feedback: pack.feedback.flatMap(({ said, done }) => (done === null ? [] : [{ said, done }])),
  };
}
