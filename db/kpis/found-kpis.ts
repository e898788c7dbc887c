import { statedIn } from '../../domain/kpis/facts.ts';
import { kpiFindings, type KpiFinding } from '../../domain/kpis/finding.ts';
import type { AnswerCount } from '../../domain/kpis/survey-answer.ts';
import type { Coverage } from '../../domain/kpis/window.ts';
import type { Db } from '../client.ts';
import { surveyAnswers, type AnsweringAccounts } from '../read-models/survey-answers.ts';
import { kpiCoverage } from './coverage.ts';
import { accountKpiFacts, programmeKpiFacts } from './kpi-facts.ts';
import { kpiRulesOf, worthOf } from './kpi-rules.ts';
import { programmeYear } from './programme-year.ts';

/** Which KPIs are reckoned: over the twelve months before `asOf` ('YYYY-MM-DD', exclusive), by the rules of the programme. */
interface KpiLook {
  readonly programmeId: string;
  readonly asOf: string;
}

async function answersIn(db: Db, { whose, coverage }: { whose: AnsweringAccounts; coverage: Coverage }) {
  const { startsOn, endsBefore } = coverage.window;
  return surveyAnswers(db, { ...whose, from: new Date(startsOn), before: new Date(endsBefore) });
}

/**
 * The KPIs of accounts by their number, from what the records hold now. Money is in each account's own currency: amounts in others go through the rates
 * of the criteria set, as in scoring.
 */
export async function foundForAccounts(
  db: Db,
  look: KpiLook & { readonly accountIds: readonly string[] },
): Promise<ReadonlyMap<string, readonly KpiFinding[]>> {
  const { accountIds, asOf } = look;
  const [rules, coverage] = [await kpiRulesOf(db, look), await kpiCoverage(db, { asOf })];
  const facts = await accountKpiFacts(db, { set: rules.set, coverage, accountIds });
  const answers = new Map<string, AnswerCount[]>(accountIds.map((id) => [id, []]));
  for (const { accountId, ...answer } of await answersIn(db, { whose: { accountIds }, coverage }))
    answers.get(accountId)?.push(answer);
  const accounts = await db('account')
    .whereIn('id', [...accountIds])
    .select<{ id: string; currency: string }[]>('id', 'currency');
  const found = accounts.flatMap(({ id, currency }): [string, readonly KpiFinding[]][] => {
    const mine = facts.get(id);
    if (!mine) return [];
    const context = { subject: 'account', coverage, currency, criteriaSet: rules.criteriaSet } as const;
    const stated = statedIn(mine, worthOf(currency, rules));
    return [[id, kpiFindings({ facts: stated, answers: answers.get(id) ?? [], programme: null }, context)]];
  });
  return new Map(found);
}

/** The KPIs of a programme over all its accounts, inactive ones too, from what the records hold now; money is in the currency of the criteria set. */
export async function foundForProgramme(db: Db, look: KpiLook): Promise<readonly KpiFinding[]> {
  const { programmeId, asOf } = look;
  const [rules, coverage] = [await kpiRulesOf(db, look), await kpiCoverage(db, { asOf })];
  const { set, criteriaSet } = rules;
  const facts = await programmeKpiFacts(db, { set, coverage, programmeId });
  const answers = await answersIn(db, { whose: { programmeId }, coverage });
  const programme = await programmeYear(db, { set, coverage, programmeId });
  return kpiFindings(
    { facts: statedIn(facts, 1), answers, programme },
    { subject: 'programme', coverage, currency: set.value.currency, criteriaSet },
  );
}
