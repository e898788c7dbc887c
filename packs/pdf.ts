import { createRequire } from 'node:module';
import type { DocumentDefinition, Fonts, Pdfmake } from './pdf-form.ts';

const require = createRequire(import.meta.url);
const pdfmake = require('pdfmake') as Pdfmake;
const fonts = require('pdfmake/fonts/Roboto.js') as Fonts;

const fontFiles = new Set(Object.values(fonts).flatMap((faces) => Object.values(faces)));

pdfmake.setFonts(fonts);
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => fontFiles.has(path));

/**
 * A document as PDF with the fonts that come with the library: Latin with the accents of Europe, Greek and Cyrillic. Nothing is fetched,
 * and of all files only those fonts are read; the same definition gives the same bytes.
 */
export function renderPdf(definition: DocumentDefinition): Promise<Buffer> {
  return pdfmake.createPdf(definition).getBuffer();
}
