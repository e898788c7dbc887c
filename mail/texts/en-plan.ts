/** The English texts of the mails about a plan and the work on its steps. */
export const enPlan = {
  'plan-ready-to-draft.subject': 'Ready to draft: the {year} plan for {account}',
  'plan-ready-to-draft.heading': 'The {year} plan for {account} is ready for you',
  'plan-ready-to-draft.intro':
    'A draft has been prepared from a template and from the account’s own figures. Please edit it and submit it for approval.',
  'plan-ready-to-draft.by': 'Please submit it by {day}.',
  'figure.revenue': 'Revenue, twelve months',
  'figure.growth': 'Against the year before',
  'figure.orders': 'Orders',
  'figure.cancelled': 'Cancelled',
  'figure.notCovered': 'not covered by the data',
  'figure.none': '–',
  'plan-executing.subject': 'Under way: the {year} plan for {account}',
  'plan-executing.heading': 'The {year} plan for {account} is under way',
  'plan-executing.intro.one':
    'All decisions are in. One step is now being carried out; its owner has been told.',
  'plan-executing.intro.more':
    'All decisions are in. {count} steps are now being carried out; their owners have been told.',
  'plan-executing.intro.none':
    'All decisions are in, but no step was approved, so there is nothing to carry out.',
  'plan-executing.step': '{owner}, by {day}',
  'plan-executing.waits': 'starts after {steps}',
  'step.owner': 'Owner',
  'step.due': 'To be done by',
  'step.approvedBy': 'Approved by',
  'step.plan': 'Plan',
  'step.planOf': '{account}, {year}',
  'step.footer': 'You get this mail because you own this step of the {year} plan for {account}.',
  'step-started.subject': 'Over to you: {step} ({account}, {year})',
  'step-started.heading': '“{step}” can begin',
  'step-started.intro':
    '{manager} has put this step of the {year} plan for {account} into your hands, and it is approved.',
  'step-started.next': 'Tell {manager} when it is done, or early if it cannot be done in time.',
  'step-due-soon.subject': 'Due {day}: {step} ({account}, {year})',
  'step-due-soon.heading': '“{step}” is due soon',
  'step-due-soon.intro': 'This step of the {year} plan for {account} is to be done by {day}.',
  'step-due-soon.next': 'If it is done, tell {manager}. If it will be late, tell {manager} now.',
  'step-overdue.subject': 'Overdue: {step} ({account}, {year})',
  'step-overdue.heading': '“{step}” is overdue',
  'step-overdue.owner':
    'This step of the {year} plan for {account} was to be done by {day} and is not marked as done.',
  'step-overdue.manager':
    '{owner} was to finish this step of the {year} plan for {account} by {day}; it is not marked as done.',
  'step-overdue.owner.next': 'If it is done, tell {manager}. If not, agree a new date with {manager}.',
  'step-overdue.manager.next': 'Mark it as done, or agree a new date with {owner}.',
  'plan-closed.subject': 'Closed: the {year} plan for {account}',
  'plan-closed.heading': 'The {year} plan for {account} is closed',
  'plan-closed.intro': 'The plan year is over, and its record is complete.',
  'plan-closed.done': 'Steps done',
  'plan-closed.notDone': 'Steps not done',
  'plan-closed.cancelled': 'Steps dropped',
  'plan-closed.lessons': 'Lessons',
  'delivery-failed.subject': 'Could not be delivered: mail to {name}',
  'delivery-failed.subject.uncertain': 'May not have arrived: mail to {name}',
  'delivery-failed.heading': 'A mail to {name} could not be delivered',
  'delivery-failed.heading.uncertain': 'A mail to {name} may not have arrived',
  'delivery-failed.intro': 'The mail below was refused for good, so {name} does not know about it yet.',
  'delivery-failed.intro.uncertain':
    'The mail below was handed over twice, but the mail server never confirmed it.',
  'delivery-failed.to': 'To',
  'delivery-failed.about': 'Subject',
  'delivery-failed.reason': 'What the mail server said',
  'delivery-failed.next':
    'Check the address in the list of people. Once it is right, have the question asked again, or name another person. Until then, a call helps.',
  'delivery-failed.next.uncertain':
    'Please ask {name} whether it has come. If not, have the question asked again.',
  'delivery-failed.footer': 'You get this mail because you manage the account it concerns.',
} as const;
