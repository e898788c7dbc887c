/** The texts of the page of a quarterly review in English. */
export const reviewsEn = {
  'review.state.planned': 'Planned',
  'review.state.frozen': 'Figures frozen',
  'review.state.signedOff': 'Signed off',
  'review.state.ready': 'Pre-read sent',
  'review.state.held': 'Held, minutes missing',
  'review.state.closed': 'Closed',
  'review.state.cancelled': 'Cancelled',
} as const;
