/** The texts about taking a decision back, in English. */
export const undoEn = {
  'undo.title': 'Did you mean something else?',
  'undo.until': 'You can take this decision back until {at}. Nothing follows from it before.',
  'undo.choice': 'Yes, take my decision back',
  'undo.hint': 'The question is then open again, and you can answer it once more on this page.',
  'undo.submit': 'Take it back',
  'undo.missing': 'Your decision stands: please tick the box if you want to take it back.',
  'undo.refused.begun':
    'It can no longer be taken back, because work has begun. Your decision stands; if it was a mistake, please tell {name}.',
  'undo.refused.over':
    'It can no longer be taken back, because the time for it is over. Your decision stands; if it was a mistake, please tell {name}.',
  'undo.refused.changed':
    'There is nothing to take back: the question has changed since, and {name} goes on without this decision.',
  'takenBack.title': 'Your decision is taken back',
  'takenBack.lead': 'Nothing has followed from it. “{step}” for {account} waits for your answer again.',
  'takenBack.closed':
    'It counts no longer. “{step}” for {account} has been decided by the others, so there is nothing left for you to do.',
  'takenBack.again': 'Read and decide',
} as const;
