/** English texts of the mails about process improvements. */
export const enImprovement = {
  'improvement.assigned.subject': 'Yours to improve: {title}',
  'improvement.assigned.heading': 'An improvement is yours: {title}',
  'improvement.assigned.intro':
    'We learned something with {account} that other clients will meet too, and you were named to see that it changes.',
  'improvement.due.subject': 'Due today: {title}',
  'improvement.due.heading': 'An improvement of yours is due: {title}',
  'improvement.due.intro':
    'You were named to see that this changes, and today is the day it was promised for.',
  'improvement.late.subject': 'Overdue: {title}',
  'improvement.late.heading': 'An improvement is late: {title}',
  'improvement.late.intro':
    '{owner} was to see that this changes. Its day has passed, and nothing was reported.',
  'improvement.title': 'Improvement',
  'improvement.owner': 'Owner',
  'improvement.due': 'Due',
  'improvement.learned': 'What was learned with {account}',
  'improvement.next':
    'When it is done, or if it is not to be done, the account’s manager notes it with what came of it (improvement {id}). Until then it stands in the next plan.',
  'improvement.footer': 'You get this mail because of an improvement that follows from {account}.',
} as const;
