import { Busboy } from '@fastify/busboy';
import type { Request } from 'express';
import { largestAttachment } from '../../domain/planning/attachment.ts';
import { invalidRequest } from '../faults.ts';
import { HttpProblem } from '../problems.ts';

/** A multipart form with one file, '' and empty where none was chosen. */
export interface ReceivedForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: { readonly name: string; readonly content: Buffer };
}

const mostFields = 10;
const fieldBytes = 10_000;

function tooLarge(): HttpProblem {
  const detail = `The file is larger than ${largestAttachment} bytes.`;
  return new HttpProblem({ status: 413, type: 'too-large', detail, headers: { Connection: 'close' } });
}

function openBusboy(request: Request): Busboy {
  const headers = { ...request.headers, 'content-type': request.get('Content-Type') ?? '' };
  const limits = { files: 1, fields: mostFields, fieldSize: fieldBytes, fileSize: largestAttachment };
  try {
    return new Busboy({ headers, limits });
  } catch {
    throw invalidRequest([{ path: '', message: 'Send a multipart form.' }]);
  }
}

/** Reads a multipart form of a page with its file, which is 10 MB at most. Throws 413 beyond that, 400 for what is no such form or ends early. */
export async function receiveForm(request: Request): Promise<ReceivedForm> {
  const overhead = mostFields * fieldBytes;
  if (Number(request.get('Content-Length') ?? 0) > largestAttachment + overhead) throw tooLarge();
  const busboy = openBusboy(request);
  const fields: Record<string, string> = {};
  const chunks: Buffer[] = [];
  let name = '';
  await new Promise<void>((resolve, reject) => {
    const malformed = (): void => reject(invalidRequest([{ path: '', message: 'The form is malformed.' }]));
    busboy.on('field', (field, value) => void (fields[field] = value));
    busboy.on('file', (_field, stream, fileName) => {
      name = fileName;
      stream.on('data', (chunk: Buffer) => void chunks.push(chunk));
      stream.on('limit', () => reject(tooLarge()));
    });
    busboy.on('error', malformed).on('filesLimit', malformed).on('fieldsLimit', malformed);
    busboy.on('finish', () => resolve());
    request.once('close', () => {
      if (!request.complete) malformed();
    });
    request.pipe(busboy);
  }).finally(() => {
    request.unpipe(busboy);
    request.resume();
  });
  return { fields, file: { name, content: Buffer.concat(chunks) } };
}
