import type { Knex } from 'knex';
import * as people from './0001-people-and-accounts.ts';
import * as transactions from './0002-transactions-and-imports.ts';
import * as processes from './0010-processes.ts';
import * as plans from './0011-plans.ts';
import * as approvals from './0012-approvals.ts';
import * as notifications from './0013-notifications.ts';
import * as apiKeys from './0020-api-keys-idempotency.ts';
import * as schemaHistory from './0021-schema-history.ts';
import * as auditChains from './0022-audit-chains.ts';
import * as closings from './0023-closings.ts';
import * as indexesAndGuards from './0024-indexes-and-guards.ts';
import * as handOvers from './0030-hand-overs.ts';
import * as decisionsTakenBack from './0031-decisions-taken-back.ts';
import * as approvalRules from './0032-approval-rules.ts';
import * as approvalQuestions from './0033-approval-questions.ts';
import * as stepAttachments from './0034-step-attachments.ts';
import * as personalLinks from './0035-personal-links.ts';
import * as digests from './0036-digests.ts';
import * as auditSignatures from './0037-audit-signatures.ts';
import * as criteriaAndScores from './0040-criteria-and-scores.ts';
import * as managersAndAssignment from './0045-managers-and-assignment.ts';
import * as selectionCycles from './0050-selection-cycles.ts';
import * as approvalSubjects from './0051-approval-subjects.ts';
import * as planContent from './0060-plan-content.ts';
import * as commitmentsAndLease from './0065-commitments-and-lease.ts';
import * as stepExecution from './0066-step-execution.ts';
import * as fiscalYears from './0070-fiscal-years.ts';
import * as processImprovements from './0071-process-improvements.ts';
import * as leaseLinks from './0086-lease-links.ts';
import * as planOutcomes from './0088-plan-outcomes.ts';
import * as kpis from './0090-kpis.ts';
import * as surveys from './0096-surveys.ts';
import * as health from './0098-health.ts';
import * as planNotes from './0080-plan-notes.ts';
import * as calendarFeeds from './0082-calendar-feeds.ts';
import * as earlyWarning from './0092-early-warning.ts';
import * as exchangeRates from './0084-exchange-rates.ts';
import * as escalations from './0100-escalations.ts';
import * as escalatedAlarms from './0106-escalated-alarms.ts';
import * as escalationWork from './0102-escalation-work.ts';
import * as chatChannels from './0104-chat-channels.ts';
import * as quarterlyReviews from './0094-quarterly-reviews.ts';
import * as escalationLadder from './0108-escalation-ladder.ts';
import * as sentForms from './0110-sent-forms.ts';

/** One forward step of the schema. Its SQL holds no question mark: knex takes each for a binding. `minimumApp` names the oldest release that can still work with it, where an older one cannot. */
export interface Migration {
  readonly name: string;
  readonly up: (db: Knex) => Promise<void>;
  readonly minimumApp?: number;
}

/** The number of this release that a schema's `minimum_app` is compared with; raised when a migration is to lock older releases out. */
export const schemaNumber = 1;

/** Every migration in the order of its number; a name that was ever released is never changed. */
export const migrations: readonly Migration[] = [
  { name: '0001-people-and-accounts', up: people.up },
  { name: '0002-transactions-and-imports', up: transactions.up },
  { name: '0010-processes', up: processes.up },
  { name: '0011-plans', up: plans.up },
  { name: '0012-approvals', up: approvals.up },
  { name: '0013-notifications', up: notifications.up },
  { name: '0020-api-keys-idempotency', up: apiKeys.up },
  { name: '0021-schema-history', up: schemaHistory.up },
  { name: '0022-audit-chains', up: auditChains.up },
  { name: '0023-closings', up: closings.up },
  { name: '0024-indexes-and-guards', up: indexesAndGuards.up },
  { name: '0030-hand-overs', up: handOvers.up },
  { name: '0031-decisions-taken-back', up: decisionsTakenBack.up },
  { name: '0032-approval-rules', up: approvalRules.up },
  { name: '0033-approval-questions', up: approvalQuestions.up },
  { name: '0034-step-attachments', up: stepAttachments.up },
  { name: '0035-personal-links', up: personalLinks.up },
  { name: '0036-digests', up: digests.up },
  { name: '0037-audit-signatures', up: auditSignatures.up },
  { name: '0040-criteria-and-scores', up: criteriaAndScores.up },
  { name: '0045-managers-and-assignment', up: managersAndAssignment.up },
  { name: '0050-selection-cycles', up: selectionCycles.up },
  { name: '0051-approval-subjects', up: approvalSubjects.up },
  { name: '0060-plan-content', up: planContent.up },
  { name: '0065-commitments-and-lease', up: commitmentsAndLease.up },
  { name: '0066-step-execution', up: stepExecution.up },
  { name: '0070-fiscal-years', up: fiscalYears.up },
  { name: '0071-process-improvements', up: processImprovements.up },
  { name: '0080-plan-notes', up: planNotes.up },
  { name: '0082-calendar-feeds', up: calendarFeeds.up },
  { name: '0084-exchange-rates', up: exchangeRates.up },
  { name: '0086-lease-links', up: leaseLinks.up },
  { name: '0088-plan-outcomes', up: planOutcomes.up },
  { name: '0090-kpis', up: kpis.up },
  { name: '0092-early-warning', up: earlyWarning.up },
  { name: '0094-quarterly-reviews', up: quarterlyReviews.up },
  { name: '0096-surveys', up: surveys.up },
  { name: '0098-health', up: health.up },
  { name: '0100-escalations', up: escalations.up },
  { name: '0102-escalation-work', up: escalationWork.up },
  { name: '0104-chat-channels', up: chatChannels.up },
  { name: '0106-escalated-alarms', up: escalatedAlarms.up },
  { name: '0108-escalation-ladder', up: escalationLadder.up },
  { name: '0110-sent-forms', up: sentForms.up },
];
