/** The English texts of the mails about decisions that pass from one person to another. */
export const enHandOver = {
  'approval.why.delegated': '{of} has handed this decision to you: you decide for {of}.',
  'approval.why.suggested': '{of} says that you are the right person: you decide in your own right.',
  'approval.why.reassigned': 'You are asked instead of {of}.',
  'approval.why.absent': '{of} is away and has named you as stand-in: you decide for {of}.',
  'approval.footer.standIn':
    'You get this mail because a decision on a step of the {year} plan for {account} was passed to you.',

  'approval-handed-over.subject': 'Passed to you: {step} ({account}, {year})',
  'approval-handed-over.heading.delegated': 'You are asked for {of}',
  'approval-handed-over.heading.suggested': 'You are asked instead of {of}',
  'approval-handed-over.heading.reassigned': 'You are asked instead of {of}',
  'approval-handed-over.heading.absent': 'You are asked for {of}',
  'approval-handed-over.intro':
    '{askedBy} has planned “{step}” for {account} and asks you to approve it, to ask for changes, or to reject it.',
  'approval-handed-over.words.approver': '{of} wrote: “{words}”',
  'approval-handed-over.words.manager': 'The reason given: “{words}”',

  'hand-over-confirmation.subject': 'With {to} now: {step} ({account}, {year})',
  'hand-over-confirmation.heading': '{to} has the decision now',
  'hand-over-confirmation.delegated': 'You asked {to} to decide on “{step}” for {account} for you.',
  'hand-over-confirmation.suggested':
    'You named {to} as the right person to decide on “{step}” for {account}; {to} decides in their own right.',
  'hand-over-confirmation.next':
    'Until {to} has decided, you can take the decision back on your page. If you did not do this, please tell {askedBy} at once.',
  'hand-over-confirmation.action': 'See who has it now',

  'hand-over-note.subject': 'Now with {to}: {step} ({account}, {year})',
  'hand-over-note.heading.delegated': '{to} decides for {from}',
  'hand-over-note.heading.suggested': '{to} decides instead of {from}',
  'hand-over-note.heading.reassigned': '{to} decides instead of {from}',
  'hand-over-note.heading.absent': '{to} decides for {from}',
  'hand-over-note.heading.takenBack': '{to} decides after all',
  'hand-over-note.delegated':
    '{from} has handed the decision on “{step}” for {account} to {to}, who has been asked.',
  'hand-over-note.suggested':
    '{from} said that {to} is the right person to decide on “{step}” for {account}. {to} has been asked.',
  'hand-over-note.reassigned':
    '“{step}” for {account} was reassigned from {from} to {to}, who has been asked.',
  'hand-over-note.absent': '{from} is away, so {to} has been asked about “{step}” for {account}.',
  'hand-over-note.takenBack':
    '{to} has taken the decision on “{step}” for {account} back from {from} and decides in person.',

  'hand-over-gone.reassigned':
    '“{step}” for {account} has been given to {by}. There is nothing left for you to do; the link in the earlier mail is closed.',
  'hand-over-gone.takenBack':
    '{by} decides on “{step}” for {account} in person after all. There is nothing left for you to do; the link in the earlier mail is closed.',

  'absence-nobody.subject': '{away} is away: {step} ({account}, {year})',
  'absence-nobody.heading': '{away} is away, and nobody can stand in',
  'absence-nobody.intro': '{away} has been asked about “{step}” for {account} all the same.',
  'absence-nobody.cycle': 'The stand-ins who are away lead back to one another.',
  'absence-nobody.tooLong': 'The decision would have to pass on too many times.',
  'absence-nobody.inactive': 'The stand-in is no longer active.',
  'absence-nobody.mayNotDecide':
    'The stand-in asked for the decision, carries the step out, or is asked already, and so cannot decide.',
  'absence-nobody.next': 'If it cannot wait, give the decision to somebody else or recall the question.',

  'absence-set.subject': 'Your absence is noted; {to} stands in',
  'absence-set.heading': 'Your absence is noted',
  'absence-set.intro': 'From {from} until {back}, {to} is asked in your place.',
  'absence-set.next':
    'You can cancel it on the page of any decision that is asked of you. If you did not set it, do so at once.',
  'absence-set.footer':
    'You get this mail because the absence was set on the page of a decision link of yours.',
} as const;
