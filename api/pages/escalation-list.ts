import type { Request } from 'express';
import type { Db } from '../../db/client.ts';
import {
  boardChoices,
  escalationBoard,
  type BoardEntry,
  type BoardWish,
} from '../../db/read-models/escalation-board.ts';
import { escalationStages } from '../../db/stores/escalation-rows.ts';
import type { Actor } from '../../domain/actor.ts';
import { severities } from '../../domain/escalations/policy.ts';
import { titleIn } from '../../domain/escalations/signals.ts';
import type { EscalationRowProps, EscalationsPageProps } from '../../web/pages/escalations-page.tsx';
import { clockInWords, formatAt, pausedInWords } from './escalation-words.ts';
import { anybody } from './send-page.ts';

const boardSize = 50;
/** After how many seconds the list is asked for again, for readers who wish it. */
export const refreshSeconds = 30;

type Query = Request['query'];

const number = (given: unknown): string | undefined =>
  typeof given === 'string' && /^[1-9]\d{0,17}$/.test(given) ? given : undefined;

/** Whether the reader wishes the list to be asked for again by itself. */
export function wantsRefresh(query: Query): boolean {
  return query['refresh'] === String(refreshSeconds);
}

function wishIn(query: Query): Omit<BoardWish, 'at' | 'size'> {
  const closed = query['view'] === 'closed';
  return {
    closed,
    accountId: number(query['account']),
    severity: severities.find((one) => String(one) === query['severity']),
    stage: closed ? undefined : escalationStages.find((one) => one !== 'closed' && one === query['stage']),
    holderId: query['holder'] === 'nobody' ? 'nobody' : number(query['holder']),
    page: Number(/^\d{1,4}$/.exec(number(query['page']) ?? '')?.[0] ?? 0),
  };
}

/** The list of escalations as a request asks for it, for somebody who may be known as a person. What is not understood in it is left out. */
export async function listToShow(
  db: Db,
  { query, now, actor }: { readonly query: Query; readonly now: Date; readonly actor: Actor },
): Promise<EscalationsPageProps> {
  const wish = wishIn(query);
  const { entries, more } = await escalationBoard(db, { ...wish, at: now, size: boardSize });
  const refreshing = wantsRefresh(query);
  const filter = filterOf(wish);
  const seen = { ...filter, ...(wish.closed && { view: 'closed' }) };
  const live = refreshing ? { refresh: String(refreshSeconds) } : {};
  return {
    reader: anybody,
    asOf: anybody.format.instant(now),
    closed: wish.closed,
    filtered: Object.keys(filter).length > 0,
    refreshing,
    rows: entries.map(rowOf),
    choices: await choicesOf(db, wish),
    links: {
      open: address(live),
      closed: address({ view: 'closed', ...live }),
      mine: actor.kind === 'person' ? address({ holder: actor.id, ...live }) : null,
      refresh: address(refreshing ? seen : { ...seen, refresh: String(refreshSeconds) }),
      more: more ? address({ ...seen, ...live, page: String(wish.page + 1) }) : null,
      first: wish.page === 0 ? null : address({ ...seen, ...live }),
    },
  };
}

type Filter = Partial<Record<'account' | 'severity' | 'stage' | 'holder', string>>;

function filterOf({ accountId, severity, stage, holderId }: Omit<BoardWish, 'at' | 'size'>): Filter {
  return {
    ...(accountId !== undefined && { account: accountId }),
    ...(severity !== undefined && { severity: String(severity) }),
    ...(stage !== undefined && { stage }),
    ...(holderId !== undefined && { holder: holderId }),
  };
}

function address(query: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(query).toString();
  return text === '' ? '/escalations' : `/escalations?${text}`;
}

async function choicesOf(
  db: Db,
  wish: Omit<BoardWish, 'at' | 'size'>,
): Promise<EscalationsPageProps['choices']> {
  const { t } = anybody;
  const chosen = filterOf(wish);
  const { accounts, holders } = await boardChoices(db, wish);
  const options = (named: readonly { readonly id: string; readonly name: string }[]) =>
    named.map(({ id: value, name: label }) => ({ value, label }));
  const stages = escalationStages.filter((stage) => stage !== 'closed');
  return [
    { name: 'account', value: chosen.account ?? '', options: options(accounts) },
    {
      name: 'severity',
      value: chosen.severity ?? '',
      options: severities.map((one) => ({ value: String(one), label: t(`escalation.severity.${one}`) })),
    },
    ...(wish.closed
      ? []
      : [
          {
            name: 'stage' as const,
            value: chosen.stage ?? '',
            options: stages.map((value) => ({ value, label: t(`escalations.stage.${value}`) })),
          },
        ]),
    {
      name: 'holder',
      value: chosen.holder ?? '',
      options: [{ value: 'nobody', label: t('escalations.filter.nobody') }, ...options(holders)],
    },
  ];
}

function rowOf(entry: BoardEntry): EscalationRowProps {
  const { t } = anybody;
  const { outcome, closedAt, hours } = entry;
  const worstFirst = entry.clocks.toSorted((a, b) => (a.leftMinutes ?? 0) - (b.leftMinutes ?? 0));
  const clocks = worstFirst.map((clock) => clockInWords(entry, { ...clock, hours }));
  return {
    id: entry.id,
    title: titleIn(anybody.format.language, entry.title),
    account: { name: entry.accountName, href: `/accounts/${entry.accountId}` },
    severity: entry.severity,
    stage: t(`escalations.stage.${entry.stage}`),
    stageNote: pausedInWords(entry),
    ...whoHas(entry),
    clocks,
    ended:
      outcome === null || closedAt === null
        ? null
        : [t(`escalations.outcome.${outcome}`), formatAt(entry).instant(closedAt)],
  };
}

/** Who has an escalation; where nobody does, who was asked last, and who is next and when. */
export function whoHas(
  entry: Pick<
    BoardEntry,
    'holderName' | 'asked' | 'nextName' | 'climbAt' | 'ladderEndedAt' | 'timeZone' | 'stage'
  >,
): Pick<EscalationRowProps, 'who' | 'whoNote'> {
  const { t } = anybody;
  const format = formatAt(entry);
  const { holderName, asked, nextName, climbAt, ladderEndedAt } = entry;
  const next = (): string | null => {
    if (entry.stage === 'closed') return null;
    if (climbAt !== null && nextName !== null)
      return t(nextName === asked?.name ? 'escalations.who.again' : 'escalations.who.next', {
        name: nextName,
        at: format.instant(climbAt),
      });
    return ladderEndedAt === null ? null : t('escalations.who.last');
  };
  if (holderName !== null) return { who: holderName, whoNote: null };
  const who =
    asked === null
      ? t('escalations.who.nobody')
      : t('escalations.who.asked', { name: asked.name, at: format.instant(asked.at) });
  return { who, whoNote: next() };
}
