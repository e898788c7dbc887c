import type { Request, Response, Router } from 'express';
import { changeContent } from '../../db/stores/plan-content.ts';
import { DomainError } from '../../domain/errors.ts';
import { planContentSchema, type PlanContent } from '../../domain/planning/content.ts';
import { sectionForms, type EditableSection, type SectionValues } from '../../web/pages/plan-fields.ts';
import type { ConflictProps } from '../../web/pages/plan-form-page.tsx';
import { SectionPage } from '../../web/pages/plan-section-page.tsx';
import { createMethodRefusal } from '../problems.ts';
import { bodyOf, numberIn, textIn, type FormBody } from './plan-body.ts';
import { formContext, recordIn, type FormContext } from './plan-form-context.ts';
import { goToPlan, saidAbove, unread, type PlanFormDeps } from './plan-forms.ts';
import { sectionConflict } from './plan-section-conflict.ts';
import { schemaFaults, storeFaults, noFaults, type FormFaults } from './plan-section-faults.ts';
import { readSection } from './plan-section-reading.ts';
import { shownValues, typedValues } from './plan-section-values.ts';
import { anybody, sendPage } from './send-page.ts';
import { visitorOf } from './visitors.ts';

interface Sent {
  readonly section: EditableSection;
  readonly context: FormContext;
  readonly values: SectionValues;
  readonly body: FormBody;
  readonly base: number;
  readonly seen: number;
  readonly reason: string;
}

/** The form of each section of a plan's content. Saving names the revision that its author read, as `If-Match` does. */
export function routeSections(router: Router, deps: PlanFormDeps): void {
  router
    .route('/plans/:id/edit/:section')
    .get(deps.guards.editor, async (req, res) => {
      const section = sectionIn(req);
      const context = await formContext(deps.db, recordIn(req, 'id'));
      const values = shownValues(section, { content: context.content, stepIds: servingSteps(context) });
      const { revision } = context;
      const sent = { section, context, values, body: {}, base: revision, seen: revision, reason: '' };
      await sendPage(res, { status: 200, page: sectionPage(sent, {}) });
    })
    .post(deps.guards.editor, deps.readForm, (req, res) => save(deps, { req, res }))
    .all(createMethodRefusal(['GET', 'POST']));
}

function sectionIn(req: Request): EditableSection {
  const given = String(req.params['section']);
  if (Object.hasOwn(sectionForms, given)) return given as EditableSection;
  throw new DomainError('notFound', `A plan has no section "${given}" to edit.`);
}

const servingSteps = ({ plan }: FormContext): readonly string[] =>
  plan.steps.filter(({ status }) => !['cancelled', 'rejected'].includes(status)).map(({ id }) => id);

interface Outcome {
  readonly faults?: FormFaults;
  readonly conflict?: ConflictProps;
}

function sectionPage(sent: Sent, { faults = noFaults, conflict }: Outcome): JSX.Element {
  const { context, section, values, reason } = sent;
  return (
    <SectionPage
      reader={anybody}
      plan={context.heading}
      section={section}
      values={values}
      options={context.options}
      base={sent.base}
      seen={conflict === undefined ? sent.seen : context.revision}
      reason={reason}
      faults={faults.list}
      faultsAt={faults.at}
      conflict={conflict}
    />
  );
}

async function sentForm(deps: PlanFormDeps, req: Request): Promise<Sent> {
  const section = sectionIn(req);
  const body = bodyOf(req);
  const [base, seen] = [numberIn(body, 'base'), numberIn(body, 'seen')];
  const values = typedValues(section, body);
  if (base === undefined || seen === undefined || values === undefined)
    throw new DomainError('unsupported', 'This is not what the form sends.');
  const context = await formContext(deps.db, recordIn(req, 'id'));
  return { section, context, values, body, base, seen, reason: textIn(body, 'reason') };
}

async function save(deps: PlanFormDeps, { req, res }: { req: Request; res: Response }): Promise<void> {
  const sent = await sentForm(deps, req);
  const { section, seen, reason, context } = sent;
  const { change, faults } = readSent(sent);
  const confirmed = textIn(sent.body, 'over') !== '';
  const conflict = await sectionConflict(deps.db, { ...sent, change, confirmed });
  if (conflict !== undefined) {
    const list = conflict.unread ? [...faults.list, unread()] : faults.list;
    return sendPage(res, { status: 409, page: sectionPage(sent, { faults: { ...faults, list }, conflict }) });
  }
  if (faults.list.length > 0 || change === undefined)
    return sendPage(res, { status: 422, page: sectionPage(sent, { faults }) });
  const by = visitorOf(res).actor;
  const edit = { planId: context.plan.id, revision: seen, change, reason, by, at: deps.clock.now() };
  try {
    const { revision } = await changeContent(deps.db, edit);
    goToPlan(res, {
      planId: edit.planId,
      saved: revision === seen ? 'same' : 'section',
      at: `section-${section}`,
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // Somebody was faster between reading and saving: now there is something to read.
    if (error.code === 'stale') return save(deps, { req, res });
    await sendPage(res, { status: error.code === 'invalid' ? 422 : 409, page: refusedPage(sent, error) });
  }
}

function refusedPage(sent: Sent, error: DomainError): JSX.Element {
  if (error.faults.length === 0)
    return sectionPage(sent, { faults: { ...noFaults, list: [saidAbove(error.message)] } });
  return sectionPage(sent, { faults: storeFaults(error.faults, typedOf(sent).typed) });
}

function typedOf(sent: Sent) {
  const { section, values, context } = sent;
  const timeZoneOf = (id: string): string => context.people.find((one) => one.id === id)?.timeZone ?? '';
  const { value, places } = readSection(section, { values, timeZoneOf });
  return { value, typed: { planId: context.plan.id, section, values, places, options: context.options } };
}

function readSent(sent: Sent): {
  readonly change: Partial<PlanContent> | undefined;
  readonly faults: FormFaults;
} {
  const { value, typed } = typedOf(sent);
  const parsed = planContentSchema.shape[sent.section].safeParse(value);
  const found = parsed.success ? noFaults : schemaFaults(parsed.error.issues, typed);
  const change = parsed.success ? { [sent.section]: parsed.data } : undefined;
  return { change, faults: withReason(found, sent.reason) };
}

function withReason(faults: FormFaults, reason: string): FormFaults {
  if (reason !== '' && reason.length <= 1000) return faults;
  const { t } = anybody;
  const message = reason === '' ? t('edit.fault.reason') : t('edit.fault.long', { max: 1000 });
  const list = [...faults.list, { href: '#reason', place: t('edit.reason'), message }];
  return { list, at: new Map([...faults.at, ['reason', message]]) };
}
