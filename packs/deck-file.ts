import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

// Written by the machine's own calendar, so that the file says the same in every time zone.
const noDate = new Date(1980, 0, 1);

/**
 * Writes a deck's file anew, so that the same slides at the same time are the same bytes: the library puts the clock into the file, and
 * numbers shapes of a slide alike, which the format forbids.
 */
export function deckFile(written: Uint8Array, at: Date): Buffer {
  const files = Object.entries(unzipSync(written))
    .filter(([name]) => !name.endsWith('/'))
    .map(([name, content]): [string, Uint8Array] => [name, settled(name, { content, at })]);
  return Buffer.from(zipSync(Object.fromEntries(files), { mtime: noDate }));
}

function settled(
  name: string,
  { content, at }: { readonly content: Uint8Array; readonly at: Date },
): Uint8Array {
  if (name === 'docProps/core.xml') {
    const time = `${at.toISOString().slice(0, 19)}Z`;
    return strToU8(strFromU8(content).replace(/(W3CDTF">)[^<]*/g, `$1${time}`));
  }
  if (!/^ppt\/slides\/slide\d+\.xml$/.test(name)) return content;
  let shape = 0;
  return strToU8(strFromU8(content).replace(/<p:cNvPr id="\d+"/g, () => `<p:cNvPr id="${(shape += 1)}"`));
}
