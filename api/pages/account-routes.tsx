import { Router, type Request, type Response } from 'express';
import { getAlarm } from '../../db/read-models/alarms.ts';
import { judgeAlarm, snoozeAlarm } from '../../db/stores/alarms.ts';
import { DomainError } from '../../domain/errors.ts';
import { AccountPage } from '../../web/pages/account-page.tsx';
import type { AlarmFormState } from '../../web/pages/account-alarms.tsx';
import { createMethodRefusal } from '../problems.ts';
import type { RefusedForm } from './account-alarms.ts';
import { accountToShow } from './account.ts';
import { bodyOf, textIn } from './plan-body.ts';
import { recordIn } from './plan-form-context.ts';
import { readPlanForm, type PlanFormDeps } from './plan-forms.ts';
import { createPlanErrors } from './plan-routes.tsx';
import { anybody, sendPage } from './send-page.ts';
import { visitorOf } from './visitors.ts';

/** What the pages of accounts stand on. */
export type AccountPageDeps = Pick<PlanFormDeps, 'db' | 'clock' | 'log' | 'guards'>;

interface Call {
  readonly req: Request;
  readonly res: Response;
}

/** The pages of accounts, with the forms that snooze or judge an alarm. */
export function createAccountPageRoutes(deps: AccountPageDeps): Router {
  const router = Router();
  const { guards } = deps;
  router
    .route('/accounts/:id')
    .get(guards.reader, (req, res) => showAccount(deps, { req, res }))
    .all(createMethodRefusal(['GET']));
  for (const form of ['snooze', 'judge'] as const)
    router
      .route(`/accounts/:id/alarms/:alarmId/${form}`)
      .post(guards.editor, readPlanForm, (req, res) => answerAlarm(deps, { req, res, form }))
      .all(createMethodRefusal(['POST']));
  router.use('/accounts', createPlanErrors(deps.log));
  return router;
}

async function showAccount(
  { db, clock }: AccountPageDeps,
  { req, res, refused }: Call & { readonly refused?: RefusedForm },
): Promise<void> {
  const look = {
    accountId: recordIn(req, 'id'),
    asOf: dayIn(req, clock.now()),
    mayEdit: visitorOf(res).mayEdit,
    saved: req.query['saved'] === 'alarm',
    refused,
  };
  const account = await accountToShow(db, look);
  const page = <AccountPage {...account} />;
  await sendPage(res, { status: refused === undefined ? 200 : 422, page });
}

/** The day ('YYYY-MM-DD') as of which a page was asked for; today where it was not, or for no day. */
export function dayIn({ query }: Request, now: Date): string {
  const given = query['asOf'];
  const isDay = typeof given === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(given) && !isNaN(Date.parse(given));
  return isDay ? given : now.toISOString().slice(0, 10);
}

type Faults = AlarmFormState['faults'];

async function answerAlarm(
  deps: AccountPageDeps,
  { req, res, form }: Call & { readonly form: AlarmFormState['form'] },
): Promise<void> {
  const { db, clock } = deps;
  const [accountId, alarmId] = [recordIn(req, 'id'), recordIn(req, 'alarmId')];
  const alarm = await getAlarm(db, alarmId);
  if (alarm.accountId !== accountId)
    throw new DomainError('notFound', `Account ${accountId} has no alarm ${alarmId}.`);
  const body = bodyOf(req);
  const typed = {
    reason: textIn(body, 'reason'),
    until: textIn(body, 'until'),
    verdict: textIn(body, 'verdict'),
  };
  const word = { id: alarmId, reason: typed.reason, by: visitorOf(res).actor, at: clock.now() };
  const refuse = (faults: Faults): Promise<void> =>
    showAccount(deps, { req, res, refused: { alarmId, form, typed, faults } });
  const faults = faultsOf(form, typed);
  if (Object.keys(faults).length > 0) return refuse(faults);
  try {
    if (form === 'snooze') await snoozeAlarm(db, { ...word, until: typed.until });
    else await judgeAlarm(db, { ...word, verdict: typed.verdict as 'useful' | 'notUseful' });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'invalid') throw error;
    return refuse({ [error.faults.at(0)?.path ?? 'reason']: error.message });
  }
  res.redirect(303, `/accounts/${accountId}?saved=alarm#alarm-${alarmId}`);
}

function faultsOf(form: AlarmFormState['form'], typed: AlarmFormState['typed']): Faults {
  const { t } = anybody;
  return {
    ...(form === 'snooze' &&
      !/^\d{4}-\d{2}-\d{2}$/.test(typed.until) && { until: t('account.alarm.day.missing') }),
    ...(form === 'judge' &&
      !['useful', 'notUseful'].includes(typed.verdict) && { verdict: t('account.alarm.verdict.missing') }),
    ...(typed.reason === '' && { reason: t('edit.fault.missing') }),
  };
}
