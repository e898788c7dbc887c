import { DateTime } from 'luxon';
import type { Fault } from '../errors.ts';
import type { CriteriaSet, Criterion } from './criteria-set.ts';

/** How many accounts were looked at, and for how many of them each criterion has a value, in the order of the set. */
export interface Known {
  readonly accounts: number;
  readonly byCriterion: readonly number[];
}

/** What the records cover: days 'YYYY-MM-DD', `asOf` exclusive, null without any delivery. */
interface Coverage {
  readonly known: Known;
  readonly asOf: string;
  readonly dataFrom: string | null;
}

const patientDays = 31;

function monthsBefore(day: string, months: number): string {
  return DateTime.fromISO(day).minus({ months }).toISODate() ?? day;
}

/** A fault for each criterion that no account at all has a value of, unless the set calls it optional, with what to do. */
export function dataFaults(set: CriteriaSet, coverage: Coverage): readonly Fault[] {
  if (coverage.known.accounts === 0)
    return [{ path: 'accounts', message: 'there is no active account: import some' }];
  return set.criteria.flatMap((criterion, index) => {
    if (criterion.optional || coverage.known.byCriterion[index] !== 0) return [];
    const message = `${criterion.title} has no data at all: ${whatToDo(criterion, coverage)}`;
    return [{ path: `criteria.${index}`, message }];
  });
}

const comparing: readonly string[] = ['growth', 'regularity', 'newLineAdoption'];

function whatToDo({ source, key }: Criterion, { asOf, dataFrom }: Coverage): string {
  if (source.kind === 'rating')
    return `rate accounts ("kam selection rate"), or make ${key} optional in the set`;
  const back = source.windowMonths + Math.ceil(source.windowMonths / 12) * 12;
  const start = monthsBefore(asOf, back);
  if (comparing.includes(source.metric) && dataFrom !== null && dataFrom > start)
    return `it compares with the year before, from ${start}, and the data begin on ${dataFrom}`;
  return 'import what it is made of, or take it out of the set or make it optional';
}

/** What a reader of the scores should know before trusting them, a sentence each. */
export function scoringWarnings(
  set: CriteriaSet,
  seen: Coverage & { dataTo: string | null; unconverted: number; importedMeanwhile: boolean },
): readonly string[] {
  const { asOf, dataFrom, dataTo, known } = seen;
  const start = monthsBefore(asOf, 12);
  const idle = dataTo === null ? 0 : DateTime.fromISO(asOf).diff(DateTime.fromISO(dataTo), 'days').days;
  const empty = set.criteria.filter((_criterion, index) => known.byCriterion[index] === 0);
  return [
    ...(dataFrom !== null && dataFrom > start
      ? [`The data begin on ${dataFrom}, so that the twelve months before ${asOf} are not wholly covered.`]
      : []),
    ...(idle > patientDays
      ? [`The last delivery is of ${dataTo ?? ''}, ${Math.round(idle)} days before ${asOf}.`]
      : []),
    ...empty.map(
      ({ title }) => `${title} is not known of any account, so that the others of its axis count for more.`,
    ),
    ...(seen.unconverted > 0
      ? [`${seen.unconverted} accounts have amounts in a currency without a rate: their money is missing.`]
      : []),
    ...(seen.importedMeanwhile ? ['Data were imported while this was scored: score again to be sure.'] : []),
  ];
}
