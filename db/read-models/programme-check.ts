import { DomainError } from '../../domain/errors.ts';
import {
  checkDimensions,
  type CheckEvidence,
  type ProgrammeCheck,
} from '../../domain/programme-check/check.ts';
import type { Db } from '../client.ts';
import { keyAccountsOn } from '../health/key-accounts.ts';
import { managerEvidence } from '../programme-check/manager-evidence.ts';
import { peopleEvidence } from '../programme-check/people-evidence.ts';
import { planEvidence } from '../programme-check/plan-evidence.ts';
import { reviewEvidence } from '../programme-check/review-evidence.ts';
import type { CheckScope } from '../programme-check/scope.ts';
import { voiceEvidence } from '../programme-check/voice-evidence.ts';

type Programme = ProgrammeCheck['programme'];

/** The programme with this key; throws `notFound` and names those that there are. */
export async function findProgramme(db: Db, key: string): Promise<Programme> {
  const programmes = await db('programme').orderBy('key').select<Programme[]>('id', 'key', 'name');
  const found = programmes.find((one) => one.key === key);
  if (found !== undefined) return found;
  const keys = programmes.map((one) => one.key).join(', ');
  const there = keys === '' ? 'There is none yet.' : `There are: ${keys}.`;
  throw new DomainError('notFound', `There is no programme with the key "${key}". ${there}`);
}

/** What the records say of a programme over the twelve months before a day ('YYYY-MM-DD', itself excluded). Throws `notFound`. */
export async function programmeCheck(
  db: Db,
  look: { readonly programmeKey: string; readonly asOf: string },
): Promise<ProgrammeCheck> {
  const programme = await findProgramme(db, look.programmeKey);
  const scope = await scopeOf(db, { programmeId: programme.id, asOf: look.asOf });
  const counted = {
    ...(await peopleEvidence(db, scope)),
    ...(await planEvidence(db, scope)),
    ...(await managerEvidence(db, scope)),
    ...(await reviewEvidence(db, scope)),
    ...(await voiceEvidence(db, scope)),
  };
  return {
    programme,
    from: scope.since.toISOString().slice(0, 10),
    asOf: look.asOf,
    keyAccounts: scope.accounts.length,
    dimensions: checkDimensions(counted),
  };
}

async function scopeOf(
  db: Db,
  { programmeId, asOf }: { readonly programmeId: string; readonly asOf: string },
): Promise<CheckScope> {
  const accountIds = await keyAccountsOn(db, { programmeId, asOf });
  const rows = await db('account')
    .whereIn('id', [...accountIds])
    .orderBy('id')
    .select<{ id: string; name: string }[]>('id', 'name');
  const accounts = rows.map(({ id, name }): CheckEvidence => ({ kind: 'account', id, label: name }));
  const until = new Date(`${asOf}T00:00:00Z`);
  return { programmeId, asOf, since: yearBefore(until), until, accounts, accountIds };
}

// The 29th of February looks back to the 28th, as PostgreSQL subtracts a year.
function yearBefore(until: Date): Date {
  const since = new Date(until);
  since.setUTCFullYear(until.getUTCFullYear() - 1);
  if (since.getUTCMonth() !== until.getUTCMonth()) since.setUTCDate(0);
  return since;
}
