/** The English texts of the mails about quarterly reviews. */
export const enReview = {
  'review.when': 'When',
  'review.where': 'Where',
  'review.long': 'How long',
  'review.minutes': '{count} minutes',
  'review.open': 'Open the review',
  'review.reason': 'Reason: {reason}',
  'review.footer': 'You get this mail because you are invited to the review of {account}.',
  'review.footer.client': 'You get this mail because you are invited to the review of {account}.',
  'review.footer.manager': 'You get this mail because you manage {account}.',
  'review.footer.overseer':
    'You get this mail because the account {account} or its programme is in your charge.',
  'review-invitation.invited.subject': 'Invitation: review of {account}, Q{quarter} {year}',
  'review-invitation.invited.heading': 'The review of {account} for Q{quarter} {year}',
  'review-invitation.moved.subject': 'Changed: review of {account}, Q{quarter} {year}',
  'review-invitation.moved.heading':
    'The review of {account} for Q{quarter} {year} has another date or place',
  'review-invitation.cancelled.subject': 'Cancelled: review of {account}, Q{quarter} {year}',
  'review-invitation.cancelled.heading': 'The review of {account} for Q{quarter} {year} is cancelled',
  'review-invitation.intro':
    'We look together at what the quarter brought to {account} and decide what comes next.',
  'review-invitation.executive':
    'The executive review of {account} closes the year {year}: what it brought, and what the next one is to bring.',
  'review-invitation.closing':
    'The attached invitation puts it into your calendar. {manager} answers your questions.',
  'review-pre-read.subject': 'To read before: review of {account}, Q{quarter} {year}',
  'review-pre-read.heading': 'Please read before the review of {account}',
  'review-pre-read.intro':
    'Attached are the figures and the decisions that are wanted of the review of {account} for Q{quarter} {year}.',
  'review-pre-read.unsigned':
    'Not signed off: the manager of the account has not confirmed these figures and decisions.',
  'review-pre-read.comment': 'With the sign-off: {comment}',
  'review-changes.subject': 'Changes wanted: review of {account}, Q{quarter} {year}',
  'review-changes.heading': 'The review of {account} is to be changed before it is signed off',
  'review-changes.own': 'You asked for changes to the review before signing it off.',
  'review-changes.intro': '{by} asks for changes to the review before it is signed off.',
  'review-changes.next':
    'Change the agenda or the decisions wanted on the page of the review; the sign-off is then asked for again. The pre-read goes out on {until}.',
  'review-not-signed-off.subject': 'Not signed off: review of {account}, Q{quarter} {year}',
  'review-not-signed-off.heading': 'The pre-read for {account} went out without a sign-off',
  'review-not-signed-off.intro':
    '{manager} was to sign the pack off and has not. It went to everybody invited, and says to our own people that it is not signed off.',
  'review-minutes-wanted.asked': 'Minutes, please: review of {account}, Q{quarter} {year}',
  'review-minutes-wanted.again': 'Reminder: the minutes of the review of {account}, Q{quarter} {year}',
  'review-minutes-wanted.heading': 'What did the review of {account} decide?',
  'review-minutes-wanted.intro':
    'Please record who was there, what was decided, and who does what until when. Actions become steps or commitments of the plan; what stays open comes back at the next review.',
  'review-minutes-wanted.then': 'Without minutes, {name} is told on {at} and the review counts as missed.',
  'review-missed.subject': 'Missed: review of {account}, Q{quarter} {year}',
  'review-missed.heading': 'There are no minutes of the review of {account}',
  'review-missed.intro':
    '{manager} was asked for the minutes and reminded, and has not recorded any. The review counts as missed.',
  'review-missed.next': 'Minutes can still be recorded until {at}; then the review is closed without them.',
  'review-summary.subject': 'Decided: review of {account}, Q{quarter} {year}',
  'review-summary.heading': 'What the review of {account} decided',
  'review-summary.intro':
    'Thank you for the review of {account} for Q{quarter} {year}. This is what comes of it.',
  'review-summary.open': 'still open; it comes back at the next review',
  'review-summary.action': '{name}, by {day}',
} as const;
