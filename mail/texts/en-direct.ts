/** The English texts of the mails that are sent at once and kept nowhere: codes and sign-in links. */
export const enDirect = {
  'decision-code.subject': 'Your code for the decision you are making',
  'decision-code.intro':
    'This is the code that the page asks for. Enter it there within {minutes} minutes; it can be used once.',
  'decision-code.approve': 'With it you approve:',
  'decision-code.requestChanges': 'With it you ask for changes to:',
  'decision-code.reject': 'With it you reject:',
  'decision-code.handOver': 'With it you let {to} decide for you:',
  'decision-code.absence':
    'With it you let another decide for you while you are away: {to}. The page belongs to:',
  'decision-code.more': 'And {count} more.',
  'decision-code.notYou':
    'If you are not deciding this right now, somebody else has your link. Tell nobody the code, and tell the person who asked you for the decision.',
  'decision-code.footer': 'You get this mail because a decision in your name needs a code.',
  'sign-in.subject': 'Your link to everything that waits for you',
  'sign-in.heading': 'Sign in, {name}',
  'sign-in.intro':
    'Open this link in the browser in which you asked for it. It can be used once, within {minutes} minutes.',
  'sign-in.action': 'Sign in',
  'sign-in.once': 'Opening the link signs nobody in; you confirm on the page.',
  'sign-in.notYou':
    'If you did not ask for this, do nothing, and do not forward this mail: the link signs in as you.',
  'sign-in.footer': 'You get this mail because somebody asked for a sign-in link for this address.',
} as const;
