import { approvalsNeeded, type ApprovalPolicy } from '../approvals/policy.ts';
import type { Attachment } from '../planning/attachment.ts';
import type { FieldChange, StepContent } from '../planning/step.ts';
import type { Language, ReaderFormat } from '../reader-format.ts';
import { stepTextsDe, stepTextsEn } from './step-texts.ts';
import { createTranslate } from './translate.ts';

const languages: Record<Language, Record<keyof typeof stepTextsEn, string>> = {
  en: stepTextsEn,
  de: stepTextsDe,
};

/** Who reads about a step: formats, the plan's currency, how many `people` approve the step, and names for those mentioned by id. */
export interface StepReader {
  readonly format: ReaderFormat;
  readonly currency: string;
  readonly people: number;
  readonly personName: (id: string) => string;
  /** The title of another step of the plan; without it a step is named by its number. */
  readonly stepTitle?: (id: string) => string;
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

/** The changes of a step with labels, names, dates and amounts (in `currency`) as this reader wants to read them. */
export function readableChanges(changes: readonly FieldChange[], reader: StepReader): ReadableChange[] {
  const t = createTranslate<typeof stepTextsEn>(languages[reader.format.language]);
  return changes.map(({ field, before, after }) => ({
    label: t(`field.${field}`),
    before: readable({ field, value: before }, reader) || t('value.none'),
    after: readable({ field, value: after }, reader) || t('value.none'),
  }));
}

function readable(
  { field, value }: { readonly field: keyof StepContent; readonly value: FieldChange['before'] },
  { format, currency, people, personName, stepTitle }: StepReader,
): string {
  if (field === 'attachments')
    return format.list((value as readonly Attachment[]).map((one) => describeAttachment(one, format)));
  if (field === 'dependsOn') return format.list((value as readonly string[]).map(stepTitle ?? plain));
  if (Array.isArray(value)) return format.list((value as readonly string[]).map(personName));
  if (isPolicy(value)) return describePolicy(value, { people, language: format.language });
  if (field === 'ownerId') return personName(value);
  if (field === 'dueOn') return format.day(value);
  if (field === 'cost' || field === 'benefit') return format.money({ amount: value, currency });
  return String(value);
}

const plain = (id: string): string => id;

function isPolicy(value: FieldChange['before']): value is ApprovalPolicy {
  return typeof value === 'object' && 'kind' in value;
}

/** A file in words: its name, its size, and the beginning of its SHA-256, which tells two of one name apart. */
function describeAttachment({ name, bytes, sha256 }: Attachment, format: ReaderFormat): string {
  return `${name} (${format.bytes(bytes)}, ${sha256.slice(0, 8)})`;
}
