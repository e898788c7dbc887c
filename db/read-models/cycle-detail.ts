import type { Choice, SeatState } from '../../domain/approvals/policy.ts';
import type { Db } from '../client.ts';
import { listCandidates, type Candidate } from '../stores/candidates.ts';
import { getCriteriaSet } from '../stores/criteria-sets.ts';
import { listNominations, type Nomination } from '../stores/nominations.ts';
import { listExits, type ProposedExit } from '../stores/proposed-exits.ts';
import type { RequestStatus } from '../stores/requests.ts';
import { getCycle, type SelectionCycle } from '../stores/selection-cycles.ts';
import { blockersOf, type Blocking } from './blocking.ts';
import { getScorecard, type PlacedAccount } from './scorecards.ts';

/** A person by number and name. */
interface Named {
  readonly id: string;
  readonly name: string;
}

/** One member's part in a request to the panel; `choice` is null while they have not decided, or took it back. */
interface PanelAnswer {
  readonly personId: string;
  readonly personName: string;
  readonly state: SeatState;
  readonly choice: Choice | null;
  readonly comment: string | null;
  readonly decidedAt: Date | null;
}

/** One time the panel was asked, about one revision of the list. */
interface PanelRequest {
  readonly id: string;
  readonly revision: number;
  readonly status: RequestStatus;
  readonly reason: string | null;
  readonly requestedAt: Date;
  readonly decidedAt: Date | null;
  readonly answers: readonly PanelAnswer[];
}

/** What the score alone proposes. */
interface Proposal {
  readonly accounts: number;
  readonly warnings: readonly string[];
  readonly selected: readonly PlacedAccount[];
  readonly overCap: readonly PlacedAccount[];
  readonly leaving: readonly PlacedAccount[];
}

/** Everything about a cycle: what was frozen, what the score proposes, what people said, the list, the panel, and its exits. */
export interface CycleDetail extends Omit<SelectionCycle, 'leadId' | 'panel'> {
  readonly criteriaSet: { readonly key: string; readonly version: number; readonly currency: string };
  readonly lead: Named;
  readonly panel: readonly Named[];
  readonly proposal: Proposal | null;
  readonly nominations: readonly Nomination[];
  readonly candidates: readonly Candidate[];
  readonly requests: readonly PanelRequest[];
  readonly exits: readonly ProposedExit[];
  readonly blocking: readonly Blocking[];
}

/** One cycle with everything about it; throws `notFound`. */
export async function getCycleDetail(
  db: Db,
  look: { readonly id: string; readonly now: Date },
): Promise<CycleDetail> {
  const { leadId, panel, ...cycle } = await getCycle(db, { id: look.id });
  const { key, version, content } = await getCriteriaSet(db, cycle.criteriaSetId);
  const names = await namesOf(db, [leadId, ...panel]);
  const named = (id: string): Named => ({ id, name: names.get(id) ?? '' });
  return {
    ...cycle,
    criteriaSet: { key, version, currency: content.value.currency },
    lead: named(leadId),
    panel: panel.map(named),
    proposal: await proposalOf(db, cycle.scorecardId),
    nominations: await listNominations(db, cycle.id),
    candidates: await listCandidates(db, { cycleId: cycle.id, revision: cycle.revision }),
    requests: await requestsOf(db, cycle.id),
    exits: await listExits(db, cycle.id),
    blocking: await blockersOf(db, { workflowId: cycle.workflowId, now: look.now }),
  };
}

async function namesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db('person').whereIn('id', ids).select<Named[]>('id', 'name');
  return new Map(rows.map(({ id, name }) => [id, name]));
}

async function proposalOf(db: Db, scorecardId: string | null): Promise<Proposal | null> {
  if (scorecardId === null) return null;
  const { state, accounts, warnings, selected, overCap, leaving } = await getScorecard(db, scorecardId);
  return state === 'scored' ? { accounts, warnings, selected, overCap, leaving } : null;
}

interface RequestRow extends Omit<PanelRequest, 'answers'> {
  readonly requestedAt: Date;
}

async function requestsOf(db: Db, cycleId: string): Promise<readonly PanelRequest[]> {
  const requests = await db('approval_request')
    .where({ cycle_id: cycleId })
    .orderBy('id')
    .select<RequestRow[]>({
      id: 'id',
      revision: 'revision',
      status: 'status',
      reason: 'reason',
      requestedAt: 'requested_at',
      decidedAt: 'decided_at',
    });
  const answers = await db('approver as a')
    .join('person as p', 'p.id', 'a.person_id')
    .leftJoin('decision as d', (join) => void join.on('d.approver_id', 'a.id').andOn('d.round', 'a.round'))
    .whereIn(
      'a.request_id',
      requests.map(({ id }) => id),
    )
    .orderBy('a.id')
    .select<(PanelAnswer & { requestId: string })[]>({
      requestId: 'a.request_id',
      personId: 'a.person_id',
      personName: 'p.name',
      state: 'a.state',
      choice: 'd.choice',
      comment: 'd.comment',
      decidedAt: 'd.decided_at',
    });
  return requests.map((request) => ({
    ...request,
    answers: answers.flatMap(({ requestId, ...answer }) => (requestId === request.id ? [answer] : [])),
  }));
}
