import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DomainError } from '../../domain/errors.ts';

/** A file being read once: its text piece by piece, and what was seen of its bytes so far. */
export interface SourceText {
  readonly pieces: AsyncIterable<string>;
  bytesRead(): number;
  /** The SHA-256 of the file as given, gzip included; final once `pieces` has ended. */
  sha256(): string;
}

const gzipMagic = Buffer.from([0x1f, 0x8b]);
const inflatedChunk = 256 * 1024;

/** Reads plain or gzip text, told apart by the first bytes. A damaged or truncated gzip, text that is not in `encoding`, and an
 * empty file throw `invalid` with one sentence that says so. */
export function readSource(source: Readable, encoding: string): SourceText {
  const hash = createHash('sha256');
  let bytes = 0;
  // A source that breaks before its first piece is asked for would otherwise end the process; the loop below throws the same error.
  source.on('error', () => undefined);
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      hash.update(chunk);
      yield chunk;
    }
  }
  let digest: string | undefined;
  return {
    pieces: decoded(inflated(counted()), encoding),
    bytesRead: () => bytes,
    sha256: () => (digest ??= hash.digest('hex')),
  };
}

async function* inflated(chunks: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < gzipMagic.length) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  if (head.length === 0) throw new DomainError('invalid', 'The file is empty.');
  const whole = prepended(head, chunks);
  if (!head.subarray(0, gzipMagic.length).equals(gzipMagic)) {
    yield* whole;
    return;
  }
  const gunzip = createGunzip({ chunkSize: inflatedChunk });
  // The loop below meets any error of the pipeline, because it destroys its last stream with it.
  pipeline(Readable.from(whole), gunzip, () => undefined);
  try {
    yield* gunzip as AsyncIterable<Buffer>;
  } catch (error) {
    throw gzipProblem(error);
  }
}

async function* prepended(head: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}

async function* decoded(chunks: AsyncGenerator<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let seen = 0;
  try {
    for await (const chunk of chunks) {
      const text = decoder.decode(chunk, { stream: true });
      seen += chunk.length;
      if (text !== '') yield text;
    }
    decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new DomainError(
      'invalid',
      `The file is not written in ${encoding}: there are other bytes after byte ${seen}. Name its encoding in the mapping (csv.encoding).`,
    );
  }
}

function gzipProblem(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'Z_BUF_ERROR') {
    return new DomainError('invalid', 'The gzip file ends in the middle: it was not copied completely.');
  }
  if (code.startsWith('Z_'))
    return new DomainError('invalid', 'The gzip file is damaged and cannot be unpacked.');
  return error;
}
