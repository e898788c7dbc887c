import { createAbsenceOperations } from './absences/routes.ts';
import { createAccountReviewOperations } from './account-reviews/routes.ts';
import type { AccountReviewDeps } from './account-reviews/routes.ts';
import { createAccountOperations } from './accounts/routes.ts';
import { createAlarmOperations, type AlarmDeps } from './alarms/routes.ts';
import { createApiKeyOperations } from './api-keys/routes.ts';
import { createApprovalChangeOperations } from './approvals/changes.ts';
import { createApprovalQuestionOperations } from './approval-questions/routes.ts';
import { createApprovalRuleOperations } from './approval-rules/routes.ts';
import { createApprovalOperations } from './approvals/routes.ts';
import { createAssignmentOperations } from './assignments/routes.ts';
import { createAttachmentOperations } from './attachments/routes.ts';
import { createAuditOperations } from './audit/routes.ts';
import { createCalendarFeedOperations, type CalendarFeedDeps } from './calendar-feeds/routes.ts';
import { createChatChannelOperations, type ChatChannelDeps } from './chat-channels/routes.ts';
import { createCommitmentOperations } from './commitments/routes.ts';
import { createCriteriaSetOperations } from './criteria-sets/routes.ts';
import { createConfirmationOperations } from './escalations/confirmations.ts';
import { createEscalationHandOverOperations } from './escalations/hand-over.ts';
import { createEscalationRelationOperations } from './escalations/relations.ts';
import { createOnCallOperations } from './on-call/routes.ts';
import { createEscalationPolicyOperations } from './escalation-policy/routes.ts';
import { createEscalationOperations } from './escalations/routes.ts';
import { createProposalOperations } from './escalations/proposals.ts';
import { createEscalationTaskOperations } from './escalations/tasks.ts';
import { createExchangeRateOperations } from './exchange-rates/routes.ts';
import { createHealthScoreOperations } from './health-scores/routes.ts';
import { createKpiOperations } from './kpis/routes.ts';
import { createManagerProfileOperations } from './manager-profiles/routes.ts';
import { createNotificationOperations } from './notifications/routes.ts';
import { createImprovementOperations } from './improvements/routes.ts';
import { createImportOperations } from './imports/routes.ts';
import type { ImportDeps } from './imports/routes.ts';
import type { Operation } from './operation.ts';
import { createPeopleOperations } from './people/routes.ts';
import { createPlanCheckOperations } from './plan-checks/routes.ts';
import { createPlanContentOperations } from './plan-content/routes.ts';
import { createPlanDocumentOperations } from './plan-export/routes.ts';
import { createPlanNoteOperations } from './plan-notes/routes.ts';
import { createPlanOutcomeOperations } from './plan-outcomes/routes.ts';
import { createPlanTemplateOperations } from './plan-templates/routes.ts';
import { createStepReportOperations } from './plan-steps/reports.ts';
import { createPlanStepOperations } from './plan-steps/routes.ts';
import { createPlanLeaseOperations } from './plans/lease.ts';
import { createPlanOperations } from './plans/routes.ts';
import type { PlanDeps } from './plans/routes.ts';
import { createProcessOperations } from './processes/routes.ts';
import type { ProcessDeps } from './processes/routes.ts';
import { createProgrammeOperations } from './programmes/routes.ts';
import { createQuarterlyReviewOperations } from './quarterly-reviews/routes.ts';
import { createSelectionOperations } from './selection/routes.ts';
import { createFeedbackThemeOperations } from './feedback-themes/routes.ts';
import { createSurveyOperations } from './surveys/routes.ts';
import { createSelectionCycleOperations } from './selection-cycles/routes.ts';

/** What the operations need besides the database and the clock. */
export type OperationDeps = AlarmDeps &
  AccountReviewDeps &
  CalendarFeedDeps &
  ChatChannelDeps &
  ImportDeps &
  PlanDeps &
  ProcessDeps;

/** Every operation of /v1, in the order of the document. */
export function createOperations(deps: OperationDeps): readonly Operation[] {
  return [
    ...ofAccounts(deps),
    ...ofPlans(deps),
    ...ofWatch(deps),
    ...ofDecisions(deps),
    ...ofTheService(deps),
  ];
}

function ofAccounts(deps: OperationDeps): readonly Operation[] {
  return [
    ...createAccountOperations(),
    ...createPeopleOperations(),
    ...createAbsenceOperations(deps),
    ...createImportOperations(deps),
    ...createAccountReviewOperations(deps),
    ...createQuarterlyReviewOperations(deps),
  ];
}

function ofPlans(deps: OperationDeps): readonly Operation[] {
  return [
    ...createPlanOperations(deps),
    ...createPlanLeaseOperations(deps),
    ...createPlanStepOperations(deps),
    ...createStepReportOperations(deps),
    ...createPlanContentOperations(),
    ...createPlanOutcomeOperations(),
    ...createPlanDocumentOperations(),
    ...createCalendarFeedOperations(deps),
    ...createPlanCheckOperations(deps),
    ...createPlanTemplateOperations(),
    ...createPlanNoteOperations(),
    ...createAttachmentOperations(deps),
    ...createCommitmentOperations(deps),
    ...createImprovementOperations(deps),
  ];
}

function ofWatch(deps: OperationDeps): readonly Operation[] {
  return [
    ...createAlarmOperations(deps),
    ...createEscalationOperations(deps),
    ...createChatChannelOperations(deps),
    ...createEscalationHandOverOperations(deps),
    ...createEscalationRelationOperations(deps),
    ...createEscalationTaskOperations(deps),
    ...createProposalOperations(deps),
    ...createConfirmationOperations(deps),
    ...createEscalationPolicyOperations(),
    ...createOnCallOperations(),
    ...createHealthScoreOperations(),
    ...createKpiOperations(deps),
    ...createProgrammeOperations(),
    ...createSurveyOperations(deps),
    ...createFeedbackThemeOperations(),
  ];
}

function ofDecisions(deps: OperationDeps): readonly Operation[] {
  return [
    ...createApprovalOperations(),
    ...createApprovalChangeOperations(deps),
    ...createApprovalQuestionOperations(deps),
    ...createApprovalRuleOperations(),
    ...createCriteriaSetOperations(),
    ...createSelectionOperations(),
    ...createSelectionCycleOperations(deps),
    ...createManagerProfileOperations(),
    ...createAssignmentOperations(),
  ];
}

function ofTheService(deps: OperationDeps): readonly Operation[] {
  return [
    ...createExchangeRateOperations(deps),
    ...createProcessOperations(deps),
    ...createNotificationOperations(),
    ...createAuditOperations(),
    ...createApiKeyOperations(),
  ];
}
