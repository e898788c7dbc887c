import { hundredths, ofHundredths } from './amount.ts';
import type { PlanContent } from './content.ts';

/** A division of an account: what it spent in twelve months on offerings, and which ones (by name); not `whole` where some of it is in a
 * currency without a rate. */
export interface Division {
  readonly division: string;
  readonly revenue: string;
  readonly whole: boolean;
  readonly bought: readonly string[];
}

/** An offering with how accounts of the same programme buy it: how many do, and the median of its share (of 1) in what each of them spends. */
export interface OfferedToPeers {
  readonly offering: string;
  readonly line: string;
  readonly peers: number;
  readonly medianShare: number | null;
}

/** So many other accounts must buy an offering before their spending says what another one might spend on it. */
const fewestPeers = 3;

const mostCells = 500;

/**
 * Divisions against offerings: ours where the division bought it, else open. The potential of an open cell is the median share that the
 * offering has in the spending of the programme's other accounts that buy it, times the division's spending; null below three such
 * accounts, and where the division's spending is not known whole. Whether a competitor supplies it no record tells. Of more than 500 cells those bought and those worth most are kept.
 */
export function whitespaceGrid(
  divisions: readonly Division[],
  offerings: readonly OfferedToPeers[],
): PlanContent['whitespace'] {
  const cells = divisions.flatMap((one) => offerings.map((offered) => cellOf(one, offered)));
  if (cells.length <= mostCells) return cells;
  const worth = ({ state, potential }: PlanContent['whitespace'][number]): number =>
    state === 'ours' ? Infinity : hundredths(potential ?? '0');
  const kept = new Set(cells.toSorted((a, b) => (worth(b) > worth(a) ? 1 : -1)).slice(0, mostCells));
  return cells.filter((cell) => kept.has(cell));
}

function cellOf(
  { division, revenue, whole, bought }: Division,
  { offering, line, peers, medianShare }: OfferedToPeers,
): PlanContent['whitespace'][number] {
  const ours = bought.includes(offering);
  const known = !ours && whole && medianShare !== null && peers >= fewestPeers;
  return {
    division,
    line,
    offering,
    state: ours ? 'ours' : 'open',
    competitor: null,
    potential: known ? ofHundredths(medianShare * hundredths(revenue)) : null,
  };
}
