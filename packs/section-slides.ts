import type pptx from 'pptxgenjs';
import { sheet, slideColour, slideLocales, type Slide, type SlidePlan } from './deck.ts';
import { marks, type PackCell, type PackSection, type Tone } from './pack-section.ts';
import type { PackReader } from './reader.ts';
import { rowHeight, slidePages, slideWidths } from './slide-pages.ts';

const fontSize = 12;
const noteSize = 10;
const pageWidth = 499;
const leadHeight = 0.5;
const colours: Record<Tone, string> = {
  good: slideColour('good'),
  caution: slideColour('caution'),
  bad: slideColour('warning'),
  plain: slideColour('ink'),
};

/** The slides of a part of a pack: its table over as many as it needs, each with its headings; one with what is said instead where it has no row. */
export function sectionSlides(
  section: PackSection,
  { t, format: { language } }: PackReader,
): readonly SlidePlan[] {
  const widths = slideWidths(section, { across: sheet.across, onPage: pageWidth });
  const head = rowHeight(
    section.columns.map((column) => ({ text: column.head })),
    { widths, fontSize },
  );
  const top = sheet.top + (section.lead === undefined ? 0 : leadHeight);
  const height = sheet.top + sheet.height - top - head;
  const pages = slidePages(section, { widths, height, fontSize });
  return pages.map((rows, index) => ({
    heading:
      pages.length === 1
        ? section.heading
        : t('review.page', { heading: section.heading, page: index + 1, pages: pages.length }),
    fill: (slide) => {
      const said = section.lead ?? (rows.length === 0 ? section.none : '');
      if (said !== '') sentence(slide, { text: said, lang: slideLocales[language] });
      if (rows.length > 0) table(slide, { section, rows, widths, top, lang: slideLocales[language] });
    },
  }));
}

function sentence(slide: Slide, { text, lang }: { readonly text: string; readonly lang: string }): void {
  const place = { x: sheet.left, y: sheet.top, w: sheet.across, h: 0.4 };
  slide.addText(text, { ...place, margin: 0, fontSize: 14, color: slideColour('ink'), lang });
}

interface TablePlan {
  readonly section: PackSection;
  readonly rows: readonly (readonly PackCell[])[];
  readonly widths: readonly number[];
  readonly top: number;
  readonly lang: string;
}

function table(slide: Slide, { section, rows, widths, top, lang }: TablePlan): void {
  const alignOf = (index: number): 'right' | 'left' => (section.columns[index]?.right ? 'right' : 'left');
  const head = section.columns.map((column, index): pptx.default.TableCell => ({
    text: column.head,
    options: { align: alignOf(index), bold: true, color: slideColour('muted'), lang },
  }));
  const body = rows.map((row) =>
    row.map((cell, index): pptx.default.TableCell => ({
      text: runs(cell, lang),
      options: { align: alignOf(index) },
    })),
  );
  const line = { type: 'solid', pt: 0.5, color: slideColour('line') } as const;
  const none = { type: 'none' } as const;
  slide.addTable([head, ...body], {
    ...{ x: sheet.left, y: top, w: sheet.across, colW: [...widths] },
    ...{ fontSize, valign: 'top', margin: [0.04, 0.1, 0.04, 0.1] },
    border: [none, none, line, none],
  });
}

function runs({ text, note = '', tone = 'plain' }: PackCell, lang: string): pptx.default.TableCell[] {
  const marked = [marks[tone], text].filter((part) => part !== '').join('\u00a0');
  const main = {
    text: marked,
    options: { color: colours[tone], bold: tone === 'bad', breakLine: note !== '', lang },
  };
  if (note === '') return [main];
  return [main, { text: note, options: { color: slideColour('muted'), fontSize: noteSize, lang } }];
}
