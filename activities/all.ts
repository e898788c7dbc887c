import { createApprovalActivities, type ApprovalActivities } from './approvals.ts';
import {
  createCommitmentReminderActivities,
  type CommitmentReminderActivities,
} from './commitment-reminders.ts';
import { createCommitmentActivities, type CommitmentActivities } from './commitments.ts';
import { createAlarmActivities, type AlarmActivities } from './alarms.ts';
import { createEarlyWarningActivities, type EarlyWarningActivities } from './early-warning.ts';
import { createEscalationActivities, type EscalationActivities } from './escalation.ts';
import { createHandOverActivities, type HandOverActivities } from './hand-overs.ts';
import { createImprovementActivities, type ImprovementActivities } from './improvements.ts';
import { createLeaseActivities, type LeaseActivities } from './lease.ts';
import { createMailActivities } from './mail.ts';
import { createPlanningActivities, type PlanningActivities } from './planning.ts';
import { createProcessActivities, type ProcessActivities, type RingActivities } from './processes.ts';
import { createQuarterlyReviewActivities, type QuarterlyReviewActivities } from './quarterly-review.ts';
import { createQuestionActivities, type QuestionActivities } from './questions.ts';
import { createReviewActivities, type ReviewActivities } from './reviews.ts';
import { createSelectionActivities, type SelectionActivities } from './selection.ts';
import { createSelectionOpeningActivities, type SelectionOpeningActivities } from './selection-opening.ts';
import { createSelectionScoringActivities, type SelectionScoringActivities } from './selection-scoring.ts';
import { createSurveyActivities, type SurveyActivities } from './surveys.ts';
import type { Ring } from '../temporal/ring.ts';

/** Every activity by the name under which workflows call it. */
export type Activities = ApprovalActivities &
  CommitmentActivities &
  CommitmentReminderActivities &
  AlarmActivities &
  EarlyWarningActivities &
  EscalationActivities &
  HandOverActivities &
  ImprovementActivities &
  LeaseActivities &
  PlanningActivities &
  ProcessActivities &
  QuarterlyReviewActivities &
  QuestionActivities &
  ReviewActivities &
  RingActivities &
  SelectionActivities &
  SelectionOpeningActivities &
  SelectionScoringActivities &
  SurveyActivities &
  ReturnType<typeof createMailActivities>;

/** The activities of one worker; names are unique over all processes. */
export function createActivities(
  deps: Parameters<typeof createMailActivities>[0] &
    Parameters<typeof createSelectionScoringActivities>[0] & { readonly ring: Ring },
): Activities {
  return {
    ...createApprovalActivities(deps),
    ...createCommitmentActivities(deps),
    ...createCommitmentReminderActivities(deps),
    ...createAlarmActivities(deps),
    ...createEarlyWarningActivities(deps),
    ...createEscalationActivities(deps),
    ...createHandOverActivities(deps),
    ...createImprovementActivities(deps),
    ...createLeaseActivities(deps),
    ...createMailActivities(deps),
    ...createPlanningActivities(deps),
    ...createProcessActivities(deps),
    ...createQuarterlyReviewActivities(deps),
    ...createQuestionActivities(deps),
    ...createReviewActivities(deps),
    ...createSelectionActivities(deps),
    ...createSelectionOpeningActivities(deps),
    ...createSelectionScoringActivities(deps),
    ...createSurveyActivities(deps),
  };
}
