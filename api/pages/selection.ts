import type { Db } from '../../db/client.ts';
import { getCycleDetail, type CycleDetail } from '../../db/read-models/cycle-detail.ts';
import {
  getScorecard,
  listScorecards,
  type PlacedAccount,
  type ScorecardDetails,
} from '../../db/read-models/scorecards.ts';
import { explainScore, listScores, positionOf, type AccountScore } from '../../db/read-models/scores.ts';
import { scatterOf } from '../../db/read-models/score-scatter.ts';
import { getCriteriaSet } from '../../db/stores/criteria-sets.ts';
import { listCycles } from '../../db/stores/selection-cycles.ts';
import { metrics } from '../../domain/selection/metrics.ts';
import type { Criterion } from '../../domain/selection/criteria-set.ts';
import { listBasis, readableList } from '../../domain/wording/list-wording.ts';
import type { CyclePageProps } from '../../web/pages/cycle-page.tsx';
import type { ScorePageProps } from '../../web/pages/score-page.tsx';
import type { ScoreRowProps } from '../../web/pages/score-table.tsx';
import type { ScorecardPageProps } from '../../web/pages/scorecard-page.tsx';
import type { SelectionPageProps } from '../../web/pages/selection-page.tsx';
import { readCursor, toPage } from '../paging.ts';
import { scorePosition } from '../selection/schemas.ts';
import { anybody } from './send-page.ts';
import { waitingByProcess } from './waiting.ts';

const shown = 100;

/** The latest cycles and scorecards. */
export async function selectionToShow(db: Db): Promise<SelectionPageProps> {
  const cycles = await listCycles(db, { after: undefined, limit: shown });
  const cards = await listScorecards(db, { after: undefined, limit: shown });
  return {
    reader: anybody,
    cycles: cycles.slice(0, shown).map(({ id, programmeName: programme, year, status, asOf, outcome }) => ({
      ...{ id, programme, year, stage: status, asOf, outcome: outcome ?? '' },
    })),
    scorecards: cards.slice(0, shown).map(({ id, asOf, criteriaSetKey, criteriaSetVersion, accounts }) => ({
      ...{ id, asOf, accounts, set: `${criteriaSetKey} ${criteriaSetVersion}` },
    })),
  };
}

/** A scorecard with its matrix, and the page of all its accounts that begins after `cursor`. Throws `notFound`. */
export async function scorecardToShow(
  db: Db,
  { id, cursor }: { readonly id: string; readonly cursor: string | undefined },
): Promise<ScorecardPageProps> {
  const card = await getScorecard(db, id);
  const { content } = await getCriteriaSet(db, card.criteriaSetId);
  const { enter, leave } = content.designation;
  const { currency } = content.value;
  const hrefOf = (accountId: string): string => `/selection/scorecards/${id}/accounts/${accountId}`;
  const row = (account: PlacedAccount): ScoreRowProps => ({ ...account, href: hrefOf(account.accountId) });
  const scores =
    card.state === 'scored'
      ? await listScores(db, { scorecardId: id, after: readCursor(scorePosition, cursor), limit: shown })
      : [];
  const page = toPage(scores, { limit: shown, position: positionOf });
  const ranks = new Map([...card.selected, ...card.overCap].map((one) => [one.accountId, one.rank]));
  return {
    ...{ reader: anybody, id, asOf: card.asOf, accounts: card.accounts, currency, refusal: card.refusal },
    set: { key: card.criteriaSetKey, version: card.criteriaSetVersion },
    warnings: card.warnings,
    matrix: card.state === 'scored' ? await matrixOf(db, { card, enter, leave, hrefOf }) : undefined,
    groups: {
      selected: card.selected.map(row),
      overCap: card.overCap.map(row),
      large: card.largeNotRepaying.map(row),
      leaving: card.leaving.map(row),
    },
    largeSum: { amount: String(Math.round(-Number(card.largeNotRepayingSum))), currency },
    all: page.items.map((score) => ({
      ...score,
      rank: ranks.get(score.accountId) ?? null,
      href: hrefOf(score.accountId),
    })),
    next: page.next === null ? undefined : `?cursor=${encodeURIComponent(page.next)}#all`,
  };
}

async function matrixOf(
  db: Db,
  of: {
    readonly card: ScorecardDetails;
    readonly enter: number;
    readonly leave: number;
    readonly hrefOf: (accountId: string) => string;
  },
): Promise<NonNullable<ScorecardPageProps['matrix']>> {
  const { card, enter, leave, hrefOf } = of;
  const named = [...card.selected, ...card.overCap, ...card.largeNotRepaying];
  const without = named.map(({ accountId }) => accountId);
  const others = await scatterOf(db, { scorecardId: card.id, without });
  return { enter, leave, others, points: pointsOf(named, hrefOf) };
}

function pointsOf(
  accounts: readonly PlacedAccount[],
  hrefOf: (accountId: string) => string,
): NonNullable<ScorecardPageProps['matrix']>['points'] {
  return accounts.flatMap(({ accountId, name, attractiveness, strength, quadrant, standing }) =>
    attractiveness === null || strength === null
      ? []
      : [{ name, href: hrefOf(accountId), attractiveness, strength, quadrant, standing }],
  );
}

/** One account's score in a scorecard, criterion by criterion. Throws `notFound`. */
export async function scoreToShow(
  db: Db,
  look: { readonly scorecardId: string; readonly accountId: string },
): Promise<ScorePageProps> {
  const score = await explainScore(db, look);
  const { criteriaSetId } = await getScorecard(db, look.scorecardId);
  const { content } = await getCriteriaSet(db, criteriaSetId);
  const { t, format } = anybody;
  const money = (amount: string | number | null): string =>
    amount === null
      ? t('card.unknown')
      : format.money({ amount: String(Math.round(Number(amount))), currency: content.value.currency });
  return {
    reader: anybody,
    ...{
      scorecardId: look.scorecardId,
      name: score.name,
      quadrant: score.quadrant,
      standing: score.standing,
    },
    facts: [
      ...(score.rank === null ? [] : [[t('card.rank'), String(score.rank)] as const]),
      [t('selection.asOf'), format.day(score.asOf)],
      [t('card.revenue'), money(score.revenue)],
      [t('card.return'), money(score.expectedReturn)],
    ],
    axes: [axisOf(score, 'attractiveness'), axisOf(score, 'strength')],
  };
}

function axisOf(score: AccountScore, axis: Criterion['axis']): ScorePageProps['axes'][number] {
  const known = axis === 'attractiveness' ? score.attractivenessKnown : score.strengthKnown;
  const mine = score.contributions.filter(({ criterion }) => criterion.axis === axis);
  return {
    axis,
    points: score[axis],
    known,
    criteria: mine.map(({ criterion, raw, points, weight }) => ({
      title: criterion.title,
      value: raw === null ? null : valueText(criterion, raw),
      points,
      weight,
    })),
  };
}

// A share as per cent, under the name of its metric where the criterion is called otherwise.
function valueText({ source, title }: Criterion, raw: number): string {
  const { format } = anybody;
  const plain = format.count(Math.round(raw * 100) / 100);
  if (source.kind === 'rating') return plain;
  const metric = metrics[source.metric];
  const value = metric.unit === 'share' ? format.share(raw) : plain;
  return metric.title === title ? value : `${value} (${metric.title.toLowerCase()})`;
}

/** A cycle with its list, its panel and its exits. Throws `notFound`. */
export async function cycleToShow(
  db: Db,
  { id, now }: { readonly id: string; readonly now: Date },
): Promise<CyclePageProps> {
  const cycle = await getCycleDetail(db, { id, now });
  const waiting = await waitingByProcess(db, { workflowIds: [cycle.workflowId], now });
  return {
    reader: anybody,
    ...{ programme: cycle.programmeName, year: cycle.year, leadName: cycle.lead.name, asOf: cycle.asOf },
    ...{ stage: cycle.status, outcomeReason: cycle.outcomeReason, nominationsUntil: cycle.nominationsUntil },
    scorecardId: cycle.scorecardId,
    waiting: waiting.get(cycle.workflowId) ?? [],
    list: listOf(cycle),
    nominations: cycle.nominations.map(({ accountName, kind, personName, givenBy, reason, withdrawnAt }) => ({
      ...{ accountName, kind, by: personName ?? givenBy, reason, withdrawn: withdrawnAt !== null },
    })),
    panel: cycle.requests.map(({ revision, requestedAt, answers }) => ({
      revision,
      askedAt: requestedAt,
      seats: answers.map(({ personName, state, comment, decidedAt }) => ({
        ...{ name: personName, state, how: 'named', insteadOf: undefined },
        ...{ at: decidedAt ?? undefined, comment: comment ?? '' },
      })),
    })),
    exits: cycle.exits.map(({ accountName, state, responsibleName, reason }) => ({
      ...{ accountName, state, responsible: responsibleName, reason: reason ?? '' },
    })),
  };
}

function listOf({ candidates, criteriaSet, asOf }: CycleDetail): CyclePageProps['list'] {
  if (candidates.length === 0) return undefined;
  const { format } = anybody;
  const entries = candidates.map((candidate) => ({
    ...candidate,
    reasons: [...candidate.reasons],
    warnings: [...candidate.warnings],
  }));
  return {
    basis: listBasis({ asOf, criteria: criteriaSet }, format),
    groups: readableList({ entries, currency: criteriaSet.currency }, format),
  };
}
