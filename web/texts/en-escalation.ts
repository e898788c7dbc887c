/** The texts of the page on which somebody takes an escalation, in English. */
export const escalationEn = {
  'escalation.eyebrow': 'Escalation, {account}',
  'escalation.lead':
    'Somebody has to take this. Whoever takes it has it, and everybody who was asked is told.',
  'escalation.severity': 'Severity',
  'escalation.severity.1': '1, critical',
  'escalation.severity.2': '2, high',
  'escalation.severity.3': '3, medium',
  'escalation.severity.4': '4, low',
  'escalation.opened': 'Open since',
  'escalation.due': 'To be taken by',
  'escalation.late': 'Since {at} it is too late; please take it all the same.',
  'escalation.asked': 'Asked so far',
  'escalation.form': 'Your answer',
  'escalation.take': 'I take it',
  'escalation.take.hint': 'You look after it from now on, and nobody else is asked.',
  'escalation.submit': 'Send my answer',
  'escalation.error': 'Not sent',
  'escalation.error.choice': 'Nothing is recorded: please tick that you take it.',
  'escalation.title.recorded': 'You have it',
  'escalation.title.taken': '{name} has it',
  'escalation.title.closed': 'Nobody is asked about this any more',
  'escalation.taken.mine': 'You took “{title}” for {account} on {at}.',
  'escalation.taken.other': '{name} took “{title}” for {account} on {at}. You need do nothing.',
  'escalation.over': '“{title}” for {account} was closed on {at}.',
  'escalation.anew':
    'This was closed and has come up again: please use the link in our latest mail, if you got one.',
  'escalation.lead.gone':
    '{name} had it and is no longer active here. Somebody has to take it over; everybody who was asked is told who does.',
  'escalation.for.standIn': 'You stand in for {name}.',
  'escalation.for.onCall': 'You are on call in place of {name}.',
  'escalation.title.inactive': 'You cannot take this',
  'escalation.inactive':
    'The firm’s records say that you are no longer active here, so nothing was recorded. Asked so far: {names}. If that is wrong, please tell whoever keeps the records of people.',
} as const;
