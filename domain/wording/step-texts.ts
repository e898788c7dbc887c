/** Words about a plan's step and how it is approved, used by mails and pages alike. */
export const stepTextsEn = {
  'field.title': 'Title',
  'field.description': 'Description',
  'field.type': 'Kind of step',
  'field.ownerId': 'Carried out by',
  'field.dueOn': 'To be done by',
  'field.cost': 'Cost',
  'field.benefit': 'Expected benefit per year',
  'field.approverIds': 'Approvers',
  'field.policy': 'How it is approved',
  'value.none': 'None',
  'policy.one': 'One person is asked and decides alone.',
  'policy.any': '{of} people are asked; the first answer that approves is enough.',
  'policy.all': '{of} people are asked, and all of them have to approve.',
  'policy.quorum': '{of} people are asked, and {needed} of them have to approve.',
  'policy.sequence': 'They are asked one after the other.',
  'policy.escalate':
    'Whoever does not answer within {hours} working hours is replaced by the next person in line.',
  'policy.reject': 'No answer within {hours} working hours counts as a rejection.',
  'policy.keepWaiting': 'The question stays open until it is answered.',
} as const;
