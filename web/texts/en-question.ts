/** The texts about questions without a decision, and about attachments, in English. */
export const questionEn = {
  'approval.untilAnswered':
    'Your time stands still until your question is answered. You may decide all the same.',
  'attachments.title': 'Attachments',
  'thread.title': 'Questions and answers',
  'thread.youAsked': 'You asked on {at}',
  'thread.asked': '{name} asked on {at}',
  'thread.answered': '{name} answered on {at}',
  'thread.waits': '{name} has not answered yet.',
  'thread.yoursWaits': 'Your question is with {name}, and a mail with the answer will come to you.',
  'thread.moot': 'It was not answered, because an answer was no longer needed.',
  'ask.title': 'Ask a question before you decide',
  'ask.question': 'Your question',
  'ask.hint':
    '{name} gets it by mail and answers it; the other approvers can read both. Until then you need not decide, and your time stands still.',
  'ask.submit': 'Send my question',
  'ask.error.empty': 'Nothing has been sent: please write your question.',
  'ask.error.long': 'Nothing has been sent: please shorten the question to 4,000 characters.',
  'ask.error.waiting':
    'Nothing has been sent: your earlier question has no answer yet. Please wait for it before you ask another.',
  'answer.title': '{name} has a question',
  'answer.lead':
    '{name} wants to know something before deciding on “{step}”. Until you answer, the time to decide stands still.',
  'answer.step': 'Step',
  'answer.label': 'Your answer',
  'answer.hint':
    '{name} gets it by mail; the other approvers can read it too. It cannot be changed afterwards.',
  'answer.submit': 'Send my answer',
  'answer.error': 'Your answer has not been sent yet',
  'answer.error.empty': 'Nothing has been sent: please write your answer.',
  'answer.error.long': 'Nothing has been sent: please shorten the answer to 4,000 characters.',
  'answered.sent.title': 'Your answer is sent',
  'answered.sent': '{name} gets it by mail and can now decide on “{step}” for {account}. Thank you.',
  'answered.first.title': 'This question has been answered already',
  'answered.first':
    'The first answer to {name} about “{step}” for {account} stands; another one was not recorded. If something is missing, please write to {name} directly.',
  'answered.moot.title': 'This question needs no answer any more',
  'answered.moot':
    'Since {name} asked about “{step}” for {account}, the decision was made or passed on, or the request has ended. There is nothing left for you to do here.',
} as const;
