import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { largestAttachment } from '../../domain/planning/attachment.ts';
import { invalidRequest } from '../faults.ts';
import type { ReceivedUpload } from '../operation.ts';
import { HttpProblem } from '../problems.ts';

// The connection ends with it, because the rest of the file is still under way.
function tooLarge(): HttpProblem {
  const detail = `The file is larger than ${largestAttachment} bytes. Attach a smaller one, or put it where a link can lead.`;
  return new HttpProblem({ status: 413, type: 'too-large', detail, headers: { Connection: 'close' } });
}

/** Reads the body of a request, a few megabytes at most, as the handler's Buffer. Throws 413 beyond that, and 400 if it is empty or ends early. */
export async function receiveAttachment(request: Request): Promise<ReceivedUpload> {
  if (Number(request.get('Content-Length') ?? 0) > largestAttachment) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += (chunk as Buffer).length;
      if (bytes > largestAttachment) throw tooLarge();
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    request.resume();
    if (error instanceof HttpProblem) throw error;
    throw new HttpProblem({ status: 400, type: 'incomplete', detail: 'The upload ended in the middle.' });
  }
  if (bytes === 0) throw invalidRequest([{ path: '', message: 'The file is empty.' }]);
  const value = Buffer.concat(chunks);
  const digest = createHash('sha256').update(value).digest('hex');
  return { value, digest, discard: () => Promise.resolve() };
}
