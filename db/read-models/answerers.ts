import type { Answerers } from '../../domain/approvals/answerer.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Person } from '../../domain/person.ts';
import type { Db } from '../client.ts';
import { peopleById, personAmong } from './planning-context.ts';

/** Who asks, who may owe the answer, and all of them by id. */
export interface QuestionPeople extends Answerers {
  readonly asker: Person;
  readonly manager: Person;
  /** Throws `notFound` for anybody else. */
  readonly person: (id: string) => Person;
}

interface Row {
  seat_id: string;
  asker_id: string;
  manager_id: string;
  director_id: string | null;
  owner_id: string | null;
}

/** The people around a question of this seat, as of a moment of process time. Throws `notFound`. */
export async function answerersOf(
  db: Db,
  of: { readonly seatId: string; readonly at: Date },
): Promise<QuestionPeople> {
  const found = (await answerersBySeat(db, { seatIds: [of.seatId], at: of.at })).get(of.seatId);
  if (!found) throw new DomainError('notFound', `There is no approver ${of.seatId}.`);
  return found;
}

/** The people around each of these questions, by its number, as of a moment of process time. */
export async function answerersByQuestion(
  db: Db,
  of: { readonly questionIds: readonly string[]; readonly at: Date },
): Promise<ReadonlyMap<string, QuestionPeople>> {
  if (of.questionIds.length === 0) return new Map();
  const rows = await db('approval_question')
    .whereIn('id', of.questionIds)
    .select<{ id: string; approver_id: string }[]>('id', 'approver_id');
  const seats = await answerersBySeat(db, { seatIds: rows.map((row) => row.approver_id), at: of.at });
  return new Map(
    rows.flatMap((row) => {
      const found = seats.get(row.approver_id);
      return found ? [[row.id, found]] : [];
    }),
  );
}

async function answerersBySeat(
  db: Db,
  { seatIds, at }: { seatIds: readonly string[]; at: Date },
): Promise<ReadonlyMap<string, QuestionPeople>> {
  const rows = await db('approver as s')
    .join('approval_request as r', 'r.id', 's.request_id')
    .join('approval_subject as b', 'b.request_id', 'r.id')
    .whereIn('s.id', seatIds)
    .select<Row[]>(
      's.id as seat_id',
      's.person_id as asker_id',
      'r.requested_by as manager_id',
      'b.director_id',
      'b.owner_id',
    );
  const named = rows.flatMap((row) => [row.asker_id, row.manager_id, row.director_id, row.owner_id]);
  const ids = [...new Set(named.filter((id) => id !== null))];
  const people = await peopleById(db, ids);
  const awayIds = await awayAt(db, { ids, at });
  const person = personAmong(people);
  return new Map(rows.map((row) => [row.seat_id, toPeople(row, { person, awayIds })]));
}

function toPeople(row: Row, known: Pick<QuestionPeople, 'person' | 'awayIds'>): QuestionPeople {
  const { person } = known;
  return {
    ...known,
    asker: person(row.asker_id),
    askerId: row.asker_id,
    manager: person(row.manager_id),
    director: row.director_id === null ? undefined : person(row.director_id),
    programmeOwner: row.owner_id === null ? undefined : person(row.owner_id),
  };
}

/** Which of these people are away at a moment, by an absence that stands. */
async function awayAt(
  db: Db,
  { ids, at }: { ids: readonly string[]; at: Date },
): Promise<ReadonlySet<string>> {
  const rows = await db('absence')
    .whereIn('person_id', ids)
    .whereNull('cancelled_at')
    .where('starts_at', '<=', at)
    .where('ends_at', '>', at)
    .select<{ person_id: string }[]>('person_id');
  return new Set(rows.map((row) => row.person_id));
}
