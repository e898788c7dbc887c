import type { BothLanguages } from '../kpis/definition.ts';
import type { CommitmentStatus } from '../planning/commitment.ts';
import type { StepStatus } from '../planning/step.ts';

/** How a KPI stands against its target, by projection; unknown where there is no target or no value. */
export type KpiStanding = 'onTrack' | 'atRisk' | 'off' | 'unknown';

/**
 * Everything that a review's pack says, as it was frozen; money in `currency`, days 'YYYY-MM-DD', shares of 1, names instead of ids. The first
 * thing a reader sees are the decisions that are wanted.
 */
export interface ReviewPack {
  readonly reviewId: string;
  readonly accountName: string;
  readonly year: number;
  readonly quarter: 1 | 2 | 3 | 4;
  /** The last review of a fiscal year is the executives'. */
  readonly kind: 'quarterly' | 'executive';
  readonly managerName: string;
  readonly heldAt: string;
  readonly timeZone: string;
  readonly place: string;
  /** The day before which the figures were counted. */
  readonly asOf: string;
  readonly currency: string;
  readonly invitees: readonly { readonly name: string; readonly side: 'ours' | 'client' }[];
  readonly decisionsWanted: readonly { readonly title: string; readonly why: string }[];
  readonly kpis: readonly PackKpi[];
  /** Null where no health was kept up to the day. */
  readonly health: PackHealth | null;
  readonly alarms: readonly {
    readonly cause: string;
    readonly title: BothLanguages;
    readonly openedOn: string;
  }[];
  readonly steps: readonly PackStep[];
  readonly commitments: readonly PackCommitment[];
  readonly whitespace: readonly PackWhitespace[];
  /** What earlier reviews left open, with the review it comes from. */
  readonly carried: readonly PackCarried[];
  /** What the client said and what was done about it ("you said, we did"). */
  readonly feedback: readonly { readonly said: string; readonly done: string | null }[];
}

/** A KPI now, at the last review, and a year ago; a null value is unknown, and `missing` says why. */
export interface PackKpi {
  readonly key: string;
  readonly name: BothLanguages;
  readonly unit: 'share' | 'money' | 'count' | 'score';
  readonly direction: 'higher' | 'lower';
  readonly value: number | null;
  readonly missing: BothLanguages | null;
  readonly target: number | null;
  readonly standing: KpiStanding;
  readonly lastQuarter: number | null;
  readonly lastYear: number | null;
}

/** The account's health from 0 to 100; `drivers` pull it up or down by points, the strongest first. */
export interface PackHealth {
  readonly score: number;
  readonly band: 'good' | 'watch' | 'poor';
  readonly change: number | null;
  readonly drivers: readonly { readonly name: BothLanguages; readonly points: number }[];
}

/** A step of the plan, `percent` says how far it has come. */
export interface PackStep {
  readonly title: string;
  readonly ownerName: string;
  readonly dueOn: string;
  readonly status: StepStatus;
  readonly percent: number;
}

/** What one side has promised the other. */
export interface PackCommitment {
  readonly text: string;
  readonly side: 'ours' | 'client';
  readonly ownerName: string;
  readonly dueOn: string;
  readonly status: CommitmentStatus;
  /** Whether its owner was told or asked; left out, they were not. */
  readonly told?: boolean;
}

/** What a division does not buy yet; `potential` a year in the pack's currency. */
interface PackWhitespace {
  readonly division: string;
  readonly offering: string;
  readonly potential: string | null;
}

/** What an earlier review left open. */
export interface PackCarried {
  readonly text: string;
  readonly ownerName: string;
  readonly dueOn: string;
  readonly from: { readonly year: number; readonly quarter: number };
}
