import { crc32, deflateRawSync } from 'node:zlib';

const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const;
const sizeOf = { local: 30, central: 46, end: 22 } as const;
const utf8Names = 0x0800;
const versionNeeded = 20;

interface Entry {
  readonly name: Buffer;
  readonly content: Buffer;
}

/**
 * Writes a deck's file anew, so that the same slides at the same time are the same bytes: the library puts the clock into the file, and
 * numbers shapes of a slide alike, which the format forbids. Contents are packed; `stored` has to hold its own unpacked.
 */
export function deckFile(stored: Buffer, at: Date): Buffer {
  const entries = entriesOf(stored)
    .filter(({ name }) => !name.toString('utf8').endsWith('/'))
    .map(({ name, content }) => ({ name, content: settled(name.toString('utf8'), { content, at }) }));
  return zipOf(entries, dosTime(at));
}

function settled(name: string, { content, at }: { readonly content: Buffer; readonly at: Date }): Buffer {
  const text = (): string => content.toString('utf8');
  if (name === 'docProps/core.xml') {
    const day = `${at.toISOString().slice(0, 19)}Z`;
    return Buffer.from(text().replace(/(W3CDTF">)[^<]*/g, `$1${day}`));
  }
  if (!/^ppt\/slides\/slide\d+\.xml$/.test(name)) return content;
  let shape = 0;
  return Buffer.from(text().replace(/<p:cNvPr id="\d+"/g, () => `<p:cNvPr id="${(shape += 1)}"`));
}

function entriesOf(zip: Buffer): readonly Entry[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let place = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const nameLength = zip.readUInt16LE(place + 28);
    const name = zip.subarray(place + sizeOf.central, place + sizeOf.central + nameLength);
    if (zip.readUInt16LE(place + 10) !== 0) throw new Error(`${name.toString('utf8')} is packed.`);
    const local = zip.readUInt32LE(place + 42);
    const from = local + sizeOf.local + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(from, from + zip.readUInt32LE(place + 24));
    place += sizeOf.central + nameLength + zip.readUInt16LE(place + 30) + zip.readUInt16LE(place + 32);
    return { name, content };
  });
}

// APPNOTE 4.4.6: two seconds, minutes, hours; days, months, years from 1980.
function dosTime(at: Date): number {
  const day = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return day * 0x10000 + time;
}

function zipOf(entries: readonly Entry[], time: number): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const packed = deflateRawSync(content);
    const head = fileHead({ name, content, packed, time });
    const local = Buffer.concat([numbers([signature.local, 4]), head, name, packed]);
    files.push(local);
    // Beside the file's own head: who made it; no comment, disk or attributes; where it stands.
    const before = numbers([signature.central, 4], [versionNeeded, 2]);
    directory.push(before, head, Buffer.alloc(10), numbers([offset, 4]), name);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const count = entries.length;
  const end = numbers(
    [signature.end, 4],
    [0, 4],
    [count, 2],
    [count, 2],
    [index.length, 4],
    [offset, 4],
    [0, 2],
  );
  return Buffer.concat([...files, index, end]);
}

// APPNOTE 4.3.7, after the signature; 8 is deflate.
function fileHead(file: Entry & { readonly packed: Buffer; readonly time: number }): Buffer {
  const { name, content, packed, time } = file;
  return numbers(
    [versionNeeded, 2],
    [utf8Names, 2],
    [8, 2],
    [time, 4],
    [crc32(content), 4],
    [packed.length, 4],
    [content.length, 4],
    [name.length, 2],
    [0, 2],
  );
}

function numbers(...fields: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer {
  return Buffer.concat(
    fields.map(([value, bytes]) => {
      const field = Buffer.alloc(bytes);
      field.writeUIntLE(value, 0, bytes);
      return field;
    }),
  );
}
