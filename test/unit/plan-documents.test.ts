import { describe, expect, it } from 'vitest';
import { clientPlan } from '../../domain/planning/client-plan.ts';
import { emptyContent } from '../../domain/planning/content.ts';
import { clientDocument } from '../../packs/client-document.ts';
import { createDocumentPrinter } from '../../packs/document-printer.ts';
import { renderPdf } from '../../packs/pdf.ts';
import { planDocument } from '../../packs/plan-document.ts';
import { exportOf, fullPlan } from '../support/exported-plan.ts';
import { pagesOf, paintedPages, type PaintedPage } from '../support/pdf-reading.ts';

const at = new Date('2026-11-23T03:45:00Z');
const german = { language: 'de', at } as const;
const english = { language: 'en', at } as const;

/** How many of a page's dots between head and foot are darker than paper. */
function inkOf({ width, height, shades }: PaintedPage): number {
  const [from, until] = [Math.round(height * 0.06), Math.round(height * 0.94)];
  return shades.subarray(from * width, until * width).filter((shade) => shade < 200).length;
}

/** Whether anything is painted in the margins at the left and right. */
function staysWithinMargins({ width, height, shades }: PaintedPage): boolean {
  const margin = Math.floor(width * 0.06);
  return Array.from({ length: height }, (_, row) => shades.subarray(row * width, (row + 1) * width)).every(
    (line) => [...line.subarray(0, margin), ...line.subarray(width - margin)].every((shade) => shade > 200),
  );
}

describe('the document of a plan of 60 steps', () => {
  it('has pages without a blank one, nothing beyond the margins, and says on each that it is internal', async () => {
    const pdf = await renderPdf(planDocument(fullPlan(60), german));
    const texts = await pagesOf(pdf);
    const pages = await paintedPages(pdf);
    expect(pages).toHaveLength(texts.length);
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.length).toBeLessThan(30);
    expect(pages.filter((page) => inkOf(page) < 300)).toEqual([]);
    expect(pages.filter((page) => !staysWithinMargins(page))).toEqual([]);
    expect(texts.filter((text) => !text.includes('INTERN'))).toEqual([]);
    for (const [index, text] of texts.entries())
      expect(text).toContain(`Seite ${index + 1} von ${texts.length}`);
    expect(texts.join(' ')).toContain('Erstellt am Montag, 23. November 2026, 03:45 Uhr (UTC)');
  });

  it('says it in short on the first page, and all of it on the next ones', async () => {
    const plan = fullPlan(60);
    const [first = '', second = '', ...rest] = await pagesOf(await renderPdf(planDocument(plan, german)));
    for (const part of ['Ziele', 'Kennzahlen', 'Was auf wen wartet', 'Nächste Schritte (6 von 60 erledigt)'])
      expect(first).toContain(part);
    expect(first).toContain('SHA-256 des Inhalts: a3a3');
    expect(first).toContain('Etat: 250.000 €');
    expect(second).toMatch(/INTERN.* Ausgangslage/);
    const all = [second, ...rest].join(' ');
    for (const { title } of plan.steps) expect(all).toContain(title.normalize('NFC').trim());
    for (const name of ['Łukasz Świątek', 'Γιώργος Παπαδόπουλος', 'Ana Conceição', 'Nordwind', 'Kapitalwert'])
      expect(all).toContain(name);
  });

  it('is the same file for the same records, language and time, whether printed here or in the thread', async () => {
    const plan = fullPlan(60);
    const here = await renderPdf(planDocument(plan, german));
    const print = createDocumentPrinter();
    const [one, other, client] = await Promise.all([
      print({ plan, audience: 'internal', ...german }),
      print({ plan, audience: 'internal', ...english }),
      print({ plan, audience: 'client', ...german }),
    ]);
    expect(one.equals(here)).toBe(true);
    expect(other.equals(here)).toBe(false);
    expect(client.equals(await renderPdf(clientDocument(clientPlan(plan), german)))).toBe(true);
  });
});

describe('the document of a plan that holds nothing yet', () => {
  it.each(['en', 'de'] as const)('has pages that are not blank in %s', async (language) => {
    const plan = exportOf(emptyContent(''), []);
    for (const definition of [
      planDocument(plan, { language, at }),
      clientDocument(clientPlan(plan), { language, at }),
    ]) {
      const pages = await paintedPages(await renderPdf(definition));
      expect(pages.length).toBeGreaterThan(0);
      expect(pages.filter((page) => inkOf(page) < 300)).toEqual([]);
    }
  });
});

describe('the fonts', () => {
  it('have German, Portuguese, Polish, Greek, Czech, Turkish and Cyrillic letters, and the signs of money', async () => {
    const letters =
      'ÄÖÜäöüßẞ ÁÂÃÀÇÉÊÍÓÔÕÚãõç ĄĆĘŁŃÓŚŹŻąćęłńśźż ΑΒΓΔΘΩάέήίόύώςϊΐ ČĎĚŇŘŠŤŮŽ ĞİŞğış БГДЖЩЫЯбгдж €£ “„”–—… − ×';
    const plan = exportOf(emptyContent(letters), []);
    const text = (await pagesOf(await renderPdf(planDocument(plan, english)))).join(' ');
    const missing = [...letters.normalize('NFC')].filter((letter) => !text.includes(letter));
    expect(missing).toEqual([]);
  });
});
