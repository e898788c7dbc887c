/** The texts of the page on which somebody chooses between one mail a day and one for each question, in English. */
export const digestEn = {
  'digest.title': 'How your mails come',
  'digest.changed.single': 'You get a mail for each question from now on',
  'digest.changed.daily': 'You get one mail a day from now on',
  'digest.now.single':
    'At present each question that needs your decision comes as a mail of its own, and so do reminders.',
  'digest.now.daily':
    'At present you get one mail on each working day at eight o’clock, with every question that is open for you.',
  'digest.form': 'Choose',
  'digest.legend': 'How should questions reach you?',
  'digest.single': 'A mail for each question',
  'digest.single.hint': 'What waits for the next daily mail is sent at once.',
  'digest.daily': 'One mail a day',
  'digest.daily.hint': 'Only what cannot wait for the next one comes by itself.',
  'digest.missing': 'Please choose one of the two.',
  'digest.submit': 'Save',
} as const;
