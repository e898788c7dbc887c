import { approvalsNeeded, type ApprovalPolicy } from '../approvals/policy.ts';
import { changesBetween, type StepContent } from '../planning/step.ts';
import type { Language, ReaderFormat } from '../reader-format.ts';
import { stepTextsEn } from './step-texts.ts';
import { createTranslate } from './translate.ts';

const languages: Record<Language, Record<keyof typeof stepTextsEn, string>> = { en: stepTextsEn };

/** Who reads about a step: formats, the plan's currency, and names for the people it mentions by id. */
export interface StepReader {
  readonly format: ReaderFormat;
  readonly currency: string;
  readonly personName: (id: string) => string;
}

/** A changed field in words a reader understands. */
export interface ReadableChange {
  readonly label: string;
  readonly before: string;
  readonly after: string;
}

/** An approval policy in whole sentences, for this many people asked. */
export function describePolicy(
  policy: ApprovalPolicy,
  reader: { people: number; language: Language },
): string {
  const t = createTranslate<typeof stepTextsEn>(languages[reader.language]);
  const of = reader.people;
  const hours = policy.expireAfterHours;
  const who =
    of === 1
      ? t('policy.one')
      : policy.kind === 'quorum'
        ? t('policy.quorum', { of, needed: approvalsNeeded(policy, of) })
        : t(`policy.${policy.kind}`, { of });
  const order = of > 1 && policy.order === 'sequence' ? [t('policy.sequence')] : [];
  const silence =
    policy.onExpiry === 'keepWaiting' ? t('policy.keepWaiting') : t(`policy.${policy.onExpiry}`, { hours });
  return [who, ...order, silence].join(' ');
}

/** How two versions of a step differ, with labels, names, dates and amounts (in `currency`) as this reader wants to read them. */
export function readableChanges(
  step: { readonly before: StepContent; readonly after: StepContent },
  reader: StepReader,
): ReadableChange[] {
  const t = createTranslate<typeof stepTextsEn>(languages[reader.format.language]);
  return changesBetween(step.before, step.after).map(({ field }) => ({
    label: t(`field.${field}`),
    before: readableField(step.before, { field, reader }) || t('value.none'),
    after: readableField(step.after, { field, reader }) || t('value.none'),
  }));
}

function readableField(
  step: StepContent,
  { field, reader }: { readonly field: keyof StepContent; readonly reader: StepReader },
): string {
  const { format, currency, personName } = reader;
  switch (field) {
    case 'ownerId':
      return personName(step.ownerId);
    case 'approverIds':
      return format.list(step.approverIds.map(personName));
    case 'dueOn':
      return format.day(step.dueOn);
    case 'cost':
    case 'benefit':
      return format.money({ amount: step[field], currency });
    case 'policy':
      return describePolicy(step.policy, { people: step.approverIds.length, language: format.language });
    default:
      return step[field];
  }
}
