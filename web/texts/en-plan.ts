/** The texts of what stands in a plan beside its steps in English. */
export const planEn = {
  'plan.checks': 'Before it is submitted',
  'plan.check.block': 'Keeps it from being submitted: {message}',
  'plan.check.warn': 'To be considered: {message}',
  'plan.template': 'How it leaves its template {template}',
  'plan.missing': 'Left out: {title}',
  'plan.added': 'Added: {title}',
  'plan.carried': 'Carried over from the year before: {title}',
  'plan.content': 'What the plan rests on',
  'plan.more': 'And {count} more, which the API lists.',
  'plan.decidedAlone': 'Decided by {name} within their own limit',
  'plan.approvedBy': 'How it was decided',
} as const;
