import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { clientReviewPack } from '../../domain/reviews/client-review-pack.ts';
import { clientReviewDocument } from '../../packs/client-review-document.ts';
import { createDocumentPrinter } from '../../packs/document-printer.ts';
import { reviewDocument } from '../../packs/review-document.ts';
import { reviewSlides } from '../../packs/review-slides.ts';
import { pagesOf, paintedPages } from '../support/pdf-reading.ts';
import { emptyPack, fullPack } from '../support/review-packs.ts';

const at = new Date('2026-04-18T06:00:00Z');
const german = { language: 'de', at } as const;
const english = { language: 'en', at } as const;
const large = fullPack({ steps: 60, kpis: 40 });

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** The slides of a file in order, each as its XML. */
function slidesOf(file: Uint8Array): readonly string[] {
  const files = unzipSync(file);
  const number = (name: string): number => Number(/\d+/.exec(name)?.[0]);
  return Object.keys(files)
    .filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name))
    .toSorted((one, other) => number(one) - number(other))
    .map((name) => strFromU8(files[name] ?? new Uint8Array()));
}

const saysOf = (slide: string): readonly string[] =>
  [...slide.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text = '']) => unescaped(text));

describe('the PDF of a review with 60 steps and 40 KPIs', () => {
  it('begins with what is to be decided, holds all of the rest, and marks every page as internal', async () => {
    const pages = await pagesOf(await reviewDocument(large, german));
    const [first = ''] = pages;
    expect(first).toMatch(/Größenwahn.*15:00 Uhr \(Berlin\).*Was zu entscheiden ist.*Zweite Schicht in Łódź/);
    expect(first.indexOf('Was zu entscheiden ist')).toBeLessThan(first.indexOf('Kennzahlen gegen Ziel'));
    expect(pages.filter((page) => !page.includes('INTERN'))).toEqual([]);
    const all = pages.join(' ');
    for (const { title } of large.steps) expect(all).toContain(title.trim());
    for (const { name } of large.kpis)
      expect(all.replaceAll(/\s/g, '')).toContain(name.de.replaceAll(/\s/g, ''));
    for (const said of [
      '63 von 100: zu beobachten. −4,6 Punkte',
      'Unbekannt: keine Lieferung',
      'Noch nichts',
    ])
      expect(all).toContain(said);
  });

  it('has no blank page and paints nothing into the margins', async () => {
    const painted = await paintedPages(await reviewDocument(large, german));
    expect(painted.length).toBeGreaterThan(5);
    for (const { width, height, shades } of painted) {
      const margin = Math.floor(width * 0.06);
      const rows = Array.from({ length: height }, (_, row) =>
        shades.subarray(row * width, (row + 1) * width),
      );
      const inside = rows.slice(Math.round(height * 0.06), Math.round(height * 0.94));
      expect(inside.flatMap((row) => [...row]).filter((shade) => shade < 200).length).toBeGreaterThan(300);
      const beside = rows.flatMap((row) => [...row.subarray(0, margin), ...row.subarray(width - margin)]);
      expect(Math.min(...beside)).toBeGreaterThan(200);
    }
  });
});

describe('a review in which nothing has happened yet', () => {
  it.each(['en', 'de'] as const)(
    'says of every part that there is nothing in it, in %s',
    async (language) => {
      const [page = '', ...others] = await pagesOf(await reviewDocument(emptyPack(), { language, at }));
      const slides = slidesOf(await reviewSlides(emptyPack(), { language, at }));
      expect(others).toEqual([]);
      expect(slides).toHaveLength(10);
      const none = language === 'en' ? 'No decision is asked for.' : 'Es ist nichts zu entscheiden.';
      expect(page).toContain(none);
      expect(saysOf(slides[1] ?? '')).toContain(none);
      expect(
        await pagesOf(await clientReviewDocument(clientReviewPack(emptyPack()), { language, at })),
      ).toHaveLength(1);
    },
  );
});

describe('the slides of a review', () => {
  it('say what it is, then what is to be decided, and then every step and KPI on slides of their own', async () => {
    const slides = slidesOf(await reviewSlides(large, german)).map(saysOf);
    expect(slides[0]?.[0]).toBe('Reiseveranstalter Größenwahn & Söhne GmbH');
    expect(slides[1]?.[0]).toBe('Was zu entscheiden ist');
    const said = slides.flat();
    for (const { title } of large.steps) expect(said).toContain(title);
    for (const { name } of large.kpis) expect(said).toContain(name.de);
    expect(
      said.some((text) => text.startsWith('Kennzahlen gegen Ziel, Vorquartal und Vorjahr (1 von ')),
    ).toBe(true);
    expect(slides.at(-1)).toContain(`${slides.length} von ${slides.length}`);
    expect(said).toContain('■\u00a0Verfehlt');
    expect(said).toContain('●\u00a0Auf Kurs');
  });

  it('number the shapes of each slide differently, as the format wants it, and name the language', async () => {
    for (const slide of slidesOf(await reviewSlides(large, german))) {
      const ids = [...slide.matchAll(/<p:cNvPr id="(\d+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(slide).toContain('lang="de-DE"');
    }
  });

  it('keep a table on its slide: no more lines than fit above its foot, however long a text is', async () => {
    const wide = Array.from({ length: 30 }, () => ({ said: 'Wörter '.repeat(400), done: 'x'.repeat(4000) }));
    const file = await reviewSlides({ ...emptyPack(), feedback: wide }, german);
    const tables = slidesOf(file).filter((slide) => slide.includes('<a:tbl>'));
    expect(tables.length).toBeGreaterThan(5);
    // Twelve points in 7.4 inches hold at least 70 letters; a line is 0.2 inches, and 5.5 inches are there.
    for (const slide of tables) {
      const letters = saysOf(slide).filter((text) => text.length > 100);
      const lines = letters.reduce((sum, text) => sum + Math.ceil(text.length / 70), 0) / 2;
      expect(lines * 0.2).toBeLessThan(5.5);
    }
  });
});

describe('the printer', () => {
  it('gives the same file for the same pack, language and time, in its thread as here', async () => {
    const print = createDocumentPrinter();
    const pack = fullPack({ steps: 5, kpis: 6 });
    const [document, slides, client] = await Promise.all([
      print({ pack, form: 'document', ...german }),
      print({ pack, form: 'slides', ...german }),
      print({ pack, form: 'clientDocument', ...german }),
    ]);
    expect(document.equals(await reviewDocument(pack, german))).toBe(true);
    expect(slides.equals(await reviewSlides(pack, german))).toBe(true);
    expect(client.equals(await clientReviewDocument(clientReviewPack(pack), german))).toBe(true);
    expect(slides.equals(await reviewSlides(pack, english))).toBe(false);
  });
});
