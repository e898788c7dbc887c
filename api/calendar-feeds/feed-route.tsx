import { Router } from 'express';
import type { Db } from '../../db/client.ts';
import type { LinkTokens } from '../../db/link-token.ts';
import { dueCalendar } from '../../db/read-models/due-calendar.ts';
import { findFeed } from '../../db/stores/calendar-feeds.ts';
import type { Clock } from '../../domain/clock.ts';
import { calendarText } from '../../packs/calendar.ts';
import { NoticePage } from '../../web/pages/notice-page.tsx';
import { attachmentHeaders } from '../attachments/send-attachment.ts';
import { anybody, sendPage } from '../pages/send-page.ts';
import { createMethodRefusal } from '../problems.ts';

/** What the addresses of calendars stand on. */
export interface CalendarRouteDeps {
  readonly db: Db;
  readonly links: LinkTokens;
  readonly clock: Clock;
  readonly publicUrl: string;
}

const fileForm = /^([A-Za-z0-9_-]{43})\.ics$/;
const headers = attachmentHeaders({ name: 'calendar.ics', mediaType: 'text/calendar; charset=utf-8' });

/** The route /calendar/<token>.ics, which calendars read again and again; anything else there is the neutral page for unknown addresses. */
export function createCalendarRoutes(deps: CalendarRouteDeps): Router {
  const router = Router();
  router
    .route('/calendar/:file')
    .get(async (req, res) => {
      const text = await calendarAt(String(req.params.file), deps);
      if (text === undefined)
        await sendPage(res, { status: 404, page: <NoticePage reader={anybody} notice="unknown" /> });
      else res.status(200).set(headers).end(text);
    })
    .all(createMethodRefusal(['GET']));
  return router;
}

async function calendarAt(
  file: string,
  { db, links, clock, publicUrl }: CalendarRouteDeps,
): Promise<string | undefined> {
  const [, token] = fileForm.exec(file) ?? [];
  const feed = token === undefined ? undefined : await findFeed(db, links.sha256(token));
  if (feed === undefined) return undefined;
  const now = clock.now();
  const calendar = await dueCalendar(db, { subject: feed.subject, now });
  return calendarText({ ...calendar, language: feed.language, at: now, publicUrl });
}
