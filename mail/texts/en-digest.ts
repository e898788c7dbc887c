/** The English texts of the daily digest. */
export const enDigest = {
  'digest.subject.one': 'One decision waits for you: {day}',
  'digest.subject.more': '{count} decisions wait for you: {day}',
  'digest.heading.one': 'One question waits for your decision',
  'digest.heading.more': '{count} questions wait for your decision',
  'digest.intro': 'This is everything that is open for you on {day}. Each question has a link of its own.',
  'digest.title': '“{step}” for {account}, {year}',
  'digest.askedBy': 'Asked by',
  'digest.askedInstead': '{askedBy}, in the place of {insteadOf}',
  'digest.waited': 'Working hours waited',
  'digest.footer':
    'You get one mail on each working day because you asked for it. Questions that cannot wait for the next one come by themselves.',
  'digest.single': 'Get a mail for each question instead',
} as const;
