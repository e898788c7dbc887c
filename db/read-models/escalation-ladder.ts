import { nextAsk, replacingLadder, type LadderAsk, type NextAsk } from '../../domain/escalations/ladder.ts';
import { onCallFor } from '../../domain/escalations/on-call.ts';
import type { EscalationPolicy, Rung } from '../../domain/escalations/policy.ts';
import type { Person } from '../../domain/person.ts';
import type { Db } from '../client.ts';
import { asksOf, type EscalationAsk } from '../stores/escalation-asks.ts';
import { escalationPolicies } from '../stores/escalation-policy.ts';
import { openVacancies, type Vacancy } from '../stores/escalation-vacancies.ts';
import { onCallAt, type OnCallEntry } from '../stores/on-call.ts';
import { attendanceAt, type Attendance } from './attendance.ts';
import { peopleById, personAmong } from './planning-context.ts';

/**
 * Who is asked next to take an escalation, and which rungs are passed by on the way; no `ask` at the end of the ladder. A `round` above 0 asks
 * for somebody who takes over from a holder who has gone.
 */
export interface NextRung extends Pick<NextAsk, 'skipped'> {
  readonly round: number;
  readonly ask: (LadderAsk & { readonly person: Person; readonly standsFor: Person | undefined }) | undefined;
  /** Until when whoever is stood in for is away. */
  readonly awayUntil: Date | undefined;
}

interface LadderRow {
  id: string;
  region: string;
  policy_version: number;
  holder_id: string | null;
  programme_id: string;
  manager_id: string | null;
  director_id: string | null;
  sponsor_id: string | null;
  owner_id: string | null;
}

interface Around {
  readonly at: Date;
  readonly policies: ReadonlyMap<number, EscalationPolicy>;
  readonly asks: ReadonlyMap<string, readonly EscalationAsk[]>;
  readonly vacancies: ReadonlyMap<string, Vacancy>;
  readonly onCall: readonly OnCallEntry[];
  readonly attendance: Attendance;
  readonly people: ReadonlyMap<string, Person>;
}

function filledBy(row: LadderRow): Readonly<Record<Rung, string | null>> {
  return {
    manager: row.manager_id,
    director: row.director_id,
    sponsor: row.sponsor_id,
    executive: row.owner_id,
  };
}

/** Who is asked next on the ladder of each of these escalations, by its number, as of the moment `at`; one set of queries for all. */
export async function nextRungs(
  db: Db,
  { ids, at }: { readonly ids: readonly string[]; readonly at: Date },
): Promise<ReadonlyMap<string, NextRung>> {
  if (ids.length === 0) return new Map();
  const rows = await ladderRows(db, ids);
  const around = await readAround(db, { rows, at });
  return new Map(rows.map((row) => [row.id, nextOf(row, around)]));
}

async function ladderRows(db: Db, ids: readonly string[]): Promise<readonly LadderRow[]> {
  const { rows } = await db.raw<{ rows: LadderRow[] }>(
    `select e.id, e.region, e.policy_version, e.holder_id, a.programme_id, a.manager_id, a.director_id, g.owner_id,
       (select min(t.person_id) from team_member t where t.account_id = a.id and t.function = 'sponsor') as sponsor_id
     from escalation e join account a on a.id = e.account_id join programme g on g.id = a.programme_id
     where e.id = any(:ids)`,
    { ids: [...ids] },
  );
  return rows;
}

async function readAround(
  db: Db,
  { rows, at }: { readonly rows: readonly LadderRow[]; readonly at: Date },
): Promise<Around> {
  const ids = rows.map(({ id }) => id);
  const versions = [...new Set(rows.map((row) => row.policy_version))];
  const policies = await escalationPolicies(db, versions);
  const asks = await asksOf(db, ids);
  const vacancies = await openVacancies(db, ids);
  const programmeIds = [...new Set(rows.map((row) => row.programme_id))];
  const onCall = await onCallAt(db, { programmeIds, at });
  const attendance = await attendanceAt(db, at);
  const named = [
    ...rows.flatMap((row) => Object.values(filledBy(row))),
    ...[...asks.values()].flat().map(({ personId }) => personId),
    ...onCall.map(({ personId }) => personId),
    ...attendance.standInIds,
  ];
  const people = await peopleById(db, [...new Set(named.filter((id) => id !== null))]);
  const byVersion = new Map(policies.map(({ version, policy }) => [version, policy]));
  return { at, policies: byVersion, asks, vacancies, onCall, attendance, people };
}

function nextOf(row: LadderRow, around: Around): NextRung {
  const { at, attendance, people } = around;
  const policy = around.policies.get(row.policy_version);
  const vacancy = around.vacancies.get(row.id);
  const round = vacancy?.number ?? 0;
  const filled = filledBy(row);
  const [first] = policy?.ladder ?? [];
  const onCall = around.onCall.filter(({ programmeId }) => programmeId === row.programme_id);
  const asks = around.asks.get(row.id) ?? [];
  const { ask, skipped } = nextAsk({
    ladder: ladderOf(row, { policy, asks, vacancy }),
    attempts: policy?.attemptsPerRung ?? 1,
    asks: asks.filter((one) => one.round === round),
    people: {
      standing: (rung) => filled[rung],
      onCall: (rung) =>
        onCallFor(onCall, { rung, first: first ?? rung, region: row.region, at }).map(
          ({ personId }) => personId,
        ),
      isActive: (id) => people.get(id)?.active === true,
      deputyOf: attendance.deputyOf,
    },
  });
  if (ask === undefined) return { round, ask, skipped, awayUntil: undefined };
  const { standsForId } = ask;
  const standsFor = standsForId === null ? undefined : people.get(standsForId);
  const awayUntil =
    ask.how === 'standIn' && standsForId !== null ? attendance.awayUntil(standsForId) : undefined;
  return { round, skipped, awayUntil, ask: { ...ask, standsFor, person: personAmong(people)(ask.personId) } };
}

// A holder stands where they were asked last, or else where the account's records have them.
function ladderOf(
  row: LadderRow,
  of: {
    readonly policy: EscalationPolicy | undefined;
    readonly asks: readonly EscalationAsk[];
    readonly vacancy: Vacancy | undefined;
  },
): readonly Rung[] {
  const { policy, asks, vacancy } = of;
  const ladder = policy?.ladder ?? [];
  if (vacancy === undefined) return ladder;
  const { holderId, number } = vacancy;
  const asked = asks.filter(({ personId, round }) => personId === holderId && round < number).at(-1)?.rung;
  return replacingLadder(ladder, asked ?? ladder.find((rung) => filledBy(row)[rung] === holderId));
}

/** Who is asked next to take an escalation, and as what. */
export interface NextOnLadder {
  readonly personId: string;
  readonly personName: string;
  readonly reason: 'manager' | 'director' | 'sponsor' | 'programmeOwner';
}

/** Who is asked next to take each of these escalations, by its number, as of the moment `at`; nobody where the ladder ends. */
export async function nextOnLadders(
  db: Db,
  of: { readonly ids: readonly string[]; readonly at: Date },
): Promise<ReadonlyMap<string, NextOnLadder>> {
  const next = await nextRungs(db, of);
  return new Map(
    [...next].flatMap(([id, { ask }]) => {
      if (ask === undefined) return [];
      const { person, rung } = ask;
      const reason = rung === 'executive' ? ('programmeOwner' as const) : rung;
      return [[id, { personId: person.id, personName: person.name, reason }] as const];
    }),
  );
}
