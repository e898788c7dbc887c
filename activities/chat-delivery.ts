import type { Logger } from 'pino';
import type { ChatAnswer, ChatNetwork } from '../chat/post.ts';
import { sayInChat } from '../chat/say.ts';
import type { ChatSeal } from '../db/chat-seal.ts';
import type { Db } from '../db/client.ts';
import { findMailReader } from '../db/read-models/mail-readers.ts';
import { getOpenableChannel, refuseOfRemoved } from '../db/stores/chat-channels.ts';
import {
  noteChatGivenUp,
  noteChatSent,
  noteOwnerTold,
  type UntoldOutage,
} from '../db/stores/chat-outages.ts';
import {
  claimChatMessages,
  settleChatMessage,
  type ChatOutcome,
  type ClaimedChatMessage,
} from '../db/stores/chat-outbox.ts';
import { nextChatAttempt } from '../domain/chat-attempts.ts';
import type { Clock } from '../domain/clock.ts';
import { DomainError } from '../domain/errors.ts';
import { queueMail } from './mail-queue.ts';

/** What posting to chats needs; links in messages lead to `publicUrl`. */
export interface ChatDeps {
  readonly db: Db;
  readonly seal: ChatSeal;
  readonly network: ChatNetwork;
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly log: Logger;
}

// Longer than a post may take; a sender that is gone for so long does not come back.
const leaseSeconds = 60;
const channelsAtOnce = 10;
const roundsAtMost = 100;

/**
 * Posts what is queued for chats, of each channel one message after the other, and returns how many attempts it made; the worker calls it again and
 * again, beside others that do the same.
 */
export async function sendChats(deps: ChatDeps): Promise<number> {
  const { db, clock } = deps;
  await refuseOfRemoved(db);
  let attempts = 0;
  for (let round = 0; round < roundsAtMost; round += 1) {
    const claimed = await claimChatMessages(db, { asOf: clock.now(), limit: channelsAtOnce, leaseSeconds });
    if (claimed.length === 0) break;
    attempts += claimed.length;
    await Promise.all(claimed.map((message) => deliver(deps, message)));
  }
  return attempts;
}

async function deliver(deps: ChatDeps, message: ClaimedChatMessage): Promise<void> {
  const { db, clock, log } = deps;
  const answer = await answerTo(deps, message);
  const at = clock.now();
  const outcome = outcomeOf(answer, { message, at });
  const isSettled = await db.transaction(async (trx) => {
    const settled = await settleChatMessage(trx, { message, outcome, at });
    if (settled) await follow(trx, { message, outcome, at });
    return settled;
  });
  const { state } = outcome;
  const error = 'error' in outcome ? outcome.error : undefined;
  const level = state === 'sent' ? 'info' : 'warn';
  log[level]({ chatMessageId: message.id, channelId: message.channelId, state, error, isSettled }, 'chat');
}

async function answerTo(deps: ChatDeps, { id, channelId, message }: ClaimedChatMessage): Promise<ChatAnswer> {
  const { db, seal, network, publicUrl, clock } = deps;
  try {
    const channel = await getOpenableChannel(db, channelId);
    const secret = seal.open(channel, channel.programmeId);
    return await sayInChat(
      { id, message, format: channel.format, ...secret, publicUrl, at: clock.now() },
      network,
    );
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // A key that is missing can be put back.
    if (error.code === 'conflict') return { kind: 'later', error: error.message, afterSeconds: null };
    return { kind: 'refused', error: error.message };
  }
}

function outcomeOf(
  answer: ChatAnswer,
  { message, at }: { readonly message: ClaimedChatMessage; readonly at: Date },
): ChatOutcome {
  if (answer.kind === 'sent') return { state: 'sent' };
  const { error } = answer;
  if (answer.kind === 'refused') return { state: 'refused', error };
  const { attempts } = message;
  const { afterSeconds } = answer;
  const nextAt = nextChatAttempt({ attempts, at, afterSeconds });
  if (nextAt !== null) return { state: 'queued', error, nextAt, hold: afterSeconds !== null };
  return { state: 'failed', error: `Tried ${attempts} times. ${error}` };
}

async function follow(
  db: Db,
  what: { readonly message: ClaimedChatMessage; readonly outcome: ChatOutcome; readonly at: Date },
): Promise<void> {
  const { message, outcome, at } = what;
  const { channelId } = message;
  if (outcome.state === 'queued') return;
  if (outcome.state === 'sent') return noteChatSent(db, { channelId, at });
  // Whoever tests a channel sees for themselves.
  if (message.kind === 'test') return;
  const { error } = outcome;
  const outage = await noteChatGivenUp(db, { channelId, error, at });
  if (outage !== undefined) await tellOwner(db, { outage, error, at });
}

async function tellOwner(
  db: Db,
  { outage, error, at }: { readonly outage: UntoldOutage; readonly error: string; readonly at: Date },
): Promise<void> {
  const { channelId, channelName, programmeName, ownerId, since } = outage;
  const owner = ownerId === null ? undefined : await findMailReader(db, ownerId);
  if (owner === undefined) return;
  await queueMail(db, {
    dedupeKey: `chat-failing/${channelId}/${since.toISOString()}`,
    workflowId: null,
    to: owner,
    message: { kind: 'chat-failing', data: { channelId, channelName, programmeName, error } },
    occurredAt: at,
  });
  await noteOwnerTold(db, { channelId, at });
}
