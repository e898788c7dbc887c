import { randomUUID } from 'node:crypto';
import type { Db } from '../../db/client.ts';
import { colleagues } from '../../db/read-models/colleagues.ts';
import { namedRootCauses } from '../../db/read-models/escalation-solution.ts';
import { planningAccount } from '../../db/read-models/planning-context.ts';
import { presentableProposal } from '../../db/stores/escalation-confirmations.ts';
import { escalationOutcomes, type Escalation } from '../../db/stores/escalation-rows.ts';
import { listTasks } from '../../db/stores/escalation-task-rows.ts';
import { clientAnswers } from '../../domain/escalations/confirmation.ts';
import { severities } from '../../domain/escalations/policy.ts';
import { taskFunctions } from '../../domain/escalations/tasks.ts';
import {
  contactChannels,
  rootCauseCategories,
  type RootCauseCategory,
} from '../../domain/escalations/work.ts';
import type { EntryFieldProps, EntryFormProps } from '../../web/pages/escalation-entry-form.tsx';
import { escalationForms, type EscalationFormName, type RefusedEntry } from './escalation-forms.ts';
import { textIn } from './plan-body.ts';
import { anybody } from './send-page.ts';

type Options = EntryFieldProps['options'];

const suggested = 200;

/** What there is to choose in the forms about an escalation, by field, or by form and field where a form has its own. */
async function choicesOf(
  db: Db,
  { escalation, tasks }: { readonly escalation: Escalation; readonly tasks: Options },
): Promise<Readonly<Record<string, Options>>> {
  const { t } = anybody;
  const people = (await colleagues(db, [])).map(({ id: value, name: label }) => ({ value, label }));
  const contacts = await db('contact')
    .where({ account_id: escalation.accountId })
    .orderBy('name')
    .select<{ value: string; label: string }[]>('id as value', 'name as label');
  const named = await namedRootCauses(db, { limit: suggested });
  return {
    ...wordsToChoose(escalation),
    personId: chosen(people),
    ownerId: chosen(people),
    contactId: [...contacts, { value: '', label: t('esc.somebodyElse') }],
    'present.contactId': chosen(contacts),
    taskId: chosen(tasks),
    name: named.map(({ name: value, category }) => ({
      value,
      label: t(`esc.category.${category as RootCauseCategory}`),
    })),
  };
}

const chosen = (options: Options): Options => [{ value: '', label: anybody.t('esc.choose') }, ...options];

function wordsToChoose({ severity }: Escalation): Readonly<Record<string, Options>> {
  const { t } = anybody;
  const others = severities.filter((one) => one !== severity);
  return {
    channel: chosen(contactChannels.map((value) => ({ value, label: t(`esc.channel.${value}`) }))),
    reached: (['yes', 'no'] as const).map((value) => ({ value, label: t(`esc.field.reached.${value}`) })),
    category: chosen(rootCauseCategories.map((value) => ({ value, label: t(`esc.category.${value}`) }))),
    function: chosen(taskFunctions.map((value) => ({ value, label: t(`task.function.${value}`) }))),
    outcome: chosen(escalationOutcomes.map((value) => ({ value, label: t(`escalations.outcome.${value}`) }))),
    severity: chosen(
      others.map((value) => ({ value: String(value), label: t(`escalation.severity.${value}`) })),
    ),
    how: (['done', 'dropped'] as const).map((value) => ({ value, label: t(`esc.task.${value}`) })),
    answer: chosen(clientAnswers.map((value) => ({ value, label: t(`esc.field.answer.${value}`) }))),
  };
}

/** The forms that are offered for an escalation, by name, with what was typed in one that was refused; none for who may not change it. */
export async function formsFor(
  db: Db,
  of: {
    readonly escalation: Escalation;
    readonly mayEdit: boolean;
    readonly refused: RefusedEntry | undefined;
  },
): Promise<(...names: readonly EscalationFormName[]) => readonly EntryFormProps[]> {
  const { escalation, refused } = of;
  if (!of.mayEdit) return () => [];
  const openTasks = (await listTasks(db, escalation.id)).filter(({ status }) => status === 'open');
  const tasks = openTasks.map(({ id: value, title: label }) => ({ value, label }));
  const choices = await choicesOf(db, { escalation, tasks });
  const { currency } = await planningAccount(db, escalation.accountId);
  const isPresentable = 'id' in (await presentableProposal(db, escalation));
  const standing = { ...escalation, hasOpenTask: openTasks.length > 0, isPresentable };
  return (...names) =>
    names
      .filter((name) => escalationForms[name].offered(standing) || refused?.form === name)
      .map((name) => formOf(name, { choices, place: { ...escalation, currency }, refused }));
}

/** What the labels of a form name: the client's time zone and the account's currency. */
type FormPlace = Pick<Escalation, 'timeZone'> & { readonly currency: string };

function formOf(
  name: EscalationFormName,
  of: {
    readonly choices: Readonly<Record<string, Options>>;
    readonly place: FormPlace;
    readonly refused: RefusedEntry | undefined;
  },
): EntryFormProps {
  const refused = of.refused?.form === name ? of.refused : undefined;
  return {
    name,
    title: anybody.t(`esc.form.${name}`),
    once: randomUUID(),
    fault: refused?.faults[''],
    fields: Object.entries(escalationForms[name].fields).map(([field, type]) => {
      const options = of.choices[`${name}.${field}`] ?? of.choices[field] ?? [];
      const first = type === 'choice' ? (options[0]?.value ?? '') : '';
      return {
        name: field,
        label: labelOf(`${name}.${field}`, of.place),
        type,
        options,
        value: refused === undefined ? first : textIn(refused.body, field),
        fault: refused?.faults[field],
      };
    }),
  };
}

const labels = [
  ...(['personId', 'channel', 'contactId', 'withWhom', 'reached', 'summary', 'text', 'category'] as const),
  ...(['name', 'title', 'learned', 'ownerId', 'dueOn', 'function', 'details', 'reason', 'outcome'] as const),
  ...(['severity', 'taskId', 'how', 'answer'] as const),
];
const ownLabels = [
  'hand-over.personId',
  'propose.text',
  'present.summary',
  'task-end.word',
  'answer.word',
] as const;

function labelOf(path: string, { timeZone, currency }: FormPlace): string {
  const { t } = anybody;
  if (path === 'propose.cost') return t('esc.field.cost', { currency });
  const own = ownLabels.find((one) => one === path);
  if (own !== undefined) return t(`esc.field.${own}`);
  const known = labels.find((one) => path.endsWith(`.${one}`));
  return known === undefined ? t('esc.field.tookPlaceAt', { place: timeZone }) : t(`esc.field.${known}`);
}
