import type { Language, ReaderFormat } from '../reader-format.ts';
import type { ListAction } from '../selection/candidate-list.ts';
import { listChanges, type ListContent } from '../selection/list-content.ts';
import { listTextsDe, listTextsEn } from './list-texts.ts';
import type { ReadableChange } from './step-wording.ts';
import { createTranslate, type Translate } from './translate.ts';

type Entry = ListContent['entries'][number];

/** One account of a list in words: its quadrant, rank, scores and return, and what was said for and against it. */
interface ReadableEntry {
  readonly name: string;
  readonly details: readonly string[];
}

/** The accounts of a list that the same thing is proposed for. */
export interface ReadableGroup {
  readonly action: ListAction;
  readonly title: string;
  readonly entries: readonly ReadableEntry[];
}

interface Writing {
  readonly t: Translate<typeof listTextsEn>;
  readonly format: ReaderFormat;
  readonly currency: string;
}

const languages: Record<Language, Record<keyof typeof listTextsEn, string>> = {
  en: listTextsEn,
  de: listTextsDe,
};
const actions: readonly ListAction[] = ['designate', 'keep', 'leave', 'leftOut'];

const writingOf = (format: ReaderFormat, currency: string): Writing => ({
  t: createTranslate<typeof listTextsEn>(languages[format.language]),
  format,
  currency,
});

/** The list in groups, in the order in which a panel reads it; a group without accounts is left out. */
export function readableList(
  list: Pick<ListContent, 'entries' | 'currency'>,
  format: ReaderFormat,
): readonly ReadableGroup[] {
  const writing = writingOf(format, list.currency);
  return actions.flatMap((action) => {
    const entries = list.entries.filter((entry) => entry.action === action);
    if (entries.length === 0) return [];
    const title = writing.t(`group.${action}`);
    return [{ action, title, entries: entries.map((entry) => readableEntry(entry, writing)) }];
  });
}

function readableEntry(entry: Entry, { t, format, currency }: Writing): ReadableEntry {
  const { name, rank, quadrant, attractiveness, strength, expectedReturn, nominated, vetoed } = entry.account;
  const score = (points: number | null): string =>
    points === null ? t('list.unknown') : format.count(Math.round(points * 10) / 10);
  const details = [
    ...(quadrant === null ? [] : [t(`quadrant.${quadrant}`)]),
    ...(rank === null ? [] : [t('entry.rank', { rank })]),
    ...(attractiveness === null && strength === null
      ? []
      : [t('entry.scores', { attractiveness: score(attractiveness), strength: score(strength) })]),
    ...(expectedReturn === null
      ? []
      : [t('entry.return', { amount: format.money({ amount: expectedReturn, currency }) })]),
    ...entry.reasons.filter((reason) => reason !== 'vetoed').map((reason) => t(`reason.${reason}`)),
    ...(nominated === null ? [] : [t('entry.nominated', { ...nominated })]),
    ...(vetoed === null ? [] : [t('entry.vetoed', { ...vetoed })]),
    ...entry.warnings.map((reason) => t('entry.but', { reason: t(`reason.${reason}`) })),
  ];
  return { name, details };
}

/** The whole list as plain text, a line for each account. */
export function listText(list: ListContent, format: ReaderFormat): string {
  const groups = readableList(list, format).map(({ title, entries }) =>
    [`${title}:`, ...entries.map(({ name, details }) => `${name}: ${details.join('; ')}`)].join('\n'),
  );
  return [listIntroduction(list, format), ...groups].join('\n\n');
}

/** By which criteria and as of which day the list was made. */
export function listBasis(
  { asOf, criteria: { key, version } }: Pick<ListContent, 'asOf' | 'criteria'>,
  format: ReaderFormat,
): string {
  return writingOf(format, '').t('list.basis', { day: format.day(asOf), key, version });
}

/** What a panel is to know before it reads the list: how it was made, how long it should be, and which large accounts are not on it. */
export function listIntroduction(list: ListContent, format: ReaderFormat): string {
  const { t } = writingOf(format, '');
  const { cap, currency, largeNotRepaying } = list;
  const { count, sum } = largeNotRepaying;
  const large =
    count === 0 ? [] : [t('list.large', { count, amount: format.money({ amount: sum, currency }) })];
  return [listBasis(list, format), t('list.cap', { cap }), ...large].join(' ');
}

/** What two lists propose differently, an account each. */
export function readableListChanges(
  lists: { readonly before: ListContent; readonly after: ListContent },
  format: ReaderFormat,
): ReadableChange[] {
  const { t } = writingOf(format, '');
  const words = (action: ListAction | null): string => t(`action.${action ?? 'none'}`);
  return listChanges(lists.before, lists.after).map(({ name, before, after }) => ({
    label: name,
    before: words(before),
    after: words(after),
  }));
}
