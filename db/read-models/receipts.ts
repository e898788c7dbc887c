import { approvalsNeeded, type ApprovalPolicy, type Choice } from '../../domain/approvals/policy.ts';
import type { RequestContent } from '../../domain/approvals/request-content.ts';
import type { Receipt } from '../../domain/receipts/receipt.ts';
import type { Db } from '../client.ts';

interface ReceiptRow {
  id: string;
  person_id: string;
  person_name: string;
  choice: Choice;
  comment: string;
  decided_at: Date;
  account_id: string | null;
  subject_name: string;
  year: number;
  step_id: string | null;
  cycle_id: string | null;
  review_id: string | null;
  proposal_id: string | null;
  content: RequestContent;
  content_hash: string;
  policy: ApprovalPolicy;
  rules_version: number | null;
  rule: string | null;
  how: string;
  instead_id: string | null;
  instead_name: string | null;
  via: string;
  verified: string;
  undo_until: Date | null;
  chain: string;
  seq: number;
  hash: string;
}

/** The receipt of a decision by its number, in the name of the service at `issuer`; `undefined` if there is no such decision. The people
 * counted by the policy are those whom the approved content names. */
export async function findReceipt(
  db: Db,
  { number, issuer }: { readonly number: string; readonly issuer: string },
): Promise<Receipt | undefined> {
  const { rows } = await db.raw<{ rows: ReceiptRow[] }>(
    `select d.id, a.person_id, p.name as person_name, d.choice, d.comment, d.decided_at,
        b.account_id, b.subject_name, b.year, r.step_id, r.cycle_id, r.review_id, r.proposal_id, r.content, d.content_hash, r.policy, r.rules_version, r.rule,
        a.how, before.person_id as instead_id, instead.name as instead_name, d.via, d.verified, d.undo_until,
        e.chain, e.seq, e.hash
      from decision d
      join approver a on a.id = d.approver_id
      join person p on p.id = a.person_id
      left join approver before on before.id = a.stands_for
      left join person instead on instead.id = before.person_id
      join approval_request r on r.id = d.request_id
      join approval_subject b on b.request_id = r.id
      join audit_event e on e.chain = r.workflow_id and e.kind = 'decision.recorded' and e.data ->> 'decisionId' = d.id::text
      where d.id = :number order by e.seq limit 1`,
    { number },
  );
  const [row] = rows;
  return row && toReceipt(row, issuer);
}

function ruleOf({ rules_version: version, rule }: ReceiptRow): Receipt['policy']['rule'] {
  return version === null ? null : { version, name: rule ?? '' };
}

// A panel's receipt names the programme and the cycle where a step's names the account and the step.
function subjectOf(
  row: ReceiptRow,
): Pick<Receipt, 'account' | 'planYear' | 'step' | 'selection' | 'review' | 'solution'> {
  const { account_id: accountId, subject_name: name, year, step_id: stepId, content } = row;
  if (accountId !== null && stepId !== null)
    return { account: { id: accountId, name }, planYear: year, step: { id: stepId, title: content.title } };
  if (accountId !== null && row.review_id !== null)
    return {
      account: { id: accountId, name },
      planYear: year,
      review: { id: row.review_id, title: content.title },
    };
  if (accountId !== null && row.proposal_id !== null)
    return {
      account: { id: accountId, name },
      planYear: year,
      solution: { id: row.proposal_id, title: content.title },
    };
  return { selection: { id: row.cycle_id ?? '', title: content.title, programme: name, year } };
}

function toReceipt(row: ReceiptRow, issuer: string): Receipt {
  const of = row.content.approverIds.length;
  return {
    issuer,
    number: row.id,
    decidedBy: { id: row.person_id, name: row.person_name },
    choice: row.choice,
    comment: row.comment,
    decidedAt: row.decided_at.toISOString(),
    ...subjectOf(row),
    contentHash: row.content_hash,
    policy: { kind: row.policy.kind, needed: approvalsNeeded(row.policy, of), of, rule: ruleOf(row) },
    insteadOf:
      row.instead_id === null ? null : { id: row.instead_id, name: row.instead_name ?? '', how: row.how },
    via: row.via,
    verified: row.verified,
    undoUntil: row.undo_until?.toISOString() ?? null,
    auditEvent: { chain: row.chain, seq: row.seq, hash: row.hash },
  };
}
