import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflateSync } from 'node:zlib';

const run = promisify(execFile);

async function inFolder<T>(pdf: Uint8Array, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'pdf-'));
  try {
    await writeFile(join(folder, 'it.pdf'), pdf);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The text of each page as pdftotext reads it, lines and spaces run together. */
export function pagesOf(pdf: Uint8Array): Promise<readonly string[]> {
  return inFolder(pdf, async (folder) => {
    await run('pdftotext', ['-enc', 'UTF-8', 'it.pdf', 'it.txt'], { cwd: folder });
    const text = await readFile(join(folder, 'it.txt'), 'utf8');
    return text
      .split('\f')
      .slice(0, -1)
      .map((page) => page.replace(/\s+/g, ' ').normalize('NFC'));
  });
}

/** A page as pdftoppm paints it, in shades of grey; 0 is black. */
export interface PaintedPage {
  readonly width: number;
  readonly height: number;
  readonly shades: Uint8Array;
}

/** Every page as an image of 50 dots per inch. */
export function paintedPages(pdf: Uint8Array): Promise<readonly PaintedPage[]> {
  return inFolder(pdf, async (folder) => {
    await run('pdftoppm', ['-gray', '-r', '50', 'it.pdf', 'page'], { cwd: folder });
    const files = (await readdir(folder)).filter((name) => name.endsWith('.pgm')).toSorted();
    return Promise.all(files.map(async (name) => painted(await readFile(join(folder, name)))));
  });
}

function painted(file: Buffer): PaintedPage {
  const [head = '', width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString('latin1')) ?? [];
  return { width: Number(width), height: Number(height), shades: file.subarray(head.length) };
}

/** Everything that a file holds beside painted text, streams unpacked: metadata, outlines, names of fonts; as bytes read for letters. */
export function insideOf(pdf: Buffer): string {
  const raw = pdf.toString('latin1');
  const unpacked = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, packed = '']) => {
    try {
      return inflateSync(Buffer.from(packed, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  const all = [raw, ...unpacked].join('\n');
  // Strings outside ASCII are written as UTF-16; strings may also be written as hexadecimal digits.
  const hex = [...all.matchAll(/<([0-9a-fA-F\s]+)>/g)].map(([, digits = '']) =>
    Buffer.from(digits.replace(/\s/g, ''), 'hex').toString('latin1'),
  );
  return [all, ...hex].join('\n').replaceAll('\0', '');
}
