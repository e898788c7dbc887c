import { z } from 'zod';
import { mailKind } from './kind.ts';

const failing = z.object({
  channelId: z.string(),
  channelName: z.string(),
  programmeName: z.string(),
  error: z.string(),
});

/** Tells a programme's owner, once for each outage, that news no longer reaches one of its chats, and what to do about it. */
export const chatFailing = mailKind(failing, (data, { t }) => {
  const { channelName: channel, programmeName: programme, channelId: number } = data;
  return {
    subject: t('chat-failing.subject', { channel }),
    heading: t('chat-failing.heading', { channel }),
    paragraphs: [t('chat-failing.intro', { programme }), t('chat-failing.kept')],
    facts: [
      { label: t('chat-failing.channel'), value: `${number}, ${channel}` },
      { label: t('chat-failing.programme'), value: programme },
      { label: t('chat-failing.reason'), value: data.error },
    ],
    closing: [t('chat-failing.next', { number }), t('chat-failing.once')],
    footer: t('chat-failing.footer', { programme }),
  };
});
