import { chatTexts } from '../chat/texts/translate.ts';
import { chatWanted } from '../db/read-models/chat-wanted.ts';
import { countedIn, limitClock } from '../db/read-models/escalation-clock.ts';
import { queueChat } from '../db/stores/chat-outbox.ts';
import type { ClockKind } from '../db/stores/escalation-clocks.ts';
import type { ChatMessage } from '../domain/chat-message.ts';
import { clockArithmetic } from '../domain/escalations/clock.ts';
import type { Person } from '../domain/person.ts';
import { createReaderFormat, type Language, type ReaderFormat } from '../domain/reader-format.ts';
import type { MailMessage } from '../mail/messages.ts';
import { mailTexts, type MailTexts } from '../mail/texts/translate.ts';
import { running, type EscalationEffect } from './escalation-effect.ts';

/** What mails tell of an escalation, which chats are told in the same words. */
export type EscalationNews = Extract<MailMessage, { kind: 'escalation-news' }>['data']['news'];

/**
 * One piece of news of an escalation: what mails tell too, that it was opened (again), or who is asked as number `number` of its run. `about` keeps apart what is told of several times, `clock` is the one it is about.
 */
export type EscalationChatNews =
  | { readonly news: 'opened' }
  | { readonly news: 'asked'; readonly person: Person; readonly number: number; readonly attempt: number }
  | {
      readonly news: EscalationNews;
      readonly about: string;
      readonly clock: ClockKind;
      readonly share: number;
    };

interface Writing {
  readonly t: ReturnType<typeof chatTexts>;
  readonly mail: MailTexts;
  readonly format: ReaderFormat;
}

/**
 * Tells the chats of the account's programme a piece of news, once, where one wants escalations: in the language of the programme's owner, with severity,
 * account, title, stage, who has it and the time left, and no reason or amount. Part of the effect's transaction.
 */
export async function tellChat(effect: EscalationEffect, news: EscalationChatNews): Promise<void> {
  const { db, at, account } = effect;
  const readers = await chatWanted(db, { accountId: account.id, kind: 'escalation' });
  if (readers === undefined) return;
  const { programmeId, language } = readers;
  const writing = writingIn(language, effect);
  const message: ChatMessage = {
    ...wordsOf(effect, { news, writing }),
    facts: await factsOf(effect, { news, writing }),
    link: { label: writing.t('action.escalation'), url: `/escalations/${effect.escalation.id}` },
  };
  const dedupeKey = keyOf(effect, news);
  await queueChat(db, { programmeId, kind: 'escalation', dedupeKey, message, at });
}

function writingIn(language: Language, { escalation }: EscalationEffect): Writing {
  const format = createReaderFormat({ language, timeZone: escalation.timeZone });
  return { t: chatTexts(language), mail: mailTexts(language), format };
}

function keyOf({ escalation }: EscalationEffect, news: EscalationChatNews): string {
  const { id, run } = escalation;
  const of = `escalation/${id}/${run}/${news.news}`;
  if (news.news === 'asked') return `${of}/${news.number}`;
  return 'about' in news ? `${of}/${news.about}` : of;
}

interface Written {
  readonly news: EscalationChatNews;
  readonly writing: Writing;
}

function wordsOf(
  { escalation, account, people }: EscalationEffect,
  { news, writing: { t, mail } }: Written,
): Pick<ChatMessage, 'title' | 'text'> {
  const names = { account: account.name, title: escalation.title };
  if (news.news === 'asked') {
    const key = news.attempt === 1 ? 'asked' : 'askedAgain';
    const title = t(`escalation.${key}.title`, { ...names, person: news.person.name });
    return { title, text: t(`escalation.${key}.text`) };
  }
  if (news.news === 'opened') {
    const key = escalation.run === 1 ? 'opened' : 'reopened';
    return { title: t(`escalation.${key}.title`, names), text: t(`escalation.${key}.text`, names) };
  }
  const { share, clock } = news;
  const timed = news.news === 'warned' || news.news === 'breached';
  const key = timed ? (`${news.news}.${clock}` as const) : news.news;
  const filled = { ...names, share, holder: people.get(escalation.holderId ?? '')?.name ?? '' };
  return {
    title: mail(`escalation-news.${key}.subject`, filled),
    text: mail(`escalation-news.${key}.heading`, filled),
  };
}

async function factsOf(effect: EscalationEffect, { news, writing }: Written): Promise<ChatMessage['facts']> {
  const { escalation, account, people, at } = effect;
  const { t, mail, format } = writing;
  const holder = people.get(escalation.holderId ?? '');
  return [
    { label: t('fact.account'), value: account.name },
    { label: mail('escalation.what'), value: escalation.title },
    { label: mail('escalation.severity'), value: mail(`escalation.severity.${escalation.severity}`) },
    { label: t('fact.stage'), value: t(`stage.${escalation.stage}`) },
    { label: t('fact.holder'), value: holder?.name ?? t('fact.nobody') },
    ...(await clockFacts(effect, { news, writing })),
    { label: t('fact.at'), value: format.instant(at) },
  ];
}

async function clockFacts(
  effect: EscalationEffect,
  { news, writing: { t, mail, format } }: Written,
): Promise<ChatMessage['facts']> {
  const { db, escalation, at } = effect;
  const usual = escalation.stage === 'acknowledge' ? 'response' : 'resolution';
  const clock = running(effect, 'clock' in news ? news.clock : usual);
  if (clock === undefined) return [];
  const found = await countedIn(db, escalation);
  const { leftMinutes } = clockArithmetic(limitClock(found, { ...clock, at }), at);
  const due = { label: mail(`escalation.due.${clock.kind}`), at: clock.dueAt };
  return [
    ...(due.at === null ? [] : [{ label: due.label, value: format.instant(due.at) }]),
    ...(leftMinutes === null ? [] : [{ label: t('fact.left'), value: leftOf(leftMinutes) }]),
  ];

  function leftOf(left: number): string {
    if (escalation.pausedAt !== null) return t('left.paused');
    const whole = Math.floor(Math.abs(left));
    const length = { hours: Math.floor(whole / 60), minutes: whole % 60 };
    if (left < 0) return t('left.over', length);
    const { hours } = found.policy.severities[escalation.severity];
    return t(`left.${hours}`, length);
  }
}
