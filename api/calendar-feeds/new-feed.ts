import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/client.ts';
import type { LinkTokens } from '../../db/link-token.ts';
import { getPerson } from '../../db/read-models/people.ts';
import { makeFeed, type CalendarFeed, type FeedChange } from '../../db/stores/calendar-feeds.ts';
import { spokenLanguage, type Language } from '../../domain/reader-format.ts';

/** What addresses of calendars are made with. */
export interface FeedMaker {
  readonly db: Db;
  readonly links: LinkTokens;
  readonly publicUrl: string;
}

/** A new feed with its address, which is told this once: whoever has it reads the calendar. */
export type NewFeed = CalendarFeed & { readonly address: string };

/** Makes or renews the address of a calendar, in the language wished, else the person's, else English. Throws `notFound` and `conflict`. */
export async function makeCalendar(
  change: FeedChange & { readonly language: Language | undefined },
  { db, links, publicUrl }: FeedMaker,
): Promise<NewFeed> {
  const { subject } = change;
  const link = { linkId: randomUUID(), keyId: links.currentKeyId };
  const token = links.token(link);
  const own = 'personId' in subject ? (await getPerson(db, subject.personId)).language : 'en';
  const feed = await makeFeed(db, {
    ...change,
    language: change.language ?? spokenLanguage(own),
    link: { id: link.linkId, keyId: link.keyId, tokenSha256: links.sha256(token) },
  });
  return { ...feed, address: `${publicUrl.replace(/\/$/, '')}/calendar/${token}.ics` };
}
