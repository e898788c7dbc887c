import { vi } from 'vitest';

/** Waits until an assertion holds; fails with its own message after a minute, or after so many milliseconds. */
export function eventually<T>(assertion: () => T | Promise<T>, timeout = 60_000): Promise<T> {
  return vi.waitFor(assertion, { timeout, interval: 50 });
}
