import { z } from 'zod';
import { DomainError, type Fault } from '../errors.ts';
import { accountNeedsSchema } from './needs.ts';
import { managerProfileSchema, roleGroups } from './profile.ts';

const key = z.string().trim().min(1);

const assignmentFile = z.strictObject({
  managers: z.array(managerProfileSchema.extend({ person: key })).default([]),
  accounts: z.array(accountNeedsSchema.extend({ account: key })).default([]),
});

/** What managers bring and what accounts need, people and accounts by key. */
export type AssignmentFile = z.output<typeof assignmentFile>;

/** Checks a file as read from YAML, JSON or CSV against itself and the keys there are. Throws `invalid` with the path and the reason of
 * every fault. */
export function parseAssignmentFile(
  value: unknown,
  known: { readonly people: ReadonlySet<string>; readonly accounts: ReadonlySet<string> },
): AssignmentFile {
  const result = assignmentFile.safeParse(value);
  if (!result.success)
    throw refusal(
      result.error.issues.map(({ path, message }) => ({ path: path.join('.') || 'file', message })),
    );
  const people = result.data.managers.map(({ person }) => person);
  const accounts = result.data.accounts.map(({ account }) => account);
  const faults = [
    ...namingFaults(people, { known: known.people, path: (at) => `managers.${at}.person`, what: 'person' }),
    ...namingFaults(accounts, {
      known: known.accounts,
      path: (at) => `accounts.${at}.account`,
      what: 'account',
    }),
  ];
  if (faults.length > 0) throw refusal(faults);
  return result.data;
}

function refusal(faults: readonly Fault[]): DomainError {
  const many = faults.length === 1 ? 'one fault' : `${faults.length} faults`;
  return new DomainError(
    'invalid',
    `The file of profiles and needs has ${many}, and nothing was taken.`,
    faults,
  );
}

function namingFaults(
  keys: readonly string[],
  at: {
    readonly known: ReadonlySet<string>;
    readonly path: (index: number) => string;
    readonly what: string;
  },
): Fault[] {
  return keys.flatMap((one, index) => {
    const path = at.path(index);
    if (!at.known.has(one)) return [{ path, message: `there is no ${at.what} "${one}"` }];
    return keys.indexOf(one) < index ? [{ path, message: `"${one}" is in the file already` }] : [];
  });
}

/** A row of a CSV, whose header names the fields, as an entry of the file: `person` makes it a profile, `account` needs. Lists are
 * separated by spaces; empty cells are left out. */
export function readAssignmentRow(row: Readonly<Record<string, string>>): Record<string, unknown> {
  const cells = new Map(Object.entries(row).filter(([, value]) => value !== ''));
  const take = (name: string): string | undefined => {
    const value = cells.get(name);
    cells.delete(name);
    return value;
  };
  const number = (name: string): number | string | undefined => {
    const value = take(name);
    return value !== undefined && /^\d+$/.test(value) ? Number(value) : value;
  };
  const groups = Object.fromEntries(roleGroups.map((group) => [group, number(group)]));
  const entry = cells.has('person')
    ? profileEntry(groups, { take, number })
    : needsEntry(groups, { take, number });
  return Object.fromEntries(
    Object.entries({ ...entry, ...Object.fromEntries(cells) }).filter(([, value]) => value !== undefined),
  );
}

interface Cells {
  readonly take: (name: string) => string | undefined;
  readonly number: (name: string) => number | string | undefined;
}

function profileEntry(skills: Record<string, unknown>, { take, number }: Cells): Record<string, unknown> {
  const accounts = number('accounts');
  const timePercent = number('timePercent');
  const authority = { perStep: take('perStep'), perPlan: take('perPlan'), currency: take('currency') };
  return {
    skills,
    languages: take('languages')?.split(/\s+/),
    regions: take('regions')?.split(/\s+/),
    capacity: {
      ...(accounts === undefined ? {} : { accounts }),
      ...(timePercent === undefined ? {} : { timePercent }),
    },
    authority: Object.values(authority).every((value) => value === undefined) ? undefined : authority,
  };
}

function needsEntry(weights: Record<string, unknown>, { take, number }: Cells): Record<string, unknown> {
  const wish = (name: string): unknown => {
    const code = take(name);
    const strength = take(`${name}Strength`);
    return code === undefined && strength === undefined
      ? undefined
      : { code, strength: strength ?? 'should' };
  };
  return { weights, language: wish('language'), region: wish('region'), timePercent: number('timePercent') };
}
