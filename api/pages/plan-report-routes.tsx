import type { Request, Response, Router } from 'express';
import type { z } from 'zod';
import { cancelStep, markStepDone } from '../../db/stores/plans.ts';
import { blockStep, reportProgress, unblockStep, type StepEdit } from '../../db/stores/step-execution.ts';
import type { Db } from '../../db/client.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import type { PlanStep } from '../../domain/planning/step.ts';
import type { ConflictProps, FormFault } from '../../web/pages/plan-form-page.tsx';
import { ReportPage, stepReports, type StepReport } from '../../web/pages/plan-report-page.tsx';
import { ringLater } from '../decision-links/deciding.ts';
import { cleared, obstacle, progress } from '../plan-steps/reports.ts';
import { stepCancellation, stepCompletion } from '../plans/schemas.ts';
import { createMethodRefusal } from '../problems.ts';
import { bodyOf, textIn, type FormBody } from './plan-body.ts';
import { issueText } from './plan-faults.ts';
import { formContext, recordIn, type FormContext } from './plan-form-context.ts';
import { goToPlan, saidAbove, type PlanFormDeps } from './plan-forms.ts';
import { noFaults, type FormFaults } from './plan-section-faults.ts';
import { editContext, stepIn, versionsIn } from './plan-step-routes.tsx';
import { editConflict } from './plan-trail.ts';
import { anybody, sendPage } from './send-page.ts';
import { visitorOf } from './visitors.ts';

interface ReportSent {
  readonly report: StepReport;
  readonly context: FormContext;
  readonly step: PlanStep;
  readonly percent: string;
  readonly text: string;
  readonly base: number;
  readonly seen: number;
}

/** How a report is read from its form, and what it does. */
interface ReportKind<Said> {
  readonly schema: z.ZodType<Said>;
  readonly typed: (sent: ReportSent) => unknown;
  readonly act: (db: Db, edit: StepEdit & Said) => Promise<Plan>;
}

type Tell = (
  sent: ReportSent,
) =>
  | { readonly kind: 'told'; readonly act: (db: Db, edit: StepEdit) => Promise<Plan> }
  | { readonly kind: 'faulty'; readonly issues: readonly z.core.$ZodIssue[] };

function telling<Said>({ schema, typed, act }: ReportKind<Said>): Tell {
  return (sent) => {
    const parsed = schema.safeParse(typed(sent));
    if (!parsed.success) return { kind: 'faulty', issues: parsed.error.issues };
    return { kind: 'told', act: (db, edit) => act(db, { ...edit, ...parsed.data }) };
  };
}

const wholeNumber = (text: string): unknown => (/^\d{1,3}$/.test(text) ? Number(text) : text);

const kinds: Readonly<Record<StepReport, Tell>> = {
  progress: telling({
    schema: progress,
    typed: ({ percent, text: note }) => ({ percent: wholeNumber(percent), note }),
    act: reportProgress,
  }),
  block: telling({ schema: obstacle, typed: ({ text: reason }) => ({ reason }), act: blockStep }),
  unblock: telling({ schema: cleared, typed: ({ text: note }) => ({ note }), act: unblockStep }),
  done: telling({ schema: stepCompletion, typed: ({ text: evidence }) => ({ evidence }), act: markStepDone }),
  cancel: telling({ schema: stepCancellation, typed: ({ text: reason }) => ({ reason }), act: cancelStep }),
};

/** The forms that report on a step, and the one that gives it up with a reason. */
export function routeReports(router: Router, deps: PlanFormDeps): void {
  for (const report of stepReports)
    router
      .route(`/plans/:id/steps/:stepId/${report}`)
      .get(deps.guards.editor, async (req, res) => {
        const { context, base } = await editContext(deps, req);
        const step = stepIn(req, context);
        const percent = String(step.progress.percent);
        const sent = { report, context, step, percent, text: '', base, seen: context.plan.version };
        await sendPage(res, { status: 200, page: reportPage(sent, {}) });
      })
      .post(deps.guards.editor, deps.readForm, (req, res) => save(deps, { report, req, res }))
      .all(createMethodRefusal(['GET', 'POST']));
}

async function readSent(
  { db }: PlanFormDeps,
  { report, req, body }: { readonly report: StepReport; readonly req: Request; readonly body: FormBody },
): Promise<ReportSent> {
  const context = await formContext(db, recordIn(req, 'id'));
  const typed = { percent: textIn(body, 'percent'), text: textIn(body, 'text') };
  return { report, context, step: stepIn(req, context), ...typed, ...versionsIn(body) };
}

async function save(
  deps: PlanFormDeps,
  given: { readonly report: StepReport; readonly req: Request; readonly res: Response },
): Promise<void> {
  const { report, req, res } = given;
  const sent = await readSent(deps, { report, req, body: bodyOf(req) });
  const told = kinds[report](sent);
  const faults = told.kind === 'faulty' ? reportFaults(told.issues, sent) : noFaults;
  const conflict = await editConflict(deps.db, { ...sent, stepId: undefined, confirmed: false });
  if (conflict !== undefined)
    return sendPage(res, { status: 409, page: reportPage(sent, { faults, conflict }) });
  if (told.kind === 'faulty') return sendPage(res, { status: 422, page: reportPage(sent, { faults }) });
  const { plan, id: stepId } = { plan: sent.context.plan, id: sent.step.id };
  const by = visitorOf(res).actor;
  try {
    await told.act(deps.db, { planId: plan.id, stepId, version: sent.seen, by, at: deps.clock.now() });
    ringLater(deps, plan.workflowId);
    goToPlan(res, {
      planId: plan.id,
      saved: report === 'cancel' ? 'cancelled' : 'report',
      at: `step-${stepId}`,
    });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === 'stale') return save(deps, given);
    const found = { ...noFaults, list: [saidAbove(error.message)] };
    await sendPage(res, { status: 409, page: reportPage(sent, { faults: found }) });
  }
}

function reportFaults(
  issues: readonly z.core.$ZodIssue[],
  { report, percent, text }: ReportSent,
): FormFaults {
  const { t } = anybody;
  const at = new Map<string, string>();
  const list = issues.map((issue): FormFault => {
    const isPercent = issue.path[0] === 'percent';
    const message = issueText(issue, isPercent ? percent : text);
    at.set(isPercent ? 'percent' : 'text', message);
    return isPercent
      ? { href: '#percent', place: t('report.percent'), message }
      : { href: '#text', place: t(`report.${report}.text`), message };
  });
  return { list, at };
}

function reportPage(
  sent: ReportSent,
  { faults = noFaults, conflict }: { readonly faults?: FormFaults; readonly conflict?: ConflictProps },
): JSX.Element {
  const { context, step, report } = sent;
  const { t, format } = anybody;
  return (
    <ReportPage
      reader={anybody}
      plan={context.heading}
      report={report}
      stepTitle={step.title}
      facts={[
        [t('plan.status'), t(`step.${step.status}`)],
        [t('approval.dueOn'), format.day(step.dueOn)],
        [t('plan.progress'), format.share(step.progress.percent / 100)],
        ...(step.blocked ? [[t('plan.blocked'), step.blocked.reason] as const] : []),
      ]}
      percent={sent.percent}
      text={sent.text}
      base={sent.base}
      seen={conflict === undefined ? sent.seen : context.plan.version}
      faults={faults.list}
      faultsAt={faults.at}
      conflict={conflict}
    />
  );
}
