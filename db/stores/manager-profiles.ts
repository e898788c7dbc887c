import type { Actor } from '../../domain/actor.ts';
import { DomainError } from '../../domain/errors.ts';
import type { ManagerProfile } from '../../domain/assignment/profile.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';

/** The audit chain of profiles, needs, proposals and who was given which account. */
export const assignmentChain = 'assignment';

/** One version of what a manager brings; it never changes. Version 1 is the first. */
export interface StoredProfile {
  readonly personId: string;
  readonly version: number;
  readonly profile: ManagerProfile;
  readonly setAt: Date;
}

/** What a manager is said to bring, by whom and when. */
export interface ProfileChange {
  readonly personId: string;
  readonly profile: ManagerProfile;
  readonly by: Actor;
  readonly at: Date;
}

interface ProfileRow {
  person_id: string;
  version: number;
  goals: number;
  customer: number;
  internal: number;
  planning: number;
  spanning: number;
  languages: string[];
  regions: string[];
  capacity_accounts: number | null;
  capacity_percent: number | null;
  work_style: string;
  limit_per_step: string | null;
  limit_per_plan: string | null;
  limit_currency: string | null;
  set_at: Date;
}

function toProfile(row: ProfileRow): StoredProfile {
  const { goals, customer, internal, planning, spanning, languages, regions } = row;
  const { limit_per_step: perStep, limit_per_plan: perPlan, limit_currency: currency } = row;
  const profile: ManagerProfile = {
    skills: { goals, customer, internal, planning, spanning },
    languages,
    regions,
    capacity:
      row.capacity_accounts === null
        ? { timePercent: row.capacity_percent ?? 0 }
        : { accounts: row.capacity_accounts },
    workStyle: row.work_style,
    authority:
      perStep === null || perPlan === null || currency === null ? null : { perStep, perPlan, currency },
  };
  return { personId: row.person_id, version: row.version, profile, setAt: row.set_at };
}

function toRow({ skills, capacity, authority, ...profile }: ManagerProfile) {
  return {
    ...skills,
    languages: [...new Set(profile.languages)].sort(),
    regions: [...new Set(profile.regions)].sort(),
    capacity_accounts: 'accounts' in capacity ? capacity.accounts : null,
    capacity_percent: 'accounts' in capacity ? null : capacity.timePercent,
    work_style: profile.workStyle,
    limit_per_step: authority?.perStep ?? null,
    limit_per_plan: authority?.perPlan ?? null,
    limit_currency: authority?.currency ?? null,
  };
}

/** The profiles of now, or as they stood `before` a moment, by person's number; one more than `limit` says that there is a next page. */
export async function listManagerProfiles(
  db: Db,
  page: { readonly after?: string | undefined; readonly limit?: number; readonly before?: Date },
): Promise<readonly StoredProfile[]> {
  const rows = db('manager_profile')
    .distinctOn('person_id')
    .orderBy([{ column: 'person_id' }, { column: 'version', order: 'desc' }])
    .select<ProfileRow[]>('*');
  if (page.after !== undefined) void rows.where('person_id', '>', page.after);
  if (page.before !== undefined) void rows.where('set_at', '<', page.before);
  if (page.limit !== undefined) void rows.limit(page.limit + 1);
  return (await rows).map(toProfile);
}

/** A manager's profile of now; throws `notFound`. */
export async function getManagerProfile(db: Db, personId: string): Promise<StoredProfile> {
  const row = await db<ProfileRow>('manager_profile')
    .where({ person_id: personId })
    .orderBy('version', 'desc')
    .first();
  if (!row) throw new DomainError('notFound', `Person ${personId} has no manager's profile.`);
  return toProfile(row);
}

/** Sets what a manager brings as a new version, with an audit event; the same again changes nothing. Throws `notFound`. */
export function setManagerProfile(
  db: Db,
  change: ProfileChange,
): Promise<{ readonly stored: StoredProfile; readonly changed: boolean }> {
  const { personId } = change;
  return db.transaction(async (trx) => {
    const person = await trx('person')
      .where({ id: personId })
      .forNoKeyUpdate()
      .first<object | undefined>('id');
    if (!person) throw new DomainError('notFound', `There is no person ${personId}.`);
    const before = await getManagerProfile(trx, personId).catch(absentIsUndefined);
    const values = toRow(change.profile);
    if (before !== undefined && isSame(toRow(before.profile), values))
      return { stored: before, changed: false };
    const stored = await insertVersion(trx, { change, version: (before?.version ?? 0) + 1 });
    return { stored, changed: true };
  });
}

async function insertVersion(
  db: Db,
  { change, version }: { readonly change: ProfileChange; readonly version: number },
): Promise<StoredProfile> {
  const { personId, by, at } = change;
  const [row] = await db('manager_profile')
    .insert({
      ...toRow(change.profile),
      person_id: personId,
      version,
      set_by_kind: by.kind,
      set_by_id: by.id,
      set_at: at,
    })
    .returning<ProfileRow[]>('*');
  if (!row) throw new DomainError('conflict', 'The profile was not stored.');
  const { workStyle: _notes, ...data } = change.profile;
  const event = { chain: assignmentChain, kind: 'managerProfile.set', subject: personId };
  await appendAudit(db, { ...event, at, actor: by, data: { version, ...data } });
  return toProfile(row);
}

function absentIsUndefined(error: unknown): undefined {
  if (error instanceof DomainError && error.code === 'notFound') return undefined;
  throw error;
}

function isSame(one: ReturnType<typeof toRow>, other: ReturnType<typeof toRow>): boolean {
  const told = ({ limit_per_step, limit_per_plan, ...rest }: ReturnType<typeof toRow>): string =>
    JSON.stringify([
      rest,
      limit_per_step && Number(limit_per_step),
      limit_per_plan && Number(limit_per_plan),
    ]);
  return told(one) === told(other);
}
