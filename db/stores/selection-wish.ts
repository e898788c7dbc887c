import type { Actor } from '../../domain/actor.ts';
import { standardPolicy, type ApprovalPolicy } from '../../domain/approvals/policy.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import type { CriteriaSet } from '../../domain/selection/criteria-set.ts';
import {
  panelFaults,
  panelPolicy,
  type NamedPerson,
  type PanelPolicyWish,
} from '../../domain/selection/panel.ts';
import type { Db } from '../client.ts';
import { probeData } from '../selection/data-probe.ts';
import { currentRules } from './approval-rules.ts';
import { getCriteriaSet, latestCriteriaSet, standardKey } from './criteria-sets.ts';

/** The wish to select key accounts of a programme for a year. People are named by key or address, `asOf` is a day (today unless given),
 * hours are business hours of the lead, who is the programme's owner unless named; `criteriaSetId` names one version, `criteriaSet` the latest of a key. */
export interface CycleWish {
  readonly programme: string;
  readonly year: number;
  readonly asOf?: string | undefined;
  readonly criteriaSet?: string | undefined;
  readonly criteriaSetId?: string | undefined;
  readonly lead?: string | undefined;
  readonly panel: readonly string[];
  readonly policy?: PanelPolicyWish | undefined;
  readonly nominationHours?: number | undefined;
  readonly by: Actor;
  readonly at: Date;
}

/** A programme whose accounts are selected from. */
export interface Programme {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly ownerId: string | null;
}

/** What a wish comes to: what the cycle freezes. */
export interface CycleSettings {
  readonly criteriaSetId: string;
  readonly asOf: string;
  readonly leadId: string;
  readonly panel: readonly string[];
  readonly policy: ApprovalPolicy;
  readonly nominationHours: number;
}

const standardNominationHours = 40;
const lastYear = 2100;

interface ProgrammeRow {
  id: string;
  key: string;
  name: string;
  owner_id: string | null;
}

/** The programme with this key; throws `notFound` and names those there are. */
export async function programmeOf(db: Db, key: string): Promise<Programme> {
  const row = await db('programme')
    .where({ key })
    .first<ProgrammeRow | undefined>('id', 'key', 'name', 'owner_id');
  if (row) return { id: row.id, key: row.key, name: row.name, ownerId: row.owner_id };
  const known = await db('programme').orderBy('key').limit(10).pluck<string[]>('key');
  throw new DomainError(
    'notFound',
    `There is no programme "${key}": there is ${known.join(', ') || 'none'}.`,
    [{ path: '/programme', message: 'must be the key of a programme' }],
  );
}

/** What the wish comes to. Throws `invalid` with every fault: nothing of it is stored. */
export async function settingsOf(
  db: Db,
  given: { readonly wish: CycleWish; readonly programme: Programme },
): Promise<CycleSettings> {
  const { wish } = given;
  const set = await criteriaOf(db, wish);
  const asOf = wish.asOf ?? wish.at.toISOString().slice(0, 10);
  const dayFaults = [...yearFault(wish), ...(await dayFault(db, { ...given, asOf }))];
  const people = await peopleOf(db, given);
  const firm = (await currentRules(db)).rules.rules.at(-1)?.policy ?? standardPolicy;
  const policy = panelPolicy(wish.policy ?? {}, firm);
  const decided = 'policy' in policy ? policy.policy : undefined;
  const members = people.members;
  const faults = [
    ...dayFaults,
    ...('faults' in set ? set.faults : []),
    ...people.faults,
    ...('faults' in policy ? policy.faults : []),
    ...panelFaults({ members, lead: people.lead, policy: decided }),
  ];
  const data =
    'faults' in set || dayFaults.length > 0
      ? []
      : await dataFaults(db, { set: set.content, asOf, programmeId: given.programme.id });
  refuse([...faults, ...data]);
  if ('faults' in set || !decided || !people.lead?.id) throw new Error('a wish with faults was not refused');
  return {
    criteriaSetId: set.id,
    asOf,
    leadId: people.lead.id,
    panel: members.flatMap(({ id }) => id ?? []),
    policy: decided,
    nominationHours: wish.nominationHours ?? standardNominationHours,
  };
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const list = faults.map(({ message }) => message).join('; ');
  throw new DomainError('invalid', `The selection was not started: ${list}.`, faults);
}

function yearFault({ year, at }: CycleWish): readonly Fault[] {
  const first = at.getUTCFullYear();
  if (Number.isInteger(year) && year >= first && year <= lastYear) return [];
  return [{ path: '/year', message: `the year must be from ${first} to ${lastYear}` }];
}

async function dayFault(
  db: Db,
  { asOf, wish, programme }: { asOf: string; wish: CycleWish; programme: Programme },
): Promise<readonly Fault[]> {
  if (asOf > wish.at.toISOString().slice(0, 10))
    return [{ path: '/asOf', message: `${asOf} is still to come: name today or an earlier day` }];
  const [account] = await db('account')
    .where({ programme_id: programme.id, active: true })
    .limit(1)
    .select<{ id: string }[]>('id');
  if (!account) return [{ path: '/programme', message: `programme ${programme.key} has no active account` }];
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `select 1 from transaction t join account a on a.id = t.account_id
     where a.programme_id = :programmeId and t.delivered_on < cast(:asOf as date) limit 1`,
    { programmeId: programme.id, asOf },
  );
  if (rows.length > 0) return [];
  const message = `no account of programme ${programme.key} has a delivery before ${asOf}: import some, or name a later day`;
  return [{ path: '/asOf', message }];
}

type FoundSet =
  { readonly id: string; readonly content: CriteriaSet } | { readonly faults: readonly Fault[] };

async function criteriaOf(db: Db, { criteriaSet, criteriaSetId, at }: CycleWish): Promise<FoundSet> {
  const path = criteriaSetId === undefined ? '/criteriaSet' : '/criteriaSetId';
  try {
    if (criteriaSetId !== undefined) return await getCriteriaSet(db, criteriaSetId);
    return await latestCriteriaSet(db, { key: criteriaSet ?? standardKey, at });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'notFound') throw error;
    return {
      faults: [{ path, message: `there is no criteria set "${criteriaSetId ?? criteriaSet ?? ''}"` }],
    };
  }
}

async function dataFaults(
  db: Db,
  probe: { readonly set: CriteriaSet; readonly asOf: string; readonly programmeId: string },
): Promise<readonly Fault[]> {
  const faults = await probeData(db, probe);
  return faults.map(({ path, message }) => ({ path: `/criteriaSet/${path.replace('.', '/')}`, message }));
}

interface People {
  readonly members: readonly NamedPerson[];
  readonly lead: NamedPerson | undefined;
  readonly faults: readonly Fault[];
}

async function peopleOf(db: Db, given: { wish: CycleWish; programme: Programme }): Promise<People> {
  const { wish, programme } = given;
  const members: NamedPerson[] = [];
  for (const key of wish.panel) members.push(await named(db, key));
  const path = '/lead';
  if (wish.lead !== undefined) {
    const lead = await named(db, wish.lead);
    if (lead.name === undefined)
      return { members, lead: undefined, faults: [{ path, message: `there is no person "${wish.lead}"` }] };
    return { members, lead, faults: inactive(lead) };
  }
  const owner = programme.ownerId === null ? undefined : await personById(db, programme.ownerId);
  if (!owner)
    return {
      members,
      lead: undefined,
      faults: [{ path, message: 'the programme has no owner: name a lead' }],
    };
  return { members, lead: owner, faults: inactive(owner) };
}

function inactive({ name, active }: NamedPerson): readonly Fault[] {
  return active === true
    ? []
    : [{ path: '/lead', message: `${name ?? ''} is not active: name another lead` }];
}

interface PersonRow {
  id: string;
  key: string;
  name: string;
  active: boolean;
}

async function named(db: Db, key: string): Promise<NamedPerson> {
  const row = await db('person')
    .where({ key })
    .orWhere({ email: key.toLowerCase() })
    .first<PersonRow | undefined>('id', 'key', 'name', 'active');
  return row ?? { key };
}

async function personById(db: Db, id: string): Promise<NamedPerson | undefined> {
  return db('person').where({ id }).first<PersonRow | undefined>('id', 'key', 'name', 'active');
}
