import { proxyActivities } from '@temporalio/workflow';
import type { SelectionScoringActivities } from '../../activities/selection-scoring.ts';
import type { ProcessClock } from '../clock.ts';

const { scoreCycle } = proxyActivities<SelectionScoringActivities>({
  startToCloseTimeout: '4 hours',
  heartbeatTimeout: '5 minutes',
  retry: { maximumInterval: '2 minutes' },
  summary: "Score the programme's accounts",
});

/** Scores beside the process, so that it stays open to what people do meanwhile. */
export interface Scoring {
  /** Starts the activity unless it is under way; an attempt that was stopped goes on with the next accounts. */
  start(of: { readonly workflowId: string; readonly clock: ProcessClock }): void;
  /** Whether it ended since the last answer. */
  readonly ended: () => boolean;
  readonly answer: () => void;
  readonly underWay: () => boolean;
}

/** The scoring of one run; what it found, it leaves in the records. */
export function openScoring(): Scoring {
  let underWay = false;
  let ended = false;
  const done = (): void => {
    underWay = false;
    ended = true;
  };
  return {
    start({ workflowId, clock }) {
      if (underWay) return;
      underWay = true;
      void scoreCycle({ workflowId, at: clock.now() }).then(done, done);
    },
    ended: () => ended,
    answer: () => {
      ended = false;
    },
    underWay: () => underWay,
  };
}
