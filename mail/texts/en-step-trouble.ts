/** The English texts of the mails about steps that cannot go on as planned. */
export const enStepTrouble = {
  'step-blocked.subject': 'Blocked: {step} ({account}, {year})',
  'step-blocked.heading': '“{step}” is blocked',
  'step-blocked.intro': '{owner} cannot go on with this step of the {year} plan for {account}.',
  'step-blocked.reason': 'What blocks it',
  'step-blocked.next': 'Please clear the way. The date it is due on stays as it is.',
  'step-dependency-lost.subject': 'See again: {step} ({account}, {year})',
  'step-dependency-lost.heading': '“{step}” has lost what it was to follow',
  'step-dependency-lost.cancelled':
    '“{step}” was to follow “{lost}”, which has been given up. It no longer waits for it: if it makes no sense alone, give it up too.',
  'step-dependency-lost.rejected':
    '“{step}” was to follow “{lost}”, which has been rejected. It does not start until “{lost}” is changed and approved, or given up, or “{step}” no longer waits for it.',
} as const;
