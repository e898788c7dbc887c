/** The English texts of the mail about a chat that news no longer reaches. */
export const enChat = {
  'chat-failing.subject': 'News no longer reaches the chat {channel}',
  'chat-failing.heading': 'The chat {channel} takes no messages',
  'chat-failing.intro':
    'News of the programme {programme} was to be posted there and could not be. The mail about it was sent as always.',
  'chat-failing.kept':
    'What could not be posted is kept and can be sent again once the chat takes messages. Later news is still tried.',
  'chat-failing.channel': 'Channel',
  'chat-failing.programme': 'Programme',
  'chat-failing.reason': 'What went wrong',
  'chat-failing.next':
    'Please have the webhook looked at in the chat, or its new address given with "kam chat change {number}". Try it with "kam chat test {number}", and send again what was missed with "kam chat retry {number}".',
  'chat-failing.once': 'You hear of this once, until a message gets through again.',
  'chat-failing.footer': 'You get this mail because you own the programme {programme}.',
} as const;
