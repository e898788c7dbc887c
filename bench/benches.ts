import type { Bench } from './figure.ts';
import { importVsCopy } from './import-vs-copy.ts';

/** Every published figure, in the order of the issues that ask for them. */
export const benches: readonly Bench[] = [importVsCopy];
