import type { ProposalContent } from '../escalations/proposal.ts';
import { titleIn } from '../escalations/signals.ts';
import type { Language, ReaderFormat } from '../reader-format.ts';
import type { ReadableGroup } from './list-wording.ts';
import type { ReadableChange } from './step-wording.ts';
import { createTranslate, type Translate } from './translate.ts';

/** Words about a solution that is to be approved, used by mails and pages alike. */
const proposalTextsEn = {
  'proposal.basis':
    'For the escalation “{title}”, severity {severity} of 4, where 1 is the gravest. Cost: {cost}.',
  'proposal.cause': 'Root cause',
  'proposal.solution': 'Proposed solution',
  'proposal.cost': 'Cost',
} as const;

const proposalTextsDe: Record<keyof typeof proposalTextsEn, string> = {
  'proposal.basis':
    'Zur Eskalation „{title}“, Schwere {severity} von 4; 1 ist die schwerste. Kosten: {cost}.',
  'proposal.cause': 'Ursache',
  'proposal.solution': 'Vorgeschlagene Lösung',
  'proposal.cost': 'Kosten',
};

const languages: Record<Language, Record<keyof typeof proposalTextsEn, string>> = {
  en: proposalTextsEn,
  de: proposalTextsDe,
};

function textsOf({ language }: ReaderFormat): Translate<typeof proposalTextsEn> {
  return createTranslate<typeof proposalTextsEn>(languages[language]);
}

const costOf = ({ cost, currency }: ProposalContent, format: ReaderFormat): string =>
  format.money({ amount: cost, currency });

/** What it is proposed for, how grave that is, and what it costs. */
export function proposalIntroduction(content: ProposalContent, format: ReaderFormat): string {
  const title = titleIn(format.language, content.title);
  return textsOf(format)('proposal.basis', {
    title,
    severity: content.severity,
    cost: costOf(content, format),
  });
}

/** The root cause, and what is to be done about it. */
export function readableProposal(
  { rootCause, solution }: ProposalContent,
  format: ReaderFormat,
): readonly Pick<ReadableGroup, 'title' | 'entries'>[] {
  const t = textsOf(format);
  return [
    { title: t('proposal.cause'), entries: [{ name: rootCause.name, details: [rootCause.text] }] },
    { title: t('proposal.solution'), entries: [{ name: solution, details: [] }] },
  ];
}

/** What is to be approved as plain text. */
export function proposalText(content: ProposalContent, format: ReaderFormat): string {
  const groups = readableProposal(content, format).map(({ title, entries }) =>
    [`${title}:`, ...entries.map(({ name, details }) => [name, ...details].join(': '))].join('\n'),
  );
  return [proposalIntroduction(content, format), ...groups].join('\n\n');
}

/** What two proposals ask differently. */
export function readableProposalChanges(
  versions: { readonly before: ProposalContent; readonly after: ProposalContent },
  format: ReaderFormat,
): ReadableChange[] {
  const t = textsOf(format);
  const { before, after } = versions;
  const rows = [
    { label: t('proposal.solution'), before: before.solution, after: after.solution },
    { label: t('proposal.cost'), before: costOf(before, format), after: costOf(after, format) },
    { label: t('proposal.cause'), before: before.rootCause.name, after: after.rootCause.name },
  ];
  return rows.filter((row) => row.before !== row.after);
}
