import { contentHash } from '../db/content-hash.ts';
import type { PrintReview } from '../packs/review-files.ts';

const most = 8;

/** Prints each pack of a review once for everybody who gets the same file: the last few are remembered by all that they are made of. */
export function rememberPrints(print: PrintReview): PrintReview {
  const known = new Map<string, Promise<Buffer>>();
  return (wanted) => {
    const key = contentHash({ ...wanted, at: wanted.at.toISOString() });
    const found = known.get(key);
    if (found) return found;
    const printed = print(wanted);
    known.set(key, printed);
    printed.catch(() => known.delete(key));
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return printed;
  };
}
