const firstPauseSeconds = 30;
const longestPauseSeconds = 60 * 60;

// How often a message is tried before it is given up: over three hours and a few minutes, unless the chat asks for more.
const chatAttemptsAtMost = 10;

/**
 * When a message is tried again whose attempt number `attempts`, from 1, did not get through at `at`; null after the last one. The pauses double from 30
 * seconds to an hour; a chat that asks to be left alone for longer is, but for no more than an hour.
 */
export function nextChatAttempt(tried: {
  readonly attempts: number;
  readonly at: Date;
  readonly afterSeconds: number | null;
}): Date | null {
  const { attempts, at, afterSeconds } = tried;
  if (attempts >= chatAttemptsAtMost) return null;
  const pause = Math.max(firstPauseSeconds * 2 ** (attempts - 1), afterSeconds ?? 0);
  return new Date(at.getTime() + Math.min(pause, longestPauseSeconds) * 1000);
}
