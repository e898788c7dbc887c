import { createApprovalActivities, type ApprovalActivities } from './approvals.ts';
import { createMailActivities } from './mail.ts';
import { createPlanningActivities, type PlanningActivities } from './planning.ts';
import { createProcessActivities, type ProcessActivities, type RingActivities } from './processes.ts';
import { createReviewActivities, type ReviewActivities } from './reviews.ts';
import type { Ring } from '../temporal/ring.ts';

/** Every activity by the name under which workflows call it. */
export type Activities = ApprovalActivities &
  PlanningActivities &
  ProcessActivities &
  ReviewActivities &
  RingActivities &
  ReturnType<typeof createMailActivities>;

/** The activities of one worker; names are unique over all processes. */
export function createActivities(
  deps: Parameters<typeof createMailActivities>[0] & { readonly ring: Ring },
): Activities {
  return {
    ...createApprovalActivities(deps),
    ...createMailActivities(deps),
    ...createPlanningActivities(deps),
    ...createProcessActivities(deps),
    ...createReviewActivities(deps),
  };
}
