import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HttpProblem } from '../problems.ts';

/** A stream as it was written to disk. */
export interface StoredStream {
  readonly bytes: number;
  readonly sha256: string;
}

/** The 413 for a file beyond `maxBytes`; the connection ends with it, because the rest of the file is still under way. */
export function tooLarge(maxBytes: number): HttpProblem {
  const detail = `The file is larger than ${maxBytes} bytes. Compress it with gzip, or send it in parts.`;
  return new HttpProblem({ status: 413, type: 'too-large', detail, headers: { Connection: 'close' } });
}

/** Writes a stream to a new file. Throws 413 beyond `maxBytes`, and 400 when the stream ends early. */
export async function storeStream(
  source: Readable,
  target: { path: string; maxBytes: number },
): Promise<StoredStream> {
  const hash = createHash('sha256');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(bytes > target.maxBytes ? tooLarge(target.maxBytes) : null, chunk);
    },
  });
  // Piped by hand: a pipeline would end the connection together with the request, before the refusal is sent.
  source.on('error', (error) => meter.destroy(error));
  source.once('close', () => {
    if (!source.readableEnded)
      meter.destroy(
        new HttpProblem({ status: 400, type: 'incomplete', detail: 'The upload ended in the middle.' }),
      );
  });
  source.pipe(meter);
  try {
    await pipeline(meter, createWriteStream(target.path, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    source.unpipe(meter);
    source.resume();
    throw error;
  }
  return { bytes, sha256: hash.digest('hex') };
}
