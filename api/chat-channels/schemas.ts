import { z } from 'zod';
import { chatKinds, chatMessageStates } from '../../domain/chat-channel.ts';
import { chatFormats } from '../../domain/chat-message.ts';
import { instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const name = z.string().trim().min(1).max(120);
const format = z
  .enum(chatFormats)
  .meta({ description: "Slack's webhooks, Teams' workflow webhooks, or plain JSON with the words as data." });
const kinds = z.array(z.enum(chatKinds)).min(1).readonly();
const url = z.string().min(1).max(2000).meta({
  description:
    "The webhook's address, by https and public unless the operator names its host. It is sealed and told to nobody again.",
  writeOnly: true,
});

const channelShape = {
  id: recordId,
  programmeKey: z.string(),
  name: z.string(),
  format,
  kinds,
  host: z.string().meta({ description: "All that is told of the webhook's address." }),
  language: z
    .enum(['en', 'de'])
    .meta({ description: "The programme's owner's, in which messages are written." }),
  state: z.enum(['active', 'removed']),
  addedAt: instant,
  removedAt: instant.nullable(),
  lastSentAt: instant.nullable(),
  failingSince: instant.nullable().meta({
    description: 'Since when a message has been given up and none got through after it.',
  }),
  ownerToldAt: instant
    .nullable()
    .meta({ description: "When the programme's owner was told of that by mail." }),
};

/** A channel, never its address. */
export const chatChannel = z.object(channelShape).meta({ id: 'ChatChannel' });

/** A channel whose address was given just now. */
export const signedChatChannel = z
  .object({
    ...channelShape,
    signingKey: z.string().nullable().meta({
      description:
        'Base64 of 32 bytes: X-Kam-Signature is `t=<second>,v1=<hex HMAC-SHA-256 over "<second>.<body>">` by it. Told once, with a new address; else null.',
    }),
  })
  .meta({ id: 'SignedChatChannel' });

/** All channels at once: there are few. */
export const chatChannelList = z.object({ items: z.array(chatChannel) });

/** A channel to add. */
export const newChatChannel = z
  .strictObject({
    programmeKey: z.string().min(1).max(120),
    name,
    format,
    kinds: kinds.default(chatKinds).meta({ description: 'What it is told of; all of it unless given.' }),
    url,
  })
  .meta({ id: 'NewChatChannel' });

/** What is to change; only what is given does. */
export const chatChannelChange = z
  .strictObject({
    name: name.optional(),
    format: format.optional(),
    kinds: kinds.optional(),
    url: url.optional(),
  })
  .meta({ id: 'ChatChannelChange' });

/** Which channels. */
export const chatChannelQuery = z.strictObject({
  programmeKey: z.string().min(1).max(120).optional(),
  removed: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'Whether removed ones are listed too.' }),
});

/** The path of a channel. */
export const chatChannelParams = z.object({ chatChannelId: recordId });

/** What came back from a test. */
export const chatTest = z
  .object({
    messageId: recordId,
    state: z.enum(['sent', 'failed', 'refused']),
    error: z.string().nullable(),
  })
  .meta({ id: 'ChatTest' });

/** A message to a chat. */
export const chatMessage = z
  .object({
    id: recordId,
    kind: z.enum([...chatKinds, 'test']),
    title: z.string(),
    text: z.string(),
    state: z.enum(chatMessageStates).meta({
      description: 'failed: given up after its last attempt; refused: another attempt would not have helped.',
    }),
    attempts: z.int(),
    occurredAt: instant,
    nextAt: instant.nullable(),
    sentAt: instant.nullable(),
    lastError: z.string().nullable(),
  })
  .meta({ id: 'ChatMessage' });

/** Which messages of a channel. */
export const chatMessageQuery = z.strictObject({ ...pageQuery, state: z.enum(chatMessageStates).optional() });

/** How many messages were queued again. */
export const chatRetry = z.object({ queued: z.int() }).meta({ id: 'ChatRetry' });
