/** What a chat channel can be told of. */
export const chatKinds = ['escalation', 'alarm'] as const;

/** One of {@link chatKinds}. */
export type ChatKind = (typeof chatKinds)[number];

/** How far a message to a chat has come: `failed` after the last of its attempts, `refused` where another would not help. */
export const chatMessageStates = ['queued', 'sent', 'failed', 'refused'] as const;

/** One of {@link chatMessageStates}. */
export type ChatMessageState = (typeof chatMessageStates)[number];
