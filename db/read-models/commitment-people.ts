import type { Workplace } from '../../domain/calendar/business-time.ts';
import { clientLanguage } from '../../domain/planning/commitment.ts';
import type { Db } from '../client.ts';
import type { Commitment } from '../stores/commitment-rows.ts';

/** The client's owner of a commitment as a reader: region, time zone and language are the account's, because none of the contact is known. */
export interface Client extends Workplace {
  readonly contactId: string;
  readonly name: string;
  readonly email: string | null;
  readonly language: 'de' | 'en';
  readonly accountName: string;
}

interface ClientRow {
  id: string;
  name: string;
  email: string | null;
  region: string;
  time_zone: string;
  account_name: string;
}

/** The client's owner of this commitment; `undefined` for one of ours. */
export async function clientOf(
  db: Db,
  { contactId }: Pick<Commitment, 'contactId'>,
): Promise<Client | undefined> {
  if (contactId === null) return undefined;
  const row = await db('contact as k')
    .join('account as a', 'a.id', 'k.account_id')
    .where('k.id', contactId)
    .first<ClientRow | undefined>(
      'k.id',
      'k.name',
      'k.email',
      'a.region',
      'a.time_zone',
      'a.name as account_name',
    );
  if (!row) return undefined;
  return {
    contactId: row.id,
    name: row.name,
    email: row.email,
    region: row.region,
    timeZone: row.time_zone,
    language: clientLanguage(row.region),
    accountName: row.account_name,
  };
}
