import { chatTexts } from '../chat/texts/translate.ts';
import type { Db } from '../db/client.ts';
import { chatWanted, type ChatReaders } from '../db/read-models/chat-wanted.ts';
import { queueChat } from '../db/stores/chat-outbox.ts';
import type { ChatMessage } from '../domain/chat-message.ts';
import { createReaderFormat } from '../domain/reader-format.ts';
import type { Cause } from '../domain/warnings/rules.ts';
import { causeTitles } from '../domain/warnings/wording.ts';
import type { MailMessage } from '../mail/messages.ts';
import { mailTexts } from '../mail/texts/translate.ts';

/** What became of an alarm, as a chat is told of it: nothing of its figures. `asOf` is 'YYYY-MM-DD'. */
export interface AlarmSaid {
  readonly alarmId: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly cause: Cause;
  readonly news: Extract<MailMessage, { kind: 'alarm' }>['data']['news'];
  readonly asOf: string;
}

type Heard = AlarmSaid & ChatReaders;

// A sweep may raise hundreds, and a chat with a message for each is read by nobody.
const singlyAtMost = 5;

/** Tells the chats of each programme of these alarms, once: up to five each by itself, more of them in one message. Part of the transaction that stores them. */
export async function tellAlarmChats(
  trx: Db,
  { said, at }: { readonly said: readonly AlarmSaid[]; readonly at: Date },
): Promise<void> {
  const byProgramme = new Map<string, Heard[]>();
  for (const alarm of said) {
    const readers = await chatWanted(trx, { accountId: alarm.accountId, kind: 'alarm' });
    if (readers === undefined) continue;
    const { programmeId } = readers;
    byProgramme.set(programmeId, [...(byProgramme.get(programmeId) ?? []), { ...alarm, ...readers }]);
  }
  for (const [programmeId, heard] of byProgramme)
    for (const message of heard.length > singlyAtMost ? [together(heard)] : heard.map(single))
      await queueChat(trx, { programmeId, kind: 'alarm', ...message, at });
}

interface Message {
  readonly dedupeKey: string;
  readonly message: ChatMessage;
}

function single(alarm: Heard): Message {
  const { alarmId, accountId, accountName: account, cause, news, asOf, language } = alarm;
  const [t, mail] = [chatTexts(language), mailTexts(language)];
  const names = { account, title: causeTitles[cause][language] };
  const format = createReaderFormat({ language, timeZone: 'UTC' });
  return {
    dedupeKey: `alarm/${alarmId}/${news}/${asOf}`,
    message: {
      title: mail(`alarm.${news}.subject`, names),
      text: mail(`alarm.${news}.heading`, names),
      facts: [
        { label: t('fact.account'), value: account },
        { label: t('fact.asOf'), value: format.day(asOf) },
      ],
      link: { label: t('action.account'), url: `/accounts/${accountId}` },
    },
  };
}

function together(heard: readonly Heard[]): Message {
  const [{ alarmId, asOf, language }] = heard as [Heard];
  const [t, mail] = [chatTexts(language), mailTexts(language)];
  const facts = heard.map(({ accountName: account, cause, news }) => ({
    label: account,
    value: mail(`alarm.${news}.subject`, { account, title: causeTitles[cause][language] }),
  }));
  return {
    dedupeKey: `alarms/${alarmId}-${heard.length}/${asOf}`,
    message: {
      title: t('alarms.title', { count: heard.length }),
      text: t('alarms.text'),
      facts: facts.slice(0, 10),
      link: { label: t('action.service'), url: '/' },
    },
  };
}
