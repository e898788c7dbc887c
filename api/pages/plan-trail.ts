import { listAuditEvents, type AuditRecord } from '../../db/read-models/audit-trail.ts';
import type { Db } from '../../db/client.ts';
import type { FieldChange, PlanStep } from '../../domain/planning/step.ts';
import { readableChanges, type ReadableChange, type StepReader } from '../../domain/wording/step-wording.ts';
import type { ConflictProps } from '../../web/pages/plan-form-page.tsx';
import { actorsInWords } from './plan-actors.ts';
import type { FormContext } from './plan-form-context.ts';
import { anybody } from './send-page.ts';

/** A form that edits a plan as it was sent: made when its trail was at event `base`, its author shown version `seen`; `stepId` where it replaces a step's fields. */
export interface SentEdit {
  readonly context: FormContext;
  readonly base: number;
  readonly seen: number;
  readonly stepId?: string | undefined;
  readonly confirmed: boolean;
}

const told = [
  'step.edited',
  'step.added',
  'step.carried',
  'step.cancelled',
  'step.started',
  'step.progressed',
  'step.blocked',
  'step.unblocked',
  'step.done',
  'plan.submitted',
] as const;
const mostEvents = 200;

/** What stands against an edit: that the plan has moved on, or that an edit of the same step was not confirmed to have been read (`unread`). */
export async function editConflict(
  db: Db,
  sent: SentEdit,
): Promise<(ConflictProps & { readonly unread: boolean }) | undefined> {
  const { context, base, seen, stepId } = sent;
  const { workflowId, version } = context.plan;
  const since = await listAuditEvents(db, { chain: workflowId, after: base, limit: mostEvents });
  const confirm =
    stepId !== undefined && since.some((one) => one.kind === 'step.edited' && one.subject === stepId);
  const shown = seen === version;
  if (shown && (!confirm || sent.confirmed)) return undefined;
  const nameOf = await actorsInWords(
    db,
    since.map(({ actor }) => actor),
  );
  const meanwhile = since.flatMap((event) => {
    const what = inWords(event, context);
    if (what === undefined) return [];
    return [{ who: nameOf(event.actor), at: event.occurredAt, what, changes: changesIn(event, context) }];
  });
  return { meanwhile, yours: [], confirm, unread: shown };
}

function inWords({ kind, subject }: AuditRecord, { plan }: FormContext): string | undefined {
  const known = told.find((one) => one === kind);
  if (known === undefined) return undefined;
  const title = plan.steps.find(({ id }) => id === subject)?.title ?? '';
  return known === 'plan.submitted'
    ? anybody.t('trail.plan.submitted')
    : anybody.t(`trail.${known}`, { title });
}

function changesIn({ kind, data, subject }: AuditRecord, context: FormContext): readonly ReadableChange[] {
  if (kind !== 'step.edited') return [];
  const step = context.plan.steps.find(({ id }) => id === subject);
  return readableChanges(data['changes'] as readonly FieldChange[], stepReader(context, step));
}

/** How the reader of a plan's forms reads about one of its steps. */
export function stepReader({ plan, people }: FormContext, step: PlanStep | undefined): StepReader {
  return {
    format: anybody.format,
    currency: plan.currency,
    people: step?.approverIds.length ?? 0,
    personName: (id) => people.find((one) => one.id === id)?.name ?? id,
    stepTitle: (id) => plan.steps.find((one) => one.id === id)?.title ?? id,
  };
}
