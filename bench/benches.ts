import type { Bench } from './figure.ts';
import { importVsCopy } from './import-vs-copy.ts';
import { scoringVsQuery } from './scoring-vs-query.ts';
import { sweepVsQuery } from './sweep-vs-query.ts';

/** Every published figure, in the order of the issues that ask for them. */
export const benches: readonly Bench[] = [importVsCopy, scoringVsQuery, sweepVsQuery];
