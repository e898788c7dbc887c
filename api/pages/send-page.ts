import { createPageReader, type PageReader } from '../../web/page-reader.ts';
import type { Response } from 'express';

/** The reader of a page that belongs to nobody in particular. */
export const anybody: PageReader = createPageReader({ language: 'en', timeZone: 'UTC' });

/** Answers with a page that no cache may keep and no search engine may list. */
export async function sendPage(
  res: Response,
  answer: { readonly status: number; readonly page: JSX.Element },
): Promise<void> {
  const html = await answer.page;
  res.status(answer.status).set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex, nofollow' });
  res.type('text/html; charset=utf-8').send(html);
}
