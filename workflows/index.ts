export { accountReview } from './account-review/workflow.ts';
export { annualPlanning } from './annual-planning/workflow.ts';
export { escalation } from './escalation/workflow.ts';
export { candidateSelection } from './candidate-selection/workflow.ts';
export { quarterlyReview } from './quarterly-review/workflow.ts';
export { selectionOpening } from './selection-opening/workflow.ts';
export { earlyWarning } from './early-warning/workflow.ts';
