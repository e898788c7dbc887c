import { readFile } from 'node:fs/promises';
import { DomainError } from '../domain/errors.ts';
import { readPublicUrl } from './settings.ts';

const patienceMs = 10_000;

/** The text of a file or of an http(s) address; throws `notFound` with why it cannot be read, `what` being its name in that sentence. */
export async function readText(where: string, what: string): Promise<string> {
  try {
    if (!/^https?:/.test(where)) return await readFile(where, 'utf8');
    const answer = await fetch(where, { signal: AbortSignal.timeout(patienceMs) });
    if (answer.ok) return await answer.text();
    throw new Error(`status ${answer.status}`);
  } catch (error) {
    const { message, cause } = error as Error;
    const why = cause instanceof Error ? `${message}, ${cause.message}` : message;
    throw new DomainError('notFound', `The ${what} cannot be read from ${where} (${why}).`);
  }
}

/** The published keys from a file or an address; without one, from the service at PUBLIC_URL. */
export function readPublishedKeys(where: string | undefined): Promise<string> {
  return readText(where ?? `${readPublicUrl()}/.well-known/kam-receipt-keys.json`, 'keys');
}
