import type { AnswerCount } from '../../domain/kpis/survey-answer.ts';
import type { Db } from '../client.ts';

/** Equal answers of one account, counted. */
export interface AccountAnswers extends AnswerCount {
  readonly accountId: string;
}

/** Whose answers: these accounts', or those of every account of a programme. */
export type AnsweringAccounts = { readonly accountIds: readonly string[] } | { readonly programmeId: string };

// Which version counted then is asked before whether it falls into the window: an answer changed later does not stand in the window twice.
const query = `
  with latest as (
    select distinct on (n.link_id) n.id, n.answered_at, s.account_id
    from survey_answer n join survey_link l on l.id = n.link_id join survey s on s.id = l.survey_id
      join account a on a.id = s.account_id
    where n.answered_at < :before
      and (s.account_id = any(cast(:accountIds as bigint[])) or a.programme_id = cast(:programmeId as bigint))
    order by n.link_id, n.version desc
  )
  select n.account_id as "accountId", i.measure, i.score, i.low, i.high, i.direction, count(*)::int as count
  from latest n join survey_answer_item i on i.answer_id = n.id
  where n.answered_at >= :from and i.measure <> 'text'
  group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`;

/**
 * Scores given from one moment to before another, by account, measure and score: of each link the version that counted before the end of the
 * window, dated by when that version was given.
 */
export async function surveyAnswers(
  db: Db,
  of: AnsweringAccounts & { readonly from: Date; readonly before: Date },
): Promise<readonly AccountAnswers[]> {
  const { rows } = await db.raw<{ rows: AccountAnswers[] }>(query, {
    accountIds: 'accountIds' in of ? [...of.accountIds] : [],
    programmeId: 'programmeId' in of ? of.programmeId : null,
    from: of.from,
    before: of.before,
  });
  return rows;
}
