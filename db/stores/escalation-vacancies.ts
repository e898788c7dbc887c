import type { Db } from '../client.ts';
import type { Escalation } from './escalation-rows.ts';
import { lockProcess, recordFact } from './processes.ts';

/** An escalation whose holder has gone and that nobody has taken over; `number` counts them in its run. */
export interface Vacancy {
  readonly number: number;
  readonly holderId: string;
  readonly since: Date;
  readonly ladderEndedAt: Date | null;
}

type Run = Pick<Escalation, 'id' | 'run'>;

interface VacancyRow {
  escalation_id: string;
  number: number;
  holder_id: string;
  since: Date;
  ladder_ended_at: Date | null;
}

/** The open vacancies among these escalations, by their numbers. */
export async function openVacancies(
  db: Db,
  escalationIds: readonly string[],
): Promise<ReadonlyMap<string, Vacancy>> {
  const rows = await db('open_escalation_vacancy')
    .whereIn('escalation_id', escalationIds)
    .select<VacancyRow[]>('*');
  return new Map(
    rows.map((row) => [
      row.escalation_id,
      {
        number: row.number,
        holderId: row.holder_id,
        since: row.since,
        ladderEndedAt: row.ladder_ended_at,
      },
    ]),
  );
}

/** The open vacancy of an escalation; `undefined` while it has a holder, or waits for its first. */
export async function openVacancy(db: Db, { id }: Pick<Escalation, 'id'>): Promise<Vacancy | undefined> {
  return (await openVacancies(db, [id])).get(id);
}

/** Notes that an escalation's holder has gone and returns the vacancy's number. Call it under the lock of the process. */
export async function beginVacancy(
  db: Db,
  { escalation, at }: { readonly escalation: Escalation; readonly at: Date },
): Promise<number> {
  const { id, run, holderId } = escalation;
  const before = await db('escalation_vacancy').where({ escalation_id: id, run }).pluck<number[]>('number');
  const number = before.length + 1;
  await fillVacancy(db, { escalation, at });
  await db('escalation_vacancy').insert({ escalation_id: id, run, number, holder_id: holderId, since: at });
  return number;
}

/** Notes that somebody has a vacant escalation again, or that it has come to nothing. Does nothing where there is no vacancy. */
export async function fillVacancy(
  db: Db,
  { escalation, at }: { readonly escalation: Run; readonly at: Date },
): Promise<void> {
  await db('escalation_vacancy')
    .where({ escalation_id: escalation.id, run: escalation.run })
    .whereNull('filled_at')
    .update({ filled_at: at });
}

/** Notes that nobody is left who could be asked to take over. */
export async function endVacancyLadder(
  db: Db,
  { escalation, at }: { readonly escalation: Run; readonly at: Date },
): Promise<void> {
  await db('escalation_vacancy')
    .where({ escalation_id: escalation.id, run: escalation.run })
    .whereNull('filled_at')
    .update({ ladder_ended_at: at });
}

/** Tells every open escalation whose holder is not active any more, once. Part of the caller's transaction, after people were changed; returns the processes that were told. */
export async function tellHoldersGone(db: Db, at: Date): Promise<readonly string[]> {
  const { rows } = await db.raw<{ rows: { workflow_id: string }[] }>(
    `select e.workflow_id from escalation e join person p on p.id = e.holder_id
     where e.stage not in ('acknowledge', 'closed') and not p.active
       and not exists (select from open_escalation_vacancy v where v.escalation_id = e.id)
       and not exists (select from inbox_fact f where f.workflow_id = e.workflow_id and f.kind = 'holderGone' and f.consumed_at is null)
     order by e.workflow_id`,
  );
  for (const { workflow_id: workflowId } of rows) {
    await lockProcess(db, workflowId);
    await recordFact(db, { workflowId, kind: 'holderGone', at });
  }
  return rows.map((row) => row.workflow_id);
}
