import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A file the pages need, under an address that changes with its content, so that it can be cached for ever. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly content: Buffer;
}

/** The one style sheet of all pages. */
export const stylesheet: Asset = readAsset('pages.css', 'text/css; charset=utf-8');

function readAsset(name: string, type: string): Asset {
  const content = readFileSync(new URL(name, import.meta.url));
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 16);
  return { path: `/assets/${name.replace('.', `.${digest}.`)}`, type, content };
}
