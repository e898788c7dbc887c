import type { Db } from '../../db/client.ts';
import { getScorecard } from '../../db/read-models/scorecards.ts';
import { whatIf, type ProposalChange } from '../../db/read-models/what-if.ts';
import { getCriteriaSet } from '../../db/stores/criteria-sets.ts';
import { DomainError } from '../../domain/errors.ts';
import type { CriteriaSet } from '../../domain/selection/criteria-set.ts';
import type { WhatIfPageProps } from '../../web/pages/what-if-page.tsx';
import { anybody } from './send-page.ts';

type Query = Readonly<Record<string, unknown>>;

/** What the page of a question to a scorecard shows: the form as it was sent, its faults in words, or its answer. Throws `notFound`. */
export async function whatIfToShow(
  db: Db,
  { scorecardId, query }: { readonly scorecardId: string; readonly query: Query },
): Promise<WhatIfPageProps> {
  const { criteriaSetId } = await getScorecard(db, scorecardId);
  const { content: set } = await getCriteriaSet(db, criteriaSetId);
  const form = formOf(set, query);
  const blank = { reader: anybody, scorecardId, ...form, faults: [], answer: undefined };
  if (Object.keys(query).length === 0) return blank;
  try {
    return { ...blank, answer: await answerOf(db, { scorecardId, ...form }) };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invalid') throw error;
    const faults = error.faults.map(({ message }) => message);
    return { ...blank, faults: faults.length > 0 ? faults : [error.message] };
  }
}

function formOf(set: CriteriaSet, query: Query): Pick<WhatIfPageProps, 'weights' | 'cap'> {
  const given = (name: string, before: number): string => {
    const value = query[name];
    return typeof value === 'string' ? value.trim() : String(before);
  };
  return {
    weights: set.criteria.map(({ key, title, axis, weight }) => ({
      ...{ key, title, axis, value: given(`w-${key}`, weight) },
    })),
    cap: given('cap', set.designation.cap),
  };
}

async function answerOf(
  db: Db,
  asked: Pick<WhatIfPageProps, 'scorecardId' | 'weights' | 'cap'>,
): Promise<WhatIfPageProps['answer']> {
  const weights = asked.weights.map(({ key, title, value }) => [key, numberOf(value, title)] as const);
  const cap = numberOf(asked.cap, anybody.t('whatIf.cap'));
  if (!Number.isInteger(cap) || cap < 1)
    throw new DomainError('invalid', `${anybody.t('whatIf.cap')}: give a whole number of 1 or more.`);
  const answer = await whatIf(db, {
    scorecardId: asked.scorecardId,
    weights: Object.fromEntries(weights),
    cap,
  });
  return {
    before: answer.selectedBefore,
    after: answer.selectedAfter,
    enters: answer.enters.map(changeOf),
    leaves: answer.leaves.map(changeOf),
  };
}

function numberOf(text: string, title: string): number {
  if (/^\d{1,9}(\.\d{1,6})?$/.test(text)) return Number(text);
  throw new DomainError('invalid', `${title}: give a number such as 12.5.`);
}

function changeOf({ name, before, after, criteria }: ProposalChange): { name: string; why: string } {
  const { t, format } = anybody;
  const points = (value: number): string => format.count(Math.round(value * 10) / 10);
  const moved = criteria
    .filter((one) => Math.abs(one.points) >= 0.05)
    .map((one) => `${one.title} ${one.points < 0 ? '−' : '+'}${points(Math.abs(one.points))}`);
  const places = `${t(`standing.${before.standing}`)} → ${t(`standing.${after.standing}`)}`;
  return { name, why: [places, ...moved].join('; ') };
}
