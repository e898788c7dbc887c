/** The English texts of the mails about commitments of both sides. */
export const enCommitment = {
  'commitment.text': 'What is agreed',
  'commitment.due': 'By',
  'commitment.owner': 'Who',
  'commitment.with': 'Agreed with',
  'commitment.person': '{manager}, {email}',
  'commitment.action': 'Confirm or propose another date',
  'commitment.linkNote':
    'Opening the link answers nothing; you choose on the page. Please do not forward this mail: whoever has the link can answer in your name.',
  'commitment.contact': 'Questions? Write to {manager} at {email}.',
  'commitment.footer': 'You get this mail because {manager} has noted this for {account} with your name.',
  'commitment-request.subject': 'Please confirm: what we agreed for {day}',
  'commitment-request.heading': '{manager} asks you to confirm a date',
  'commitment-request.intro':
    '{manager} has noted the following as agreed with {account}. Please confirm it, or propose another date.',
  'commitment-request.again': 'You were asked about this before; what this mail says is what counts now.',
  'commitment-reminder.subject': 'Reminder: please confirm what we agreed for {day}',
  'commitment-reminder.heading': 'Your confirmation is still missing',
  'commitment-reminder.intro':
    '{manager} wrote to you about this on {at}. Please confirm it for {account}, or propose another date.',
  'commitment-settled.accepted.subject': 'Agreed: the new date is {day}',
  'commitment-settled.accepted.heading': 'The date you proposed is agreed',
  'commitment-settled.accepted':
    '{manager} agrees to {proposed}. The new date for {account} holds from now on.',
  'commitment-settled.refused.subject': 'Not agreed: please see the date again',
  'commitment-settled.refused.heading': 'The date you proposed does not work',
  'commitment-settled.refused':
    '{manager} cannot agree to {proposed}. For {account} the date stays {day}; you can confirm it or propose another one.',
  'commitment-withdrawn.subject': 'No longer needed: what we agreed for {day}',
  'commitment-withdrawn.heading': 'This is no longer needed',
  'commitment-withdrawn.intro': '{manager} no longer counts on the following from {account}.',
  'commitment-answered.confirmed.subject': 'Confirmed: {owner} of {account}, {day}',
  'commitment-answered.confirmed.heading': '{owner} has confirmed',
  'commitment-answered.confirmed': '{owner} of {account} confirms this commitment in the {year} plan.',
  'commitment-answered.proposed.subject': 'Another date: {owner} of {account} proposes {proposed}',
  'commitment-answered.proposed.heading': '{owner} proposes another date',
  'commitment-answered.proposed':
    '{owner} of {account} proposes {proposed} instead of {day} for this commitment in the {year} plan.',
  'commitment-answered.next':
    'Accept or refuse it with a reason; {owner} gets a mail. Until then the date stays as it is.',
  'commitment-trouble.unreachable.subject': 'No address: {owner} of {account} cannot be asked',
  'commitment-trouble.unreachable.heading': '{owner} cannot be asked by mail',
  'commitment-trouble.unreachable':
    '{owner} is named for this commitment in the {year} plan for {account}, but has no mail address in the records.',
  'commitment-trouble.unreachable.next': 'Add the address of {owner} and have the question asked again.',
  'commitment-trouble.silent.subject': 'No answer: {owner} of {account}',
  'commitment-trouble.silent.heading': '{owner} has not answered',
  'commitment-trouble.silent':
    '{owner} of {account} was asked and reminded, and has not confirmed this commitment in the {year} plan. The silence is recorded.',
  'commitment-trouble.silent.next': 'A call to {owner} helps more than another mail. The link still works.',
  'commitment-trouble.missed.subject': 'Missed: {owner}, {day} ({account}, {year})',
  'commitment-trouble.missed.heading': 'A commitment has been missed',
  'commitment-trouble.missed':
    '{owner} was to keep this commitment in the {year} plan for {account} by {day}; it is not marked as done.',
  'commitment-trouble.missed.next': 'Mark it as done if it is, or speak with {owner}.',
  'commitment-given.subject': 'In your hands: a commitment to {account} by {day}',
  'commitment-given.heading': 'You are named for a commitment to {account}',
  'commitment-given.intro': '{manager} counts on you for this in the {year} plan for {account}.',
  'commitment-given.next': 'Tell {manager} when it is done, or early if {day} cannot be kept.',
  'commitment-due.subject': 'Due on {day}: your commitment to {account}',
  'commitment-due.heading': 'A commitment of yours is due on {day}',
  'commitment-due.intro': '{manager} counts on you for this in the {year} plan for {account}.',
  'commitment-due.next': 'Tell {manager} when it is done, or today if {day} cannot be kept.',
  'commitment-late.subject': 'Past its date: your commitment to {account}',
  'commitment-late.heading': 'A commitment of yours was due on {day}',
  'commitment-late.intro':
    'This commitment in the {year} plan for {account} is not marked as done, and counts as missed.',
  'commitment-late.next': 'Tell {manager} that it is done, or when it will be.',
  'commitment-unsettled.subject': 'No answer yet: {owner} of {account} proposes {proposed}',
  'commitment-unsettled.heading': '{owner} waits for an answer about {proposed}',
  'commitment-unsettled.manager':
    '{owner} of {account} proposes {proposed} instead of {day} for this commitment in the {year} plan, and has no answer from you yet.',
  'commitment-unsettled.manager.next':
    'Accept or refuse it with a reason; {owner} gets a mail. Until then the date stays as it is.',
  'commitment-unsettled.overseer':
    '{owner} of {account} proposes {proposed} instead of {day} for this commitment in the {year} plan. {manager} was reminded and has not answered.',
  'commitment-unsettled.overseer.next': 'Please speak with {manager}: the client waits for an answer.',
  'commitment-due-client.subject': 'Reminder: what we agreed for {day}',
  'commitment-due-client.heading': 'What we agreed is due on {day}',
  'commitment-due-client.intro':
    '{manager} counts on the following from {account}. If something has come in between, you can propose another date.',
  'commitment-given.footer': 'You get this mail because the {year} plan for {account} names you.',
} as const;
