/** The English texts of the mails about questions that approvers ask without deciding. */
export const enQuestion = {
  'approval.attachments': 'Attachments, on the page',
  'question.action': 'Read and answer',
  'question.plan': 'Plan',
  'question.asked': 'Asked',
  'question.waits':
    'Until there is an answer, {by} need not decide and the time to decide stands still: the step waits for you.',
  'question.linkNote':
    'Please do not forward this mail: whoever has the link can answer in your name. {by} may also decide without waiting for the answer.',
  'question.footer.manager': 'You get this mail because you asked for approval of this step for {account}.',
  'question.footer.other':
    'You get this mail because {manager}, who asked for approval of this step for {account}, cannot answer at the moment or has not done so.',
  'approval-question.subject': 'A question from {by}: {step} ({account}, {year})',
  'approval-question.heading': '{by} has a question',
  'approval-question.intro':
    '{by} was asked to decide on “{step}” for {account} and wants to know something first.',
  'approval-question.instead':
    '{by} was asked to decide on “{step}” for {account} and wants to know something first. {manager} cannot answer at the moment, so the question comes to you.',
  'question-reminder.subject': 'Reminder: a question from {by} on {step} ({account}, {year})',
  'question-reminder.heading': 'A question is still without an answer',
  'question-reminder.intro':
    '{by} asked about “{step}” for {account} on {at} and is waiting for your answer.',
  'question-unanswered.subject': 'Nobody has answered: a question from {by} on {step} ({account}, {year})',
  'question-unanswered.heading': 'A question has been left without an answer',
  'question-unanswered.intro':
    '{by} asked about “{step}” for {account} on {at}. {owes} was reminded twice and has not answered. You can answer yourself, or see to it that {owes} does.',
  'question-answered.subject': 'Your question is answered: {step} ({account}, {year})',
  'question-answered.heading': '{by} has answered your question',
  'question-answered.intro': 'You asked about “{step}” for {account} before deciding. Here is the answer.',
  'question-answered.yours': 'Your question',
  'question-answered.until':
    'Your time to decide runs again: please answer by {at}. You can ask again on the page.',
  'question-answered.noLimit': 'You can decide now, or ask again on the page.',
} as const;
