import type { Request, Response, Router } from 'express';
import { attachFile, detachFile } from '../../db/stores/attachments.ts';
import { DomainError } from '../../domain/errors.ts';
import type { PlanStep } from '../../domain/planning/step.ts';
import type { ConflictProps } from '../../web/pages/plan-form-page.tsx';
import { FilesPage } from '../../web/pages/plan-files-page.tsx';
import { receiveForm, type ReceivedForm } from '../attachments/receive-form.ts';
import { ringLater } from '../decision-links/deciding.ts';
import { createMethodRefusal } from '../problems.ts';
import { formContext, recordIn, type FormContext } from './plan-form-context.ts';
import { goToPlan, type PlanFormDeps } from './plan-forms.ts';
import { editContext, stepIn, versionsIn } from './plan-step-routes.tsx';
import { editConflict } from './plan-trail.ts';
import { anybody, sendPage } from './send-page.ts';
import { visitorOf } from './visitors.ts';

interface FilesShown {
  readonly context: FormContext;
  readonly step: PlanStep;
  readonly base: number;
  readonly seen: number;
  readonly fault?: string;
  readonly conflict?: ConflictProps;
}

/** The page of a step's files: what is sent there attaches one, or removes the one it names. */
export function routeFiles(router: Router, deps: PlanFormDeps): void {
  router
    .route('/plans/:id/steps/:stepId/files')
    .get(deps.guards.editor, async (req, res) => {
      const { context, base } = await editContext(deps, req);
      const shown = { context, step: stepIn(req, context), base, seen: context.plan.version };
      await sendPage(res, { status: 200, page: filesPage(shown) });
    })
    .post(deps.guards.editor, async (req, res) => save(deps, { req, res, form: await receiveForm(req) }))
    .all(createMethodRefusal(['GET', 'POST']));
}

interface FilesSent {
  readonly req: Request;
  readonly res: Response;
  readonly form: ReceivedForm;
}

async function save(deps: PlanFormDeps, sent: FilesSent): Promise<void> {
  const { req, res, form } = sent;
  const context = await formContext(deps.db, recordIn(req, 'id'));
  const shown = { context, step: stepIn(req, context), ...versionsIn(form.fields) };
  const conflict = await editConflict(deps.db, { ...shown, stepId: undefined, confirmed: false });
  if (conflict !== undefined) return sendPage(res, { status: 409, page: filesPage({ ...shown, conflict }) });
  const { plan } = context;
  const by = visitorOf(res).actor;
  const edit = { planId: plan.id, stepId: shown.step.id, version: shown.seen, by, at: deps.clock.now() };
  try {
    const sha256 = form.fields['remove'];
    if (sha256 !== undefined) await detachFile(deps.db, { ...edit, sha256 });
    else await attachChosen(deps, { ...edit, ...form.file });
    ringLater(deps, plan.workflowId);
    goToPlan(res, { planId: plan.id, saved: 'file', at: `step-${edit.stepId}` });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'stale') return save(deps, sent);
    const status = error.code === 'invalid' ? 422 : 409;
    await sendPage(res, { status, page: filesPage({ ...shown, fault: error.message }) });
  }
}

function attachChosen(
  { db }: PlanFormDeps,
  file: Parameters<typeof attachFile>[1],
): ReturnType<typeof attachFile> {
  if (file.name === '' && file.content.length === 0)
    throw new DomainError('invalid', anybody.t('files.fault.none'));
  return attachFile(db, file);
}

function filesPage({ context, step, base, seen, fault, conflict }: FilesShown): JSX.Element {
  const { t } = anybody;
  return (
    <FilesPage
      reader={anybody}
      plan={context.heading}
      stepTitle={step.title}
      files={(step.attachments ?? []).map(({ name, bytes, sha256 }) => ({
        ...{ name, bytes, sha256 },
        path: `/plans/${context.plan.id}/attachments/${sha256}`,
      }))}
      voids={['pending', 'approved'].includes(step.status)}
      base={base}
      seen={conflict === undefined ? seen : context.plan.version}
      faults={fault === undefined ? [] : [{ href: '#file', place: t('files.file'), message: fault }]}
      fault={fault}
      conflict={conflict}
    />
  );
}
