/** The English texts of the mails about surveys of a client's contacts. */
export const enSurvey = {
  'survey.action': 'Answer',
  'survey.stop': 'Do not ask me again',
  'survey.how':
    'It is one question, and a few more if you like: less than two minutes. You can answer, and change your answer, until {at}.',
  'survey.linkNote':
    'Opening the link answers nothing; you choose on the page. Please do not forward this mail: whoever has the link can answer in your name.',
  'survey.contact': 'Questions? Write to {manager} at {email}.',
  'survey.footer':
    'You get this mail because {manager} works with {account} and you are noted as a contact there. We ask at most once in 60 days.',
  'survey.firmFooter': 'You get this mail because you are responsible for {account}.',
  'survey.score': '{score} on a scale from {low} to {high}',
  'survey.answers': 'All answers, with names: “kam surveys answers {id}”',
  'survey.measure.nps': 'Net promoter score',
  'survey.measure.csat': 'Satisfied',
  'survey.measure.ces': 'Ease, from 1 to 7',
  'survey.measure.advocacy': 'Have recommended us',
  'survey.figure': '{value} (answers: {answers})',
  'survey-invitation.subject': 'How are we doing? One question from {manager}',
  'survey-invitation.heading': '{manager} would like to know how we are doing',
  'survey-invitation.intro':
    'We work with {account} and want to do it better. {manager} reads your answer, with your name, and acts on it.',
  'survey-reminder.subject': 'Reminder: one question from {manager}',
  'survey-reminder.heading': 'Your view is still missing',
  'survey-reminder.intro':
    '{manager} wrote to you about our work for {account} and would still like to hear from you. There will be no further reminder.',
  'survey-detractor.subject': 'Please call: {contact} of {account} is not satisfied',
  'survey-detractor.heading': '{contact} of {account} is not satisfied',
  'survey-detractor.intro':
    '{contact} has given a low score in the survey of {account}. It is recorded as a warning sign.',
  'survey-detractor.address': 'Write to',
  'survey-detractor.next':
    'Please speak with {contact} soon: a call within two working days shows that the answer was read.',
  'survey-closed.subject': 'Survey of {account}: {answered} of {asked} answered',
  'survey-closed.heading': 'The survey of {account} has ended',
  'survey-closed.intro': '{answered} of {asked} contacts who were asked have answered.',
  'survey-closed.none': 'None of the {asked} contacts who were asked has answered.',
  'survey-closed.next':
    'Please put the answers into themes, and say what was done about each: the next review tells the client.',
} as const;
