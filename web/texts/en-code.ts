/** The English texts of the page that asks for a code. */
export const codeEn = {
  'code.title': 'Enter the code to decide',
  'code.title.none': 'A new code is needed',
  'code.sent': 'Nothing is decided yet. We have sent a code to {address}. It can be used once, until {at}.',
  'code.open':
    'Nothing is decided yet. We sent a code to {address} a moment ago. It can be used once, until {at}.',
  'code.wrong':
    'That is not the code, and nothing is decided. You can try {count} more times. Only the newest code counts.',
  'code.wrong.one':
    'That is not the code, and nothing is decided. You can try once more. Only the newest code counts.',
  'code.malformed':
    'Nothing is decided yet. Please type the eight letters and digits of the code in the mail.',
  'code.dead': 'The code was entered wrongly five times, so it counts no longer, and nothing is decided.',
  'code.expired': 'The code was good for ten minutes, which are over. Nothing is decided.',
  'code.used': 'This code has been used already. It decides nothing more.',
  'code.none':
    'There is no code for this decision, so nothing is decided. A code counts for one decision only, as it was chosen.',
  'code.notSent': 'The code could not be sent, so nothing is decided. Please try again in a few minutes.',
  'code.tooMany':
    'No more codes can be sent before {at}, and nothing is decided. If you have the newest code, you can still enter it.',
  'code.decides.approve': 'With the code you approve',
  'code.decides.requestChanges': 'With the code you ask for changes to',
  'code.decides.reject': 'With the code you reject',
  'code.decides.handOver': 'With the code you let {to} decide',
  'code.decides.absence':
    'With the code you let another decide while you are away: {to}. You were asked about',
  'code.label': 'Code',
  'code.hint': 'Eight letters and digits, such as 7K3M-9QXT. Capitals and the dash do not matter.',
  'code.submit': 'Decide',
  'code.confirm': 'Confirm',
  'code.again': 'Send a new code',
} as const;
