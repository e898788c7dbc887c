import type { Db } from '../client.ts';

/** A person as far as writing to them needs it. */
export interface MailReaderRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: string;
  readonly timeZone: string;
}

/** The person with this number if they are active; undefined otherwise. */
export async function findMailReader(db: Db, personId: string): Promise<MailReaderRecord | undefined> {
  const row = await db('person')
    .where({ id: personId, active: true })
    .first<(Omit<MailReaderRecord, 'timeZone'> & { time_zone: string }) | undefined>(
      'id',
      'name',
      'email',
      'language',
      'time_zone',
    );
  if (row === undefined) return undefined;
  const { time_zone: timeZone, ...reader } = row;
  return { ...reader, timeZone };
}
