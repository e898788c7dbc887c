import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Busboy } from '@fastify/busboy';
import type { Request } from 'express';
import { invalidRequest } from '../faults.ts';
import type { ReceivedUpload } from '../operation.ts';
import { storeStream, tooLarge } from './store-stream.ts';
import type { StoredStream } from './store-stream.ts';

/** A file that was received: on disk, never in memory. `mapping` is the text of the mapping sent with it, '' if none was. */
export interface ReceivedFile {
  readonly path: string;
  readonly bytes: number;
  readonly fileName: string;
  readonly mapping: string;
}

/** The folder in which uploads are put, each in a folder of its own, and the largest that is taken. */
export interface ReceiveLimits {
  readonly folder: string;
  readonly maxBytes: number;
  readonly maxMappingBytes: number;
}

interface Parts {
  stored?: StoredStream;
  fileName: string;
  mapping: string;
}

function partFault(path: string, message: string): Error {
  return invalidRequest([{ path, message }]);
}

function watchFields(
  busboy: Busboy,
  into: { parts: Parts; maxBytes: number; reject: (error: Error) => void },
): void {
  const { parts, maxBytes, reject } = into;
  busboy.on('field', (name, value, _nameTruncated, truncated) => {
    if (name !== 'mapping') reject(partFault(`/${name}`, 'Send the parts "mapping" and "file" only.'));
    if (truncated) reject(partFault('/mapping', `must be at most ${maxBytes} bytes`));
    parts.mapping = value;
  });
  const oneEach = () => reject(partFault('', 'Send one "mapping" and one "file".'));
  busboy.on('filesLimit', oneEach).on('fieldsLimit', oneEach);
  busboy.on('error', () => reject(partFault('', 'The multipart body is malformed.')));
}

function openBusboy(request: Request, fieldSize: number): Busboy {
  const headers = { ...request.headers, 'content-type': request.get('Content-Type') ?? '' };
  try {
    return new Busboy({ headers, limits: { files: 1, fields: 1, fieldSize } });
  } catch {
    throw partFault('', 'The multipart body has no boundary in its Content-Type.');
  }
}

async function receiveParts(
  request: Request,
  target: { path: string; limits: ReceiveLimits },
): Promise<Parts> {
  const { maxBytes, maxMappingBytes } = target.limits;
  const parts: Parts = { fileName: 'upload', mapping: '' };
  const busboy = openBusboy(request, maxMappingBytes);
  const storing: Promise<unknown>[] = [];
  await new Promise<void>((resolve, reject) => {
    watchFields(busboy, { parts, maxBytes: maxMappingBytes, reject });
    busboy.on('file', (_name, stream, fileName) => {
      parts.fileName = fileName || 'upload';
      const stored = storeStream(stream, { path: target.path, maxBytes });
      const one = stored.then((done) => (parts.stored = done));
      one.catch(reject);
      storing.push(one);
    });
    busboy.on('finish', () => resolve());
    request.once('close', () => {
      if (!request.complete) reject(partFault('', 'The upload ended in the middle.'));
    });
    request.pipe(busboy);
  }).finally(() => {
    request.unpipe(busboy);
    request.resume();
  });
  await Promise.all(storing);
  return parts;
}

async function receiveInto(
  folder: string,
  from: { request: Request; limits: ReceiveLimits },
): Promise<ReceivedUpload> {
  const { request, limits } = from;
  const path = join(folder, 'upload');
  const parts: Parts =
    request.is('multipart/form-data') === false
      ? {
          stored: await storeStream(request, { path, maxBytes: limits.maxBytes }),
          fileName: 'upload',
          mapping: '',
        }
      : await receiveParts(request, { path, limits });
  const { stored, fileName, mapping } = parts;
  if (stored === undefined || stored.bytes === 0) {
    throw invalidRequest([{ path: '/file', message: 'The file is missing or empty.' }]);
  }
  const value: ReceivedFile = { path, bytes: stored.bytes, fileName, mapping };
  const discard = () => rm(folder, { recursive: true, force: true });
  return { value, digest: `${stored.sha256} ${createHash('sha256').update(mapping).digest('hex')}`, discard };
}

/**
 * Streams the file of a request to a temporary folder: the body itself, or the part "file" of a multipart body. Throws 413
 * beyond `maxBytes` and 400 for a body that ends early or has other parts; then nothing is left behind.
 */
export async function receiveUpload(request: Request, limits: ReceiveLimits): Promise<ReceivedUpload> {
  if (Number(request.get('Content-Length') ?? 0) > limits.maxBytes + limits.maxMappingBytes)
    throw tooLarge(limits.maxBytes);
  const folder = await mkdtemp(join(limits.folder, 'kam-import-'));
  try {
    return await receiveInto(folder, { request, limits });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
