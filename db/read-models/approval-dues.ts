/**
 * The dates that approval requests of one process bring, as rows of `at`, `effect` and `subject`; the query around it names the process
 * in a common table expression `this (workflow_id)`.
 */
export const approvalDues = `
  select a.remind_at, 'remindApprover', a.id::text
  from approver a join approval_request r on r.id = a.request_id
  where r.workflow_id = (select workflow_id from this) and r.status = 'open' and a.state = 'asked'
  union all
  select a.expires_at, 'expireApprover', a.id::text
  from approver a join approval_request r on r.id = a.request_id
  where r.workflow_id = (select workflow_id from this) and r.status = 'open' and a.state = 'asked'
  union all
  select q.remind_at, 'remindAnswerer', q.id::text
  from open_question q where q.workflow_id = (select workflow_id from this)
  union all
  select ab.starts_at, 'handOverAbsent', a.id::text
  from approver a join approval_request r on r.id = a.request_id
    join absence ab on ab.person_id = a.person_id and ab.cancelled_at is null and ab.ends_at > a.asked_at
  where r.workflow_id = (select workflow_id from this) and r.status = 'open' and a.state = 'asked'
    and not exists (select from absence_seat l where l.absence_id = ab.id and l.approver_id = a.id)
  union all
  select d.undo_until, 'carryOutDecision', d.id::text
  from decision d join approver a on a.id = d.approver_id and a.round = d.round
    join approval_request r on r.id = d.request_id join approval_subject b on b.request_id = r.id
  where r.workflow_id = (select workflow_id from this) and d.followed_at is null and not b.closed`;
