import { DomainError } from '../domain/errors.ts';
import type { SelectionEffect } from './selection-effect.ts';

/** Asks the panel about the frozen list. */
export function askPanel({ cycle }: SelectionEffect): Promise<void> {
  throw new DomainError('unsupported', `The panel of cycle ${cycle.id} cannot be asked yet.`);
}
