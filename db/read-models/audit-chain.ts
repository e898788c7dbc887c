import { DomainError } from '../../domain/errors.ts';
import { auditHash, type HashedEvent } from '../audit-hash.ts';
import type { Db } from '../client.ts';
import { foreignNumber } from '../plain-numbers.ts';

/** A chain that is not whole: the first event that does not fit, and what is wrong with it in a sentence. */
interface BrokenChain {
  readonly chain: string;
  readonly seq: number;
  readonly fault: string;
}

/** How many chains and events are whole, and how many chains are not; `firstBroken` is the first of these by name. */
export interface AuditReport {
  readonly wholeChains: number;
  readonly wholeEvents: number;
  readonly brokenChains: number;
  readonly firstBroken: BrokenChain | undefined;
}

interface EventRow extends Omit<HashedEvent, 'data'> {
  readonly data_text: string;
  readonly hash: string;
  readonly last_seq: number | null;
  readonly last_hash: string | null;
}

interface Walk {
  readonly last: EventRow;
  readonly events: number;
  readonly broken: BrokenChain | undefined;
}

const batchSize = 1000;
// Instants and data as text: a JavaScript date would drop microseconds, and a parsed number its last digits.
const columns = `e.chain, e.seq, e.actor_kind, e.actor_id, e.kind, e.subject, e.previous_hash, e.hash, e.hash_form,
  e.data::text as data_text, to_jsonb(e.occurred_at at time zone 'UTC') #>> '{}' as occurred_at,
  to_jsonb(e.recorded_at at time zone 'UTC') #>> '{}' as recorded_at, h.last_seq, h.last_hash`;

/**
 * Recomputes every hash of the audit trail from its rows, of all chains or of one, reading batch by batch in the order of the
 * chains: memory does not grow with the trail. Call it in a repeatable-read transaction. Throws `notFound` for an unknown chain.
 */
export async function verifyAudit(db: Db, { chain }: { readonly chain?: string } = {}): Promise<AuditReport> {
  let report: AuditReport = {
    wholeChains: 0,
    wholeEvents: 0,
    brokenChains: 0,
    firstBroken: undefined,
  };
  let walk: Walk | undefined;
  for await (const event of events(db, chain)) {
    if (walk && walk.last.chain !== event.chain) {
      report = count(report, closed(walk));
      walk = undefined;
    }
    walk = step(walk, event);
  }
  if (walk) report = count(report, closed(walk));
  for (const broken of await emptiedChains(db, chain)) report = count(report, { events: 0, broken });
  if (chain !== undefined && report.wholeChains + report.brokenChains === 0)
    throw new DomainError('notFound', `There is no audit chain ${chain}.`);
  return report;
}

async function* events(db: Db, chain: string | undefined): AsyncGenerator<EventRow> {
  let after = { chain: '', seq: 0 };
  for (;;) {
    const { rows } = await db.raw<{ rows: EventRow[] }>(
      `select ${columns} from audit_event e left join audit_chain h using (chain)
        where (e.chain, e.seq) > (:afterChain, :afterSeq) ${chain === undefined ? '' : 'and e.chain = :chain'}
        order by e.chain, e.seq limit :batchSize`,
      { afterChain: after.chain, afterSeq: after.seq, chain: chain ?? '', batchSize },
    );
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < batchSize) return;
    after = last;
  }
}

async function emptiedChains(db: Db, chain: string | undefined): Promise<readonly BrokenChain[]> {
  const empty = db('audit_chain as h')
    .whereNotExists(db('audit_event as e').whereRaw('e.chain = h.chain').select(db.raw('1')))
    .orderBy('h.chain')
    .select<{ chain: string; last_seq: number }[]>('h.chain', 'h.last_seq');
  if (chain !== undefined) void empty.where('h.chain', chain);
  return (await empty).map((head) => ({
    chain: head.chain,
    seq: 1,
    fault: `all of its ${head.last_seq} events are missing`,
  }));
}

function step(walk: Walk | undefined, event: EventRow): Walk {
  const fault = walk?.broken ? undefined : faultOf(walk?.last, event);
  const broken = fault === undefined ? walk?.broken : { chain: event.chain, ...fault };
  return { last: event, events: (walk?.events ?? 0) + 1, broken };
}

function faultOf(before: EventRow | undefined, event: EventRow): Omit<BrokenChain, 'chain'> | undefined {
  const expected = (before?.seq ?? 0) + 1;
  if (event.seq !== expected)
    return { seq: expected, fault: `it is missing: event ${event.seq} comes in its place` };
  const { seq } = event;
  if (event.previous_hash !== (before?.hash ?? null))
    return { seq, fault: 'it does not name the hash of the event before' };
  const foreign = foreignNumber(event.data_text);
  if (foreign !== undefined)
    return { seq, fault: `its data hold a number that was not written here: ${foreign}` };
  if (auditHash(hashed(event)) !== event.hash)
    return { seq, fault: 'its contents are not those it was hashed with' };
  return undefined;
}

function hashed(event: EventRow): HashedEvent {
  const { data_text: data, hash: _hash, last_seq: _seq, last_hash: _head, ...fields } = event;
  return {
    ...fields,
    occurred_at: canonicalInstant(fields.occurred_at),
    recorded_at: canonicalInstant(fields.recorded_at),
    data: JSON.parse(data) as unknown,
  };
}

// Anything finer than milliseconds, before Christ or infinite was not written by us and stays as it is, so that its hash differs.
function canonicalInstant(text: string): string {
  const [, seconds, milliseconds = ''] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?$/.exec(text) ?? [];
  return seconds === undefined ? text : `${seconds}.${milliseconds.padEnd(3, '0')}Z`;
}

function closed({ last, events, broken }: Walk): { events: number; broken: BrokenChain | undefined } {
  if (broken || (last.last_seq === last.seq && last.last_hash === last.hash)) return { events, broken };
  const fault =
    last.last_seq === null
      ? 'the chain has no head'
      : `the chain ends with it, but its head names event ${last.last_seq} with the hash ${last.last_hash ?? ''}`;
  return { events, broken: { chain: last.chain, seq: last.seq, fault } };
}

function count(
  report: AuditReport,
  { events, broken }: { readonly events: number; readonly broken: BrokenChain | undefined },
): AuditReport {
  const { wholeChains, wholeEvents, brokenChains, firstBroken } = report;
  if (!broken) return { ...report, wholeChains: wholeChains + 1, wholeEvents: wholeEvents + events };
  const first = !firstBroken || broken.chain < firstBroken.chain ? broken : firstBroken;
  return { ...report, brokenChains: brokenChains + 1, firstBroken: first };
}
