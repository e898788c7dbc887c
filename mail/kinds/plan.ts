import { z } from 'zod';
import { outcomeFigure } from '../../domain/planning/outcome.ts';
import type { MailContent } from '../content.ts';
import { day, mailKind, money, type MailWriting } from './kind.ts';

const plan = z.object({
  accountName: z.string(),
  year: z.number().int(),
  planPath: z.string().startsWith('/'),
});
const figure = z.discriminatedUnion('figure', [
  z.object({ figure: z.literal('revenue'), money }),
  z.object({ figure: z.literal('growth'), share: z.number().nullable() }),
  z.object({ figure: z.literal('orders'), count: z.number().int() }),
  z.object({ figure: z.literal('cancelled'), share: z.number().nullable() }),
]);
const ready = plan.extend({ figures: z.array(figure), submitBy: day.nullable() });
const executing = plan.extend({
  steps: z.array(z.object({ title: z.string(), ownerName: z.string(), dueOn: day })),
  waiting: z.array(z.object({ title: z.string(), after: z.array(z.string()) })).default([]),
});
const closed = plan.extend({
  done: z.number().int().nonnegative(),
  notDone: z.number().int().nonnegative(),
  cancelled: z.number().int().nonnegative(),
  lessons: z.string(),
  outcomes: z
    .array(
      z.object({
        name: z.string(),
        unit: z.enum(['money', 'share', 'count']),
        currency: z.string(),
        target: z.string(),
        value: z.string().nullable(),
        reached: z.boolean().nullable(),
      }),
    )
    .default([]),
});

/** Tells the manager that a plan has been prepared, with the account's figures it was prepared from. */
export const planReadyToDraft = mailKind(ready, (data, writing) => {
  const { t, format } = writing;
  const names = { account: data.accountName, year: data.year };
  return {
    ...forManager(data, writing),
    subject: t('plan-ready-to-draft.subject', names),
    heading: t('plan-ready-to-draft.heading', names),
    paragraphs: [t('plan-ready-to-draft.intro')],
    facts: data.figures.map((one) => ({
      label: t(`figure.${one.figure}`),
      value: figureValue(one, writing),
    })),
    closing: data.submitBy === null ? [] : [t('plan-ready-to-draft.by', { day: format.day(data.submitBy) })],
  };
});

/** Tells the manager that all decisions are in and who now does what by when. */
export const planExecuting = mailKind(executing, (data, writing) => {
  const { t, format } = writing;
  const names = { account: data.accountName, year: data.year };
  const count = data.steps.length;
  const intro =
    count === 0
      ? t('plan-executing.intro.none')
      : count === 1
        ? t('plan-executing.intro.one')
        : t('plan-executing.intro.more', { count });
  return {
    ...forManager(data, writing),
    subject: t('plan-executing.subject', names),
    heading: t('plan-executing.heading', names),
    paragraphs: [intro],
    facts: [
      ...data.steps.map(({ title, ownerName, dueOn }) => ({
        label: title,
        value: t('plan-executing.step', { owner: ownerName, day: format.day(dueOn) }),
      })),
      ...data.waiting.map(({ title, after }) => ({
        label: title,
        value: t('plan-executing.waits', { steps: format.list(after) }),
      })),
    ],
  };
});

/** Tells the manager that the plan year is over, what was done and what was learnt. */
export const planClosed = mailKind(closed, (data, writing) => {
  const { t } = writing;
  const names = { account: data.accountName, year: data.year };
  return {
    ...forManager(data, writing),
    subject: t('plan-closed.subject', names),
    heading: t('plan-closed.heading', names),
    paragraphs: [t('plan-closed.intro')],
    facts: [
      { label: t('plan-closed.done'), value: String(data.done) },
      { label: t('plan-closed.notDone'), value: String(data.notDone) },
      { label: t('plan-closed.cancelled'), value: String(data.cancelled) },
      ...data.outcomes.map((one) => ({ label: one.name, value: outcomeValue(one, writing) })),
    ],
    quote: data.lessons === '' ? undefined : { by: t('plan-closed.lessons'), text: data.lessons },
  };
});

type Outcome = z.output<typeof closed>['outcomes'][number];

function outcomeValue(one: Outcome, { t, format }: MailWriting): string {
  const worded = (figure: string): string => outcomeFigure(format, { ...one, figure });
  const target = worded(one.target);
  if (one.value === null) return t('plan-closed.target.unknown', { target });
  const key = one.reached === true ? 'plan-closed.target.reached' : 'plan-closed.target.missed';
  return t(key, { target, value: worded(one.value) });
}

function figureValue(one: z.output<typeof figure>, { t, format }: MailWriting): string {
  if (one.figure === 'revenue') return format.money(one.money);
  if (one.figure === 'orders') return format.count(one.count);
  if (one.figure === 'growth') return one.share === null ? t('figure.notCovered') : format.change(one.share);
  return one.share === null ? t('figure.none') : format.share(one.share);
}

function forManager(
  data: z.output<typeof plan>,
  { t, pageUrl }: MailWriting,
): Pick<MailContent, 'action' | 'footer'> {
  return {
    action: { label: t('manager.action'), url: pageUrl(data.planPath) },
    footer: t('manager.footer', { account: data.accountName }),
  };
}
