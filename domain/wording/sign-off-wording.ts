import type { Language, ReaderFormat } from '../reader-format.ts';
import type { SignOffContent } from '../reviews/sign-off-content.ts';
import type { ReadableGroup } from './list-wording.ts';
import type { ReadableChange } from './step-wording.ts';
import { createTranslate, type Translate } from './translate.ts';

/** Words about what a manager signs off, used by mails and pages alike. */
const signOffTextsEn = {
  'signOff.basis': 'The figures are frozen as of {day}. Fingerprint of the figures: {hash}.',
  'signOff.agenda': 'Agenda',
  'signOff.decisions': 'Decisions wanted',
  'signOff.asOf': 'Figures as of',
  'signOff.figures': 'Figures',
  'signOff.none': 'none',
} as const;

const signOffTextsDe: Record<keyof typeof signOffTextsEn, string> = {
  'signOff.basis': 'Die Zahlen sind auf dem Stand vom {day} eingefroren. Fingerabdruck der Zahlen: {hash}.',
  'signOff.agenda': 'Tagesordnung',
  'signOff.decisions': 'Gewünschte Entscheidungen',
  'signOff.asOf': 'Stand der Zahlen',
  'signOff.figures': 'Zahlen',
  'signOff.none': 'keine',
};

const languages: Record<Language, Record<keyof typeof signOffTextsEn, string>> = {
  en: signOffTextsEn,
  de: signOffTextsDe,
};

const shownDigits = 12;

function textsOf({ language }: ReaderFormat): Translate<typeof signOffTextsEn> {
  return createTranslate<typeof signOffTextsEn>(languages[language]);
}

/** As of which day the figures are frozen, and the first digits of their hash. */
export function signOffIntroduction(content: SignOffContent, format: ReaderFormat): string {
  const values = { day: format.day(content.asOf), hash: content.packHash.slice(0, shownDigits) };
  return textsOf(format)('signOff.basis', values);
}

/** What the meeting is to decide, and its agenda a line each; what is empty is left out. */
export function readableSignOff(
  { decisionsWanted, agenda }: SignOffContent,
  format: ReaderFormat,
): readonly Pick<ReadableGroup, 'title' | 'entries'>[] {
  const t = textsOf(format);
  const decisions = decisionsWanted.map(({ title, why }) => ({
    name: title,
    details: why === '' ? [] : [why],
  }));
  const lines = agenda.split('\n').filter((line) => line.trim() !== '');
  const groups = [
    { title: t('signOff.decisions'), entries: decisions },
    { title: t('signOff.agenda'), entries: lines.map((name) => ({ name, details: [] })) },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

/** What is to be signed off as plain text. */
export function signOffText(content: SignOffContent, format: ReaderFormat): string {
  const groups = readableSignOff(content, format).map(({ title, entries }) =>
    [`${title}:`, ...entries.map(({ name, details }) => [name, ...details].join(': '))].join('\n'),
  );
  return [signOffIntroduction(content, format), ...groups].join('\n\n');
}

/** What two versions of a review's pack ask differently. */
export function readableSignOffChanges(
  versions: { readonly before: SignOffContent; readonly after: SignOffContent },
  format: ReaderFormat,
): ReadableChange[] {
  const t = textsOf(format);
  const { before, after } = versions;
  const decisions = ({ decisionsWanted }: SignOffContent): string =>
    decisionsWanted.map(({ title }) => title).join('; ') || t('signOff.none');
  const rows = [
    { label: t('signOff.decisions'), before: decisions(before), after: decisions(after) },
    {
      label: t('signOff.agenda'),
      before: before.agenda || t('signOff.none'),
      after: after.agenda || t('signOff.none'),
    },
    { label: t('signOff.asOf'), before: format.day(before.asOf), after: format.day(after.asOf) },
    {
      label: t('signOff.figures'),
      before: before.packHash.slice(0, shownDigits),
      after: after.packHash.slice(0, shownDigits),
    },
  ];
  return rows.filter((row) => row.before !== row.after);
}
