import { createAccountReviewOperations } from './account-reviews/routes.ts';
import type { AccountReviewDeps } from './account-reviews/routes.ts';
import { createAccountOperations } from './accounts/routes.ts';
import { createApiKeyOperations } from './api-keys/routes.ts';
import { createApprovalOperations } from './approvals/routes.ts';
import { createAuditOperations } from './audit/routes.ts';
import { createNotificationOperations } from './notifications/routes.ts';
import { createImportOperations } from './imports/routes.ts';
import type { ImportDeps } from './imports/routes.ts';
import type { Operation } from './operation.ts';
import { createPeopleOperations } from './people/routes.ts';
import { createPlanStepOperations } from './plan-steps/routes.ts';
import { createPlanOperations } from './plans/routes.ts';
import type { PlanDeps } from './plans/routes.ts';
import { createProcessOperations } from './processes/routes.ts';
import type { ProcessDeps } from './processes/routes.ts';

/** What the operations need besides the database and the clock. */
export type OperationDeps = AccountReviewDeps & ImportDeps & PlanDeps & ProcessDeps;

/** Every operation of /v1, in the order of the document. */
export function createOperations(deps: OperationDeps): readonly Operation[] {
  return [
    ...createAccountOperations(),
    ...createPeopleOperations(),
    ...createImportOperations(deps),
    ...createAccountReviewOperations(deps),
    ...createPlanOperations(deps),
    ...createPlanStepOperations(deps),
    ...createApprovalOperations(),
    ...createProcessOperations(deps),
    ...createNotificationOperations(),
    ...createAuditOperations(),
    ...createApiKeyOperations(),
  ];
}
