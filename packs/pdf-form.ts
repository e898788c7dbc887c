// What documents use of pdfmake. Its published types bring the browser's globals into every file of a program that reads them.

type Margin = [left: number, top: number, right: number, bottom: number];
type Alignment = 'left' | 'center' | 'right';
type Sides = [left: boolean, top: boolean, right: boolean, bottom: boolean];

interface Looks {
  style?: string;
  font?: string;
  fontSize?: number;
  lineHeight?: number;
  bold?: boolean;
  color?: string;
  alignment?: Alignment;
  noWrap?: boolean;
}

interface Block extends Looks {
  margin?: Margin;
  width?: number | '*' | 'auto';
  unbreakable?: boolean;
  pageBreak?: 'before' | 'after';
}

interface CellBlock extends Block {
  colSpan?: number;
  fillColor?: string;
  border?: Sides;
}

/** One block of a document, in the library's own form. */
export type Content = CellBlock &
  (
    | { text: string }
    | { stack: Content[] }
    | { ul: string[] }
    | { columns: Content[]; columnGap?: number }
    | { canvas: Rectangle[] }
    | { table: Table; layout?: TableLayout }
  );

interface Rectangle {
  type: 'rect';
  x: number;
  y: number;
  w: number;
  h: number;
  color: string;
  lineColor?: string;
  lineWidth?: number;
}

interface Table {
  headerRows?: number;
  keepWithHeaderRows?: number;
  dontBreakRows?: boolean;
  widths: (number | '*')[];
  body: Content[][];
}

type ByPlace<Value> = (index: number, node: { table: Table }) => Value;

/** Lines and paddings of a table in points, by row or column. */
export interface TableLayout {
  hLineWidth?: ByPlace<number>;
  vLineWidth?: ByPlace<number>;
  hLineColor?: ByPlace<string>;
  vLineColor?: ByPlace<string>;
  paddingLeft?: ByPlace<number>;
  paddingRight?: ByPlace<number>;
  paddingTop?: ByPlace<number>;
  paddingBottom?: ByPlace<number>;
}

/** A whole document. */
export interface DocumentDefinition {
  pageSize: 'A4';
  pageMargins: Margin;
  language: string;
  displayTitle: boolean;
  info: { title: string; creator: string; producer: string; creationDate: Date; modDate: Date };
  header: Content;
  footer: (page: number, pages: number) => Content;
  content: Content[];
  defaultStyle: Looks;
  styles: Record<string, Looks>;
}

/** The files of a font's four faces. */
export type Fonts = Record<string, Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>;

/** What is used of the library itself; policies say what it may fetch and read. */
export interface Pdfmake {
  setFonts(fonts: Fonts): void;
  setUrlAccessPolicy(allows: (url: string) => boolean): void;
  setLocalAccessPolicy(allows: (path: string) => boolean): void;
  createPdf(definition: DocumentDefinition): { getBuffer(): Promise<Buffer> };
}
