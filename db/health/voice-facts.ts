import { answerDays } from '../../domain/health/drivers.ts';
import type { HealthFacts, Measured } from '../../domain/health/score.ts';
import type { Db } from '../client.ts';
import type { HealthScope } from './trade-facts.ts';

type VoiceFacts = Pick<HealthFacts, 'satisfaction' | 'alarms'>;

interface AnswerRow {
  account_id: string;
  satisfaction: number;
  answers: number;
  people: number;
  detractors: number;
}

interface AlarmRow {
  account_id: string;
  open: number;
  snoozed: number;
}

/** Days after which a sweep of the early warning no longer says that there are no alarms. */
const watchedWithinDays = 7;

// What a contact said last about each measure, as it stood then: an answer that was changed later counts as it was before.
const answers = `
  with said as (
    select distinct on (l.contact_id, i.measure) s.account_id, l.contact_id, i.measure, i.score,
      case i.direction when 'higher' then i.score - i.low else i.high - i.score end::numeric / nullif(i.high - i.low, 0) as part
    from survey s join survey_link l on l.survey_id = s.id join survey_answer w on w.link_id = l.id
      join survey_answer_item i on i.answer_id = w.id and i.measure in ('nps', 'csat', 'ces')
    where s.account_id = any(cast(:accountIds as bigint[])) and w.answered_at < :before and w.answered_at >= :since
    order by l.contact_id, i.measure, w.answered_at desc, w.id desc
  )
  select account_id, avg(part)::float8 as satisfaction, count(*)::int as answers, count(distinct contact_id)::int as people,
    (count(*) filter (where measure = 'nps' and part <= 0.6))::int as detractors
  from said group by account_id`;

// What last happened to an alarm tells whether it was open: a sweep's doing by the day it looked from, a person's by its moment.
const alarms = `
  with stood as (
    select distinct on (m.id) m.id, m.account_id, e.kind
    from alarm m join alarm_event e on e.alarm_id = m.id and e.kind not in ('judged', 'updated')
    where m.account_id = any(cast(:accountIds as bigint[]))
      and case when e.as_of is null then e.occurred_at < :before else e.as_of <= cast(:asOf as date) end
    order by m.id, e.id desc
  )
  select a.id as account_id, (count(s.id) filter (where s.kind not in ('cleared', 'closed', 'snoozed')))::int as open,
    (count(s.id) filter (where s.kind = 'snoozed'))::int as snoozed
  from account a left join stood s on s.account_id = a.id
  where a.id = any(cast(:accountIds as bigint[])) and exists (
    select from warning_sweep w where w.programme_id = a.programme_id and w.state <> 'abandoned'
      and w.as_of <= cast(:asOf as date) and w.as_of > cast(:asOf as date) - ${watchedWithinDays})
  group by a.id`;

const day = 86_400_000;

/** What clients said in surveys and what the early warning says of each account, by account id. */
export async function voiceFacts(
  db: Db,
  { accountIds, asOf }: HealthScope,
): Promise<ReadonlyMap<string, VoiceFacts>> {
  const before = new Date(`${asOf}T00:00:00Z`);
  const since = new Date(before.getTime() - answerDays * day);
  const ids = [...accountIds];
  const said = await db.raw<{ rows: AnswerRow[] }>(answers, { accountIds: ids, before, since });
  const raised = await db.raw<{ rows: AlarmRow[] }>(alarms, { accountIds: ids, asOf, before });
  const satisfaction = new Map(said.rows.map((row) => [row.account_id, satisfactionOf(row)]));
  const open = new Map(raised.rows.map((row) => [row.account_id, alarmsOf(row)]));
  return new Map(
    accountIds.map((id) => [
      id,
      { satisfaction: satisfaction.get(id) ?? unanswered, alarms: open.get(id) ?? unwatched },
    ]),
  );
}

const unanswered: Measured = { value: null, missing: 'noAnswers', inputs: {} };
const unwatched: Measured = { value: null, missing: 'notWatched', inputs: {} };

function satisfactionOf({ satisfaction, answers: count, people, detractors }: AnswerRow): Measured {
  return { value: satisfaction, missing: null, inputs: { answers: count, people, detractors } };
}

function alarmsOf({ open, snoozed }: AlarmRow): Measured {
  return { value: open + snoozed, missing: null, inputs: { open, snoozed } };
}
