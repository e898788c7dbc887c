import type { Db } from '../../db/client.ts';
import { colleagues } from '../../db/read-models/colleagues.ts';
import { namedRootCauses } from '../../db/read-models/escalation-solution.ts';
import { escalationOutcomes, type Escalation } from '../../db/stores/escalation-rows.ts';
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

/** What there is to choose in the forms about an escalation, by field. */
async function choicesOf(db: Db, escalation: Escalation): Promise<Readonly<Record<string, Options>>> {
  const { t } = anybody;
  const people = (await colleagues(db, [])).map(({ id: value, name: label }) => ({ value, label }));
  const contacts = await db('contact')
    .where({ account_id: escalation.accountId })
    .orderBy('name')
    .select<{ value: string; label: string }[]>('id as value', 'name as label');
  const named = await namedRootCauses(db, { limit: suggested });
  const chosen = (options: Options): Options => [{ value: '', label: t('esc.choose') }, ...options];
  return {
    personId: chosen(people),
    ownerId: chosen(people),
    channel: chosen(contactChannels.map((value) => ({ value, label: t(`esc.channel.${value}`) }))),
    contactId: [...contacts, { value: '', label: t('esc.somebodyElse') }],
    reached: (['yes', 'no'] as const).map((value) => ({ value, label: t(`esc.field.reached.${value}`) })),
    category: chosen(rootCauseCategories.map((value) => ({ value, label: t(`esc.category.${value}`) }))),
    function: chosen(taskFunctions.map((value) => ({ value, label: t(`task.function.${value}`) }))),
    outcome: chosen(escalationOutcomes.map((value) => ({ value, label: t(`escalations.outcome.${value}`) }))),
    name: named.map(({ name: value, category }) => ({
      value,
      label: t(`esc.category.${category as RootCauseCategory}`),
    })),
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
  const choices = await choicesOf(db, escalation);
  return (...names) =>
    names
      .filter((name) => of.mayEdit && (escalationForms[name].offered(escalation) || refused?.form === name))
      .map((name) => formOf(name, { choices, escalation, refused }));
}

function formOf(
  name: EscalationFormName,
  of: {
    readonly choices: Readonly<Record<string, Options>>;
    readonly escalation: Escalation;
    readonly refused: RefusedEntry | undefined;
  },
): EntryFormProps {
  const refused = of.refused?.form === name ? of.refused : undefined;
  return {
    name,
    title: anybody.t(`esc.form.${name}`),
    fault: refused?.faults[''],
    fields: Object.entries(escalationForms[name].fields).map(([field, type]) => {
      const options = of.choices[field] ?? [];
      const first = type === 'choice' ? (options[0]?.value ?? '') : '';
      return {
        name: field,
        label: labelOf(field, of.escalation),
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
];

function labelOf(field: string, { timeZone }: Escalation): string {
  const { t } = anybody;
  const known = labels.find((one) => one === field);
  return known === undefined ? t('esc.field.tookPlaceAt', { place: timeZone }) : t(`esc.field.${known}`);
}
