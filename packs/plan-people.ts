import type { Content } from './pdf-form.ts';
import type { PlanExport } from '../domain/planning/plan-export.ts';
import { readableGaps } from '../domain/wording/content-reading.ts';
import { contentTexts, type ContentReader } from '../domain/wording/content-wording.ts';
import { dataTable, withNote } from './data-table.ts';
import type { PackReader } from './reader.ts';

/** The buying centre with what is missing in it. */
export function buyingCentre(
  { content, gaps }: PlanExport,
  { reader, contentReader }: { readonly reader: PackReader; readonly contentReader: ContentReader },
): Content[] {
  const { t, date } = reader;
  const words = contentTexts(reader.format.language);
  const level = (now: number | null): string => (now === null ? t('level.unknown') : t('level.of', { now }));
  const rows = content.buyingCentre.map((contact) => [
    withNote(contact.name, contact.title),
    words(`value.${contact.role}`),
    level(contact.influence),
    level(contact.support),
    relationship(contact, t),
    contact.lastContactOn === null ? t('level.unknown') : date(contact.lastContactOn),
  ]);
  const columns = [
    { head: t('column.contact'), width: '*' },
    { head: t('column.role'), width: 70 },
    { head: t('column.influence'), width: 62 },
    { head: t('column.support'), width: 66 },
    { head: t('column.relationship'), width: 80 },
    { head: t('column.lastContact'), width: 66 },
  ] as const;
  if (rows.length === 0) return [];
  const missing = readableGaps(gaps, { content, reader: contentReader });
  return [
    ...dataTable({ heading: words('section.buyingCentre'), columns, rows }),
    ...(missing.length === 0 ? [] : [{ ul: [...missing], margin: [0, 4, 0, 0] } as Content]),
  ];
}

function relationship(
  { levelNow, levelWanted }: PlanExport['content']['buyingCentre'][number],
  t: PackReader['t'],
): string {
  const now = levelNow === null ? t('level.unknown') : t('level.of', { now: levelNow });
  return levelWanted === null ? now : t('level.wanted', { now, wanted: levelWanted });
}

/** Our people in the plan. */
export function team(
  {
    heading,
    members,
  }: {
    readonly heading: string;
    readonly members: readonly {
      readonly name: string;
      readonly function: string;
      readonly roleInPlan: string;
      readonly timeZone: string;
    }[];
  },
  { t }: PackReader,
): Content[] {
  const columns = [
    { head: t('column.owner'), width: '*' },
    { head: t('column.function'), width: 110 },
    { head: t('column.role'), width: 130 },
    { head: t('column.timeZone'), width: 100 },
  ] as const;
  const rows = members.map((member) => [member.name, member.function, member.roleInPlan, member.timeZone]);
  return dataTable({ heading, columns, rows });
}

/** What both sides have committed themselves to, by date, as our own people read it. */
export function commitments({ commitments: all }: PlanExport, { t, date }: PackReader): Content[] {
  const columns = [
    { head: t('column.what'), width: '*' },
    { head: t('column.owner'), width: 120 },
    { head: t('column.due'), width: 70 },
    { head: t('column.status'), width: 90 },
  ] as const;
  const rows = all
    .toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0))
    .map(({ side, text, ownerName, dueOn, status }) => [
      text,
      withNote(t(`commitment.${side}`), ownerName),
      date(dueOn),
      t(status === 'open' && side === 'ours' ? 'commitment.openOurs' : `commitment.${status}`),
    ]);
  return dataTable({ heading: t('part.commitments'), columns, rows });
}

/** What the firm changes because of what it learned with this account. */
export function improvements({ improvements: all }: PlanExport, { t, date }: PackReader): Content[] {
  const columns = [
    { head: t('column.what'), width: '*' },
    { head: t('column.owner'), width: 100 },
    { head: t('column.due'), width: 70 },
    { head: t('column.status'), width: 70 },
  ] as const;
  const rows = all.map(({ title, learned, ownerName, dueOn, state }) => [
    withNote(title, learned),
    ownerName,
    date(dueOn),
    t(`improvement.${state}`),
  ]);
  return dataTable({ heading: t('part.improvements'), columns, rows });
}
