import { createRequire } from 'node:module';
import type pptx from 'pptxgenjs';
import type { Language } from '../domain/reader-format.ts';
import { deckFile } from './deck-file.ts';
import { palette } from './page-frame.ts';

const require = createRequire(import.meta.url);
const Deck = require('pptxgenjs') as typeof pptx.default;

/** A slide to be filled; places and sizes are in inches. */
export type Slide = pptx.default.Slide;

/** Where content stands on a slide of 13.33 by 7.5 inches. */
export const sheet = { left: 0.5, top: 1.25, across: 12.33, height: 5.55 } as const;

/** What every slide says; `mark` says for whom it is. */
export interface DeckFrame {
  readonly name: string;
  /** How the language is written down in the file, such as 'de-DE'. */
  readonly locale: string;
  readonly mark: { readonly text: string; readonly warns: boolean };
  /** The line at the foot of a slide, such as "2 of 9". */
  readonly pageOf: (place: { readonly page: number; readonly pages: number }) => string;
}

/** Languages as files of slides name them. */
export const slideLocales: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/** One slide: its heading, and what fills it. */
export interface SlidePlan {
  readonly heading: string;
  readonly fill: (slide: Slide) => void;
}

const font = 'Arial';
const withTitle = 'WITH_TITLE';
const bare = 'BARE';

/** A colour as slides take it: without its sign. */
export function slideColour(name: keyof typeof palette): string {
  return palette[name].slice(1).toUpperCase();
}

/** A file of slides (PPTX) with a first one on the accent colour and then the others; the same slides and time give the same bytes. */
export async function deckOf(
  frame: DeckFrame,
  {
    first,
    slides,
    at,
  }: { readonly first: SlidePlan; readonly slides: readonly SlidePlan[]; readonly at: Date },
): Promise<Buffer> {
  const deck = new Deck();
  deck.layout = 'LAYOUT_WIDE';
  deck.title = frame.name;
  deck.author = 'KAM';
  deck.company = 'KAM';
  deck.subject = '';
  deck.theme = { headFontFace: font, bodyFontFace: font };
  defineMasters(deck, frame);
  first.fill(titled(deck, { master: bare, heading: first.heading, frame }));
  const pages = slides.length + 1;
  for (const [index, { heading, fill }] of slides.entries()) {
    const slide = titled(deck, { master: withTitle, heading, frame });
    const place = { x: 10.33, y: 6.98, w: 2.5, h: 0.3 } as const;
    const text = frame.pageOf({ page: index + 2, pages });
    slide.addText(text, {
      ...place,
      fontSize: 10,
      align: 'right',
      color: slideColour('muted'),
      lang: frame.locale,
    });
    fill(slide);
  }
  return deckFile((await deck.write({ outputType: 'nodebuffer' })) as Buffer, at);
}

function titled(
  deck: pptx.default,
  {
    master,
    heading,
    frame,
  }: { readonly master: string; readonly heading: string; readonly frame: DeckFrame },
): Slide {
  const slide = deck.addSlide({ masterName: master });
  slide.addText(heading, { placeholder: 'title', lang: frame.locale });
  return slide;
}

interface MasterLook {
  readonly title: string;
  readonly paper: keyof typeof palette;
  readonly ink: { readonly mark: keyof typeof palette; readonly heading: keyof typeof palette };
  readonly place: {
    x: number;
    y: number;
    w: number;
    h: number;
    fontSize: number;
    valign: 'middle' | 'bottom';
  };
  /** Whether the deck's name stands above. */
  readonly named: boolean;
}

function defineMasters(deck: pptx.default, frame: DeckFrame): void {
  defineMaster(
    { deck, frame },
    {
      title: bare,
      paper: 'accent',
      ink: { mark: 'onAccent', heading: 'onAccent' },
      place: { x: 0.8, y: 2, w: 11.7, h: 1.5, fontSize: 36, valign: 'bottom' },
      named: false,
    },
  );
  defineMaster(
    { deck, frame },
    {
      title: withTitle,
      paper: 'onAccent',
      ink: { mark: frame.mark.warns ? 'warning' : 'muted', heading: 'accent' },
      place: { x: sheet.left, y: 0.5, w: sheet.across, h: 0.6, fontSize: 24, valign: 'middle' },
      named: true,
    },
  );
}

function defineMaster(
  { deck, frame }: { readonly deck: pptx.default; readonly frame: DeckFrame },
  { title, paper, ink, place, named }: MasterLook,
): void {
  const { mark, name, locale } = frame;
  const small = { y: 0.2, h: 0.3, fontSize: 10, lang: locale } as const;
  const options = { ...small, x: 9.83, w: 3, align: 'right', bold: mark.warns } as const;
  const above = { text: mark.text, options: { ...options, color: slideColour(ink.mark) } };
  const whose = { text: name, options: { ...small, x: 0.5, w: 9, color: slideColour('muted') } };
  const heading = { name: 'title', type: 'title', margin: 0, align: 'left', bold: true } as const;
  deck.defineSlideMaster({
    title,
    background: { color: slideColour(paper) },
    objects: [
      ...(named ? [{ text: whose }] : []),
      { text: above },
      { placeholder: { options: { ...heading, ...place, color: slideColour(ink.heading) }, text: '' } },
    ],
  });
}
