import { DateTime } from 'luxon';
import { z } from 'zod';
import {
  acknowledgeEscalation,
  closeEscalation,
  pauseEscalation,
  resumeEscalation,
  setEscalationSeverity,
} from '../../db/stores/escalation-changes.ts';
import { handOverEscalation } from '../../db/stores/escalation-hand-over.ts';
import { keepLessons } from '../../db/stores/escalation-lessons.ts';
import { escalationOutcomes, type Escalation } from '../../db/stores/escalation-rows.ts';
import { endTask, giveTask } from '../../db/stores/escalation-tasks.ts';
import { recordContact, recordRootCause, updateEscalation } from '../../db/stores/escalation-work.ts';
import { severities, type Severity } from '../../domain/escalations/policy.ts';
import { taskFunctions } from '../../domain/escalations/tasks.ts';
import { contactChannels, rootCauseCategories } from '../../domain/escalations/work.ts';
import { DomainError } from '../../domain/errors.ts';
import { improvementWish } from '../../domain/improvement.ts';
import { answer, present, propose, withdraw } from './escalation-client-forms.ts';
import { chosenId, escalationForm, words, type EscalationForm } from './escalation-form.ts';
import { textIn, type FormBody } from './plan-body.ts';
import { issueText } from './plan-faults.ts';
import { anybody } from './send-page.ts';

const reason = words(1000);
const localTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

const taken = ({ stage }: Escalation): boolean => stage !== 'acknowledge' && stage !== 'closed';
const open = ({ stage }: Escalation): boolean => stage !== 'closed';

const take = escalationForm({
  fields: { personId: 'choice' },
  offered: ({ stage }) => stage === 'acknowledge',
  schema: z.object({ personId: chosenId }),
  act: async (db, { given, ...change }) => [await acknowledgeEscalation(db, { ...change, ...given })],
});

const contacts = escalationForm({
  fields: {
    ...{ channel: 'choice', contactId: 'choice', withWhom: 'text', reached: 'choice' },
    ...{ tookPlaceAt: 'datetime-local', summary: 'area' },
  },
  offered: taken,
  schema: z.object({
    channel: z.enum(contactChannels),
    contactId: z
      .literal('')
      .transform(() => null)
      .or(chosenId),
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

const updates = escalationForm({
  fields: { text: 'area' },
  offered: taken,
  schema: z.object({ text: words(2000) }),
  act: async (db, { given, ...change }) => [await updateEscalation(db, { ...change, ...given })],
});

const rootCause = escalationForm({
  fields: { category: 'choice', name: 'text', text: 'area' },
  offered: ({ stage }) => stage === 'rootCause' || stage === 'solution',
  schema: z.object({ category: z.enum(rootCauseCategories), name: words(120), text: words(2000) }),
  act: async (db, { given, ...change }) => [await recordRootCause(db, { ...change, ...given })],
});

const lessons = escalationForm({
  fields: { title: 'text', learned: 'area', ownerId: 'choice', dueOn: 'date' },
  offered: () => true,
  schema: improvementWish,
  act: async (db, { given, ...change }) => {
    const { escalation } = await keepLessons(db, { ...change, lessons: [given] });
    return [escalation.workflowId, `account-review/${escalation.accountId}`];
  },
});

const tasks = escalationForm({
  fields: { title: 'text', details: 'area', function: 'choice', ownerId: 'choice', dueOn: 'date' },
  offered: taken,
  schema: z.object({
    title: words(200),
    details: z.string().max(2000),
    function: z.enum(taskFunctions),
    ownerId: chosenId,
    dueOn: z.iso.date(),
  }),
  act: async (db, { given, ...change }) => [(await giveTask(db, { ...change, ...given })).escalation],
});

const taskEnd = escalationForm({
  fields: { taskId: 'choice', how: 'choice', word: 'area' },
  offered: ({ hasOpenTask }) => hasOpenTask,
  schema: z.discriminatedUnion('how', [
    z.object({ taskId: chosenId, how: z.literal('done'), word: z.string().max(1000) }),
    z.object({ taskId: chosenId, how: z.literal('dropped'), word: reason }),
  ]),
  act: async (db, { given, ...change }) => [(await endTask(db, { ...change, ...given })).escalation],
});

const severity = escalationForm({
  fields: { severity: 'choice', reason: 'area' },
  offered: open,
  schema: z.object({
    severity: z.enum(severities.map(String)).transform((one) => Number(one) as Severity),
    reason,
  }),
  act: async (db, { given, ...change }) => [await setEscalationSeverity(db, { ...change, ...given })],
});

const handOver = escalationForm({
  fields: { personId: 'choice', reason: 'area' },
  offered: ({ stage, holderId }) => stage !== 'closed' && holderId !== null,
  schema: z.object({ personId: chosenId, reason }),
  act: async (db, { given, ...change }) => [await handOverEscalation(db, { ...change, ...given })],
});

const pause = escalationForm({
  fields: { reason: 'area' },
  offered: ({ stage, pausedAt }) =>
    pausedAt === null && !['presented', 'confirmed', 'closed'].includes(stage),
  schema: z.object({ reason }),
  act: async (db, { given, ...change }) => [await pauseEscalation(db, { ...change, ...given })],
});

const resume = escalationForm({
  fields: { reason: 'area' },
  offered: ({ pausedAt }) => pausedAt !== null,
  schema: z.object({ reason }),
  act: async (db, { given, ...change }) => [await resumeEscalation(db, { ...change, ...given })],
});

const close = escalationForm({
  fields: { outcome: 'choice', reason: 'area' },
  offered: open,
  schema: z.object({ outcome: z.enum(escalationOutcomes), reason }),
  act: async (db, { given, ...change }) => [await closeEscalation(db, { ...change, ...given })],
});

/** The forms about an escalation, by the last part of their addresses. */
export const escalationForms = {
  take,
  'hand-over': handOver,
  severity,
  contacts,
  updates,
  'root-cause': rootCause,
  lessons,
  tasks,
  'task-end': taskEnd,
  propose,
  present,
  answer,
  withdraw,
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
