import { vi } from 'vitest';

/** Waits until an assertion holds; fails with its own message after a minute. */
export function eventually<T>(assertion: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(assertion, { timeout: 60_000, interval: 50 });
}
