/** The English texts of the mails about tasks for an escalation and about what the client says of its solution. */
export const enEscalationWork = {
  'escalation-task.title': 'Task',
  'escalation-task.details': 'Details',
  'escalation-task.function': 'For',
  'escalation-task.function.sales': 'Sales',
  'escalation-task.function.operations': 'Operations',
  'escalation-task.function.it': 'IT',
  'escalation-task.function.finance': 'Finance',
  'escalation-task.function.product': 'Product',
  'escalation-task.function.service': 'Service',
  'escalation-task.function.legal': 'Legal',
  'escalation-task.function.marketing': 'Marketing',
  'escalation-task.function.logistics': 'Logistics',
  'escalation-task.function.quality': 'Quality',
  'escalation-task.function.other': 'Others',
  'escalation-task.due': 'Due on',
  'escalation-task.owner': 'Owner',
  'escalation-task.action': 'Say that it is done, or that you cannot',
  'escalation-task.linkNote':
    'Opening the link answers nothing; you choose on the page. Please do not forward this mail: whoever has the link can answer in your name.',
  'escalation-task.given.subject': 'A task for you, due on {day}: {task} ({account})',
  'escalation-task.given.heading': 'A task for you at {account}',
  'escalation-task.given.intro':
    'An escalation of this account needs your work. Please say on the page when it is done, or at once if you cannot do it.',
  'escalation-task.changed.subject': 'Your task has changed: {task} ({account})',
  'escalation-task.changed.heading': 'A task of yours at {account} has changed',
  'escalation-task.changed.intro': 'What this mail says is what counts now; your link stays the same.',
  'escalation-task.passedOn.subject': '{owner} has your task now: {task} ({account})',
  'escalation-task.passedOn.heading': '{owner} has this task now',
  'escalation-task.passedOn.intro': 'The task was given to {owner}. You need do nothing about it any more.',
  'escalation-task.reminder.subject': 'Due on {day}: {task} ({account})',
  'escalation-task.reminder.heading': 'A task of yours is due on {day}',
  'escalation-task.reminder.intro': 'Please say on the page that it is done, or that you cannot do it.',
  'escalation-task.overdue.subject': 'Overdue since {day}: {task} ({account})',
  'escalation-task.overdue.heading': 'A task at {account} is overdue',
  'escalation-task.overdue.intro':
    'It was due on {day}, and {owner} has not said that it is done. That is on record.',
  'escalation-task.cannot.subject': '{owner} cannot do it: {task} ({account})',
  'escalation-task.cannot.heading': '{owner} cannot do this task',
  'escalation-task.cannot.intro':
    'It stays with {owner} until you give it to somebody else, change it, or drop it.',
  'escalation-task.ownerGone.subject': 'Its owner is gone: {task} ({account})',
  'escalation-task.ownerGone.heading': '{owner} is no longer active here',
  'escalation-task.ownerGone.intro':
    'The task is due on {day} and nobody works on it: please give it to somebody else, or drop it.',
  'escalation-task.done.subject': 'It is done: {task} ({account})',
  'escalation-task.done.heading': 'A task at {account} is done',
  'escalation-task.done.intro': 'The task of {owner} is recorded as done. You need do nothing more.',
  'escalation-task.dropped.subject': 'No longer needed: {task} ({account})',
  'escalation-task.dropped.heading': 'A task at {account} was dropped',
  'escalation-task.dropped.intro': 'The task of {owner} is not needed any more.',
  'solution-confirmation.first.subject': 'Is it solved? Please tell us',
  'solution-confirmation.again.subject': 'Reminder: is it solved? Please tell us',
  'solution-confirmation.heading': 'Has this solved it for {account}?',
  'solution-confirmation.first.intro':
    'We have presented a solution to you. Please tell us whether it has solved what you raised with us.',
  'solution-confirmation.again.intro':
    'We asked you whether the solution that we presented has solved what you raised with us, and have not heard from you yet.',
  'solution-confirmation.until':
    'If we hear nothing from you by {until}, we take it that you agree; after that, please write to us if it is not solved.',
  'solution-confirmation.summary': 'What we presented',
  'solution-confirmation.presented': 'Presented on',
  'solution-confirmation.action': 'Tell us whether it is solved',
  'solution-confirmation.linkNote':
    'Opening the link answers nothing; you choose on the page. Please do not forward this mail: whoever has the link can answer in your name.',
  'solution-confirmation.contact': 'Questions? Write to {manager} at {email}.',
  'solution-confirmation.footer':
    'You get this mail because {manager} has noted you as the person at {account} to whom this was presented.',
  'solution-by-hand.subject': 'Please record what {contact} says: {title} ({account})',
  'solution-by-hand.heading': 'The answer of {account} has to be recorded by hand',
  'solution-by-hand.noAddress':
    'The records have no mail address of {contact}, so nobody was asked by mail whether it is solved.',
  'solution-by-hand.stillNone':
    'The solution was presented to {contact}, who has no mail address in the records, and no answer has been recorded yet.',
  'solution-by-hand.notMailed':
    'No mail has reached {contact}, so their silence does not count as agreement and nobody asks them any more.',
  'solution-by-hand.then':
    'Please ask them yourself and record their answer, or take the presentation back and present it to somebody else.',
} as const;
