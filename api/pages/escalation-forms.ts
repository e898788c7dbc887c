import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Db } from '../../db/client.ts';
import {
  acknowledgeEscalation,
  closeEscalation,
  pauseEscalation,
  resumeEscalation,
  type EscalationChange,
} from '../../db/stores/escalation-changes.ts';
import { keepLessons } from '../../db/stores/escalation-lessons.ts';
import { escalationOutcomes, type Escalation } from '../../db/stores/escalation-rows.ts';
import { giveTask } from '../../db/stores/escalation-tasks.ts';
import { recordContact, recordRootCause, updateEscalation } from '../../db/stores/escalation-work.ts';
import { taskFunctions } from '../../domain/escalations/tasks.ts';
import { contactChannels, rootCauseCategories } from '../../domain/escalations/work.ts';
import { DomainError } from '../../domain/errors.ts';
import { improvementWish } from '../../domain/improvement.ts';
import type { EntryFieldProps } from '../../web/pages/escalation-entry-form.tsx';
import { textIn, type FormBody } from './plan-body.ts';
import { issueText } from './plan-faults.ts';
import { anybody } from './send-page.ts';

/** Adds what was typed to an escalation and returns the processes that have something to do by it. */
type Act = (db: Db, change: EscalationChange & { readonly timeZone: string }) => Promise<readonly string[]>;

/** A form about an escalation: its fields, in which stages it is offered, and how what was typed is read. */
export interface EscalationForm {
  readonly fields: Readonly<Record<string, EntryFieldProps['type']>>;
  readonly offered: (escalation: Escalation) => boolean;
  readonly read: (body: FormBody) => z.ZodSafeParseResult<{ readonly act: Act }>;
}

const words = (most: number) => z.string().min(1).max(most);
const personId = z.string().regex(/^[1-9]\d{0,17}$/);
const reason = words(1000);
const localTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

interface Wish<Given> extends Pick<EscalationForm, 'fields' | 'offered'> {
  readonly schema: z.ZodType<Given>;
  readonly act: (
    db: Db,
    change: EscalationChange & { readonly timeZone: string; readonly given: Given },
  ) => Promise<readonly Escalation[] | readonly string[]>;
}

function form<Given>({ fields, offered, schema, act }: Wish<Given>): EscalationForm {
  const bound = schema.transform((given) => ({
    act: async (db: Db, change: Parameters<Act>[1]) =>
      (await act(db, { ...change, given })).map((one) => (typeof one === 'string' ? one : one.workflowId)),
  }));
  return {
    fields,
    offered,
    read: (body) =>
      bound.safeParse(Object.fromEntries(Object.keys(fields).map((name) => [name, textIn(body, name)]))),
  };
}

const taken = ({ stage }: Escalation): boolean => stage !== 'acknowledge' && stage !== 'closed';
const open = ({ stage }: Escalation): boolean => stage !== 'closed';

const take = form({
  fields: { personId: 'choice' },
  offered: ({ stage }) => stage === 'acknowledge',
  schema: z.object({ personId }),
  act: async (db, { given, ...change }) => [await acknowledgeEscalation(db, { ...change, ...given })],
});

const contacts = form({
  fields: {
    ...{ channel: 'choice', contactId: 'choice', withWhom: 'text', reached: 'choice' },
    ...{ tookPlaceAt: 'datetime-local', summary: 'area' },
  },
  offered: taken,
  schema: z.object({
    channel: z.enum(contactChannels),
    contactId: z.string().transform((id) => (id === '' ? null : id)),
    withWhom: z.string().max(200),
    reached: z.enum(['yes', 'no']).transform((one) => one === 'yes'),
    tookPlaceAt: z.string(),
    summary: words(2000),
  }),
  act: async (db, { given, ...change }) => {
    const tookPlaceAt = timeOf(given.tookPlaceAt, change);
    return [await recordContact(db, { ...change, ...given, tookPlaceAt })];
  },
});

function timeOf(typed: string, { timeZone, at }: { readonly timeZone: string; readonly at: Date }): Date {
  if (typed === '') return at;
  const time = DateTime.fromISO(typed, { zone: timeZone });
  if (localTime.test(typed) && time.isValid) return time.toJSDate();
  const message = anybody.t('esc.fault.time');
  throw new DomainError('invalid', message, [{ path: '/tookPlaceAt', message }]);
}

const updates = form({
  fields: { text: 'area' },
  offered: taken,
  schema: z.object({ text: words(2000) }),
  act: async (db, { given, ...change }) => [await updateEscalation(db, { ...change, ...given })],
});

const rootCause = form({
  fields: { category: 'choice', name: 'text', text: 'area' },
  offered: ({ stage }) => stage === 'rootCause' || stage === 'solution',
  schema: z.object({ category: z.enum(rootCauseCategories), name: words(120), text: words(2000) }),
  act: async (db, { given, ...change }) => [await recordRootCause(db, { ...change, ...given })],
});

const lessons = form({
  fields: { title: 'text', learned: 'area', ownerId: 'choice', dueOn: 'date' },
  offered: () => true,
  schema: improvementWish,
  act: async (db, { given, ...change }) => {
    const { escalation } = await keepLessons(db, { ...change, lessons: [given] });
    return [escalation.workflowId, `account-review/${escalation.accountId}`];
  },
});

const tasks = form({
  fields: { title: 'text', details: 'area', function: 'choice', ownerId: 'choice', dueOn: 'date' },
  offered: taken,
  schema: z.object({
    title: words(200),
    details: z.string().max(2000),
    function: z.enum(taskFunctions),
    ownerId: personId,
    dueOn: z.iso.date(),
  }),
  act: async (db, { given, ...change }) => [(await giveTask(db, { ...change, ...given })).escalation],
});

const pause = form({
  fields: { reason: 'area' },
  offered: ({ stage, pausedAt }) =>
    pausedAt === null && !['presented', 'confirmed', 'closed'].includes(stage),
  schema: z.object({ reason }),
  act: async (db, { given, ...change }) => [await pauseEscalation(db, { ...change, ...given })],
});

const resume = form({
  fields: { reason: 'area' },
  offered: ({ pausedAt }) => pausedAt !== null,
  schema: z.object({ reason }),
  act: async (db, { given, ...change }) => [await resumeEscalation(db, { ...change, ...given })],
});

const close = form({
  fields: { outcome: 'choice', reason: 'area' },
  offered: open,
  schema: z.object({ outcome: z.enum(escalationOutcomes), reason }),
  act: async (db, { given, ...change }) => [await closeEscalation(db, { ...change, ...given })],
});

/** The forms about an escalation, by the last part of their addresses. */
export const escalationForms = {
  take,
  contacts,
  updates,
  'root-cause': rootCause,
  lessons,
  tasks,
  pause,
  resume,
  close,
} as const;

/** See {@link escalationForms}. */
export type EscalationFormName = keyof typeof escalationForms;

/** A form as it was sent and refused: what is wrong by field, and under '' what is wrong with the whole. */
export interface RefusedEntry {
  readonly form: EscalationFormName;
  readonly body: FormBody;
  readonly faults: Readonly<Record<string, string>>;
}

/** What is wrong with what was typed, by field. */
export function faultsTyped(error: z.ZodError, body: FormBody): RefusedEntry['faults'] {
  return Object.fromEntries(
    error.issues.map((issue) => {
      const field = String(issue.path[0] ?? '');
      return [field, issueText(issue, textIn(body, field))];
    }),
  );
}

/** What a store found wrong, at the fields of the form it was typed in. */
export function faultsFound(error: DomainError, { fields }: EscalationForm): RefusedEntry['faults'] {
  const known = error.faults
    .map(({ path, message }): [string, string] => [path.split('/').at(-1) ?? '', message])
    .filter(([field]) => field in fields);
  if (known.length === 0) return { '': error.message };
  return Object.fromEntries(known);
}
