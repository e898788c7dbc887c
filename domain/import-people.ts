import { z } from 'zod';
import { DomainError, type Fault } from './errors.ts';
import { currencyCode } from './money/exchange-rate.ts';

const key = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'must be lower-case letters, digits, dots and dashes');
const word = z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be a lower-case word such as finance');
const region = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'must be a region such as PT or DE-BY');
const name = z.string().trim().min(1);
const email = z
  .string()
  .regex(/^[^@\s]+@[^@\s]+$/, 'must be a mail address')
  .transform((address) => address.toLowerCase());
const timeZone = z.string().refine((zone) => {
  try {
    return Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}, 'must be an IANA time zone such as Europe/Lisbon');
const scale = z.int().min(1).max(5);

const person = z.strictObject({
  key,
  name,
  email,
  superior: key.nullable().default(null),
  roles: z.array(word).default([]),
  region,
  timeZone,
  language: z.enum(['en', 'de']),
  active: z.boolean().default(true),
  digest: z.boolean().optional(),
});

const contact = z.strictObject({
  key,
  name,
  email: email.nullable().default(null),
  role: name.nullable().default(null),
  influence: scale.nullable().default(null),
  support: scale.nullable().default(null),
  lastContactOn: z.iso.date().nullable().default(null),
});

const accountAssignment = z.strictObject({
  key: z.string().min(1),
  name: name.optional(),
  parent: z.string().min(1).nullable().optional(),
  region: region.optional(),
  timeZone: timeZone.optional(),
  manager: key.optional(),
  director: key.optional(),
  team: z.record(word, key).optional(),
  contacts: z.array(contact).optional(),
});

const programme = z.strictObject({
  key,
  name,
  owner: key,
  fiscalYearStarts: z.int().min(1).max(12).optional(),
  reportingCurrency: currencyCode.optional(),
  rateAgeDays: z.int().min(0).max(92).optional(),
});

const peopleFile = z.strictObject({
  programmes: z.array(programme).default([]),
  people: z.array(person).default([]),
  accounts: z.array(accountAssignment).default([]),
});

/** People with their superiors, programmes with their owners, and who answers for accounts that are already there; all by key. */
export type PeopleFile = z.infer<typeof peopleFile>;
/** One person of such a file. */
export type PersonEntry = z.infer<typeof person>;
/** One account of such a file; what is left out stays as it is, `team` and each contact replace what was there. */
export type AccountEntry = z.infer<typeof accountAssignment>;

/** What the records hold already, by key: a person's mail address and superior's key, an account's parent's key. */
export interface KnownRecords {
  readonly people: ReadonlyMap<string, { readonly email: string; readonly superior: string | null }>;
  readonly accounts: ReadonlyMap<string, { readonly parent: string | null }>;
}

/** Checks the form of a file as read from YAML, JSON or CSV. Throws `invalid` with the path and the reason of every fault. */
export function parsePeopleFile(value: unknown): PeopleFile {
  const result = peopleFile.safeParse(value);
  if (result.success) return result.data;
  throw refusal(
    result.error.issues.map(({ path, message }) => ({ path: path.join('.') || 'file', message })),
  );
}

/** Checks a file against itself and the records. Throws `invalid` with every fault: keys and addresses given twice, names of
 * people and accounts that are nowhere, and chains of superiors or parents that lead back to their start. */
export function checkPeopleFile(file: PeopleFile, known: KnownRecords): void {
  const superiors = new Map([...known.people].map(([each, { superior }]) => [each, superior]));
  for (const each of file.people) superiors.set(each.key, each.superior);
  const parents = new Map([...known.accounts].map(([each, { parent }]) => [each, parent]));
  for (const each of file.accounts) if (each.parent !== undefined) parents.set(each.key, each.parent);
  const faults = [
    ...twice('people', file.people),
    ...twice('programmes', file.programmes),
    ...twice('accounts', file.accounts),
    ...sharedAddresses(file, known),
    ...unknownPeople(file, superiors),
    ...unknownAccounts(file, known),
    ...cycles({ path: (index) => `people.${index}.superior`, entries: file.people, above: superiors }),
    ...cycles({ path: (index) => `accounts.${index}.parent`, entries: file.accounts, above: parents }),
  ];
  if (faults.length > 0) throw refusal(faults);
}

interface Hierarchy {
  readonly entries: readonly { readonly key: string }[];
  readonly above: ReadonlyMap<string, string | null>;
  readonly path: (index: number) => string;
}

function refusal(faults: readonly Fault[]): DomainError {
  const many = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
  return new DomainError('invalid', `The people file has ${many}, and nothing was taken.`, faults);
}

function twice(list: string, entries: readonly { readonly key: string }[]): Fault[] {
  const first = new Map<string, number>();
  return entries.flatMap(({ key: value }, index) => {
    const before = first.get(value);
    if (before === undefined) first.set(value, index);
    return before === undefined
      ? []
      : [{ path: `${list}.${index}.key`, message: `repeats ${list}.${before}: "${value}"` }];
  });
}

function sharedAddresses(file: PeopleFile, known: KnownRecords): Fault[] {
  const owners = new Map([...known.people].map(([each, { email: address }]) => [address, each]));
  for (const each of file.people) {
    const before = known.people.get(each.key)?.email;
    if (before !== undefined && before !== each.email) owners.delete(before);
  }
  return file.people.flatMap(({ key: each, email: address }, index) => {
    const owner = owners.get(address) ?? each;
    owners.set(address, owner);
    return owner === each
      ? []
      : [{ path: `people.${index}.email`, message: `is the address of "${owner}" too` }];
  });
}

function unknownPeople(file: PeopleFile, people: ReadonlyMap<string, unknown>): Fault[] {
  const named = [
    ...file.people.map(({ superior }, index) => ({ path: `people.${index}.superior`, person: superior })),
    ...file.programmes.map(({ owner }, index) => ({ path: `programmes.${index}.owner`, person: owner })),
    ...file.accounts.flatMap(({ manager, director, team }, index) => [
      { path: `accounts.${index}.manager`, person: manager },
      { path: `accounts.${index}.director`, person: director },
      ...Object.entries(team ?? {}).map(([part, member]) => ({
        path: `accounts.${index}.team.${part}`,
        person: member,
      })),
    ]),
  ];
  return named.flatMap(({ path, person: who }) =>
    who === null || who === undefined || people.has(who)
      ? []
      : [{ path, message: `there is no person "${who}"` }],
  );
}

function unknownAccounts(file: PeopleFile, { accounts }: KnownRecords): Fault[] {
  const hint = 'accounts come in with their transactions, so run kam import first';
  return file.accounts.flatMap(({ key: each, parent }, index) => [
    ...(accounts.has(each)
      ? []
      : [{ path: `accounts.${index}.key`, message: `there is no account "${each}": ${hint}` }]),
    ...(parent === null || parent === undefined || accounts.has(parent)
      ? []
      : [{ path: `accounts.${index}.parent`, message: `there is no account "${parent}": ${hint}` }]),
  ]);
}

function cycles({ path, entries, above }: Hierarchy): Fault[] {
  return entries.flatMap(({ key: start }, index) => {
    const chain = [start];
    for (let next = above.get(start) ?? null; next !== null; next = above.get(next) ?? null) {
      chain.push(next);
      if (next === start) return [{ path: path(index), message: `leads back: ${chain.join(' → ')}` }];
      if (chain.indexOf(next) < chain.length - 1) return [];
    }
    return [];
  });
}
