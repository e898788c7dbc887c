import type { WaitingFor } from '../waiting.ts';
import type { CaseSensitivity } from './business-case.ts';
import type { BuyingCentreGap } from './buying-centre.ts';
import type { CommitmentSide, CommitmentStatus } from './commitment.ts';
import type { PlanContent } from './content.ts';
import type { PlanStatus } from './plan.ts';
import type { StepStatus } from './step.ts';

/** Everything that a plan's internal document says; money in the plan's currency, dates 'YYYY-MM-DD', names instead of ids of people. */
export interface PlanExport {
  readonly planId: string;
  readonly accountName: string;
  readonly year: number;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly managerName: string;
  readonly stage: PlanStatus;
  readonly currency: string;
  /** The revision of the content with its SHA-256. */
  readonly revision: number;
  readonly contentHash: string;
  readonly content: PlanContent;
  readonly steps: readonly ExportedStep[];
  readonly commitments: readonly ExportedCommitment[];
  readonly gaps: readonly BuyingCentreGap[];
  readonly cases: readonly (CaseSensitivity & { readonly stepId: string })[];
  readonly waiting: readonly ExportedWait[];
  readonly improvements: readonly ExportedImprovement[];
  /** The names of the people whom the content mentions, by id. */
  readonly people: Readonly<Record<string, string>>;
}

/** A step in a plan's document; `after` are the titles of the steps that have to end first, `percent` says how far it has come. */
export interface ExportedStep {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly ownerName: string;
  readonly approverNames: readonly string[];
  readonly dueOn: string;
  readonly status: StepStatus;
  readonly cost: string;
  readonly benefit: string;
  readonly percent: number;
  readonly blockedBy: string | null;
  readonly decidedAlone: boolean;
  readonly after: readonly string[];
}

/** A commitment in a plan's document; `told` once its owner was told or asked. */
export interface ExportedCommitment {
  readonly side: CommitmentSide;
  readonly text: string;
  readonly ownerName: string;
  readonly dueOn: string;
  readonly status: CommitmentStatus;
  readonly told: boolean;
}

/** Somebody whom the plan waits for; `until` is the day on which something else happens by itself. */
interface ExportedWait {
  readonly name: string;
  readonly waitingFor: WaitingFor;
  readonly title: string;
  readonly businessHours: number;
  readonly until: string | null;
}

/** What the firm changes because of what it learned with this account. */
interface ExportedImprovement {
  readonly title: string;
  readonly learned: string;
  readonly ownerName: string;
  readonly dueOn: string;
  readonly state: 'open' | 'done' | 'dropped';
}
