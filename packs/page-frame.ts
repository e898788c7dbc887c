import type { Content, DocumentDefinition } from './pdf-form.ts';
import { cut } from './cut.ts';
import type { PackReader } from './reader.ts';

/** The colours of documents; every pair that is put on one another has a contrast of 4.5 or more. */
export const palette = {
  ink: '#18222f',
  muted: '#55616f',
  accent: '#174a7c',
  onAccent: '#ffffff',
  paleOnAccent: '#d6e4f2',
  line: '#d5dbe2',
  wash: '#f1f4f8',
  warning: '#9c2a10',
  good: '#1d5f3b',
  caution: '#7a4b00',
} as const;

/** What stands on every page: `name` on the left, `mark` on the right, above the content; below it when it was made, and the page. */
export interface PageFrame {
  readonly reader: PackReader;
  readonly name: string;
  readonly mark: { readonly text: string; readonly warns: boolean };
  readonly at: Date;
  readonly content: readonly Content[];
}

function header({ name, mark }: PageFrame): Content {
  const color = mark.warns ? palette.warning : palette.muted;
  return {
    margin: [48, 26, 48, 0],
    columns: [
      { text: cut(name, 60), color: palette.muted, fontSize: 8 },
      { text: mark.text, color, bold: mark.warns, fontSize: 8, alignment: 'right', width: 230 },
    ],
  };
}

function footer({ reader, at }: PageFrame): NonNullable<DocumentDefinition['footer']> {
  const made = reader.t('plan.generated', { at: reader.format.instant(at) });
  return (page, pages) => ({
    margin: [48, 14, 48, 0],
    fontSize: 8,
    color: palette.muted,
    columns: [
      { text: made },
      { text: reader.t('plan.page', { page, pages }), alignment: 'right', width: 120 },
    ],
  });
}

/** A document of A4 pages in this frame. Its metadata hold its name and when it was made, and nothing else of what it says. */
export function framed(frame: PageFrame): DocumentDefinition {
  return {
    pageSize: 'A4',
    pageMargins: [48, 52, 48, 52],
    language: frame.reader.format.language,
    displayTitle: true,
    info: { title: frame.name, creator: 'KAM', producer: 'KAM', creationDate: frame.at, modDate: frame.at },
    header: header(frame),
    footer: footer(frame),
    content: [...frame.content],
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.2, color: palette.ink },
    styles: {
      heading: { fontSize: 14, bold: true, color: palette.accent },
      smallHeading: { fontSize: 10.5, bold: true, color: palette.accent },
      head: { fontSize: 8, bold: true, color: palette.muted },
      small: { fontSize: 8, color: palette.muted },
    },
  };
}
