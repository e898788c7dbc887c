import { z } from 'zod';
import { instant, mailKind } from './kind.ts';

const lease = z.object({
  accountName: z.string(),
  year: z.number().int(),
  planPath: z.string().startsWith('/'),
  tendedAt: instant,
  daysUntended: z.number().int().nonnegative(),
});
const revalidate = lease.extend({ tellAt: instant, tells: z.string().nullable() });
const untended = lease.extend({ health: z.number().int().min(0).max(100), managerName: z.string() });

/** Asks the manager whether a plan that nobody has tended still holds. */
export const planRevalidate = mailKind(revalidate, (data, { t, format, linkUrl, pageUrl }) => {
  const names = { account: data.accountName, year: data.year, days: data.daysUntended };
  const next = { at: format.instant(data.tellAt), name: data.tells ?? '' };
  return {
    subject: t('plan-revalidate.subject', names),
    heading: t('plan-revalidate.heading', names),
    paragraphs: [t('plan-revalidate.intro'), t('plan-revalidate.how')],
    facts: [{ label: t('lease.tended'), value: format.instant(data.tendedAt) }],
    action: { label: t('plan-revalidate.action'), url: linkUrl ?? pageUrl(data.planPath) },
    closing: [
      data.tells === null ? t('plan-revalidate.decays') : t('plan-revalidate.then', next),
      t('plan-revalidate.linkNote'),
    ],
    footer: t('manager.footer', names),
  };
});

/** Tells the director, or who stands in, that nobody tends a plan. */
export const planUntended = mailKind(untended, (data, { t, format, pageUrl }) => {
  const names = { account: data.accountName, year: data.year, manager: data.managerName };
  return {
    subject: t('plan-untended.subject', names),
    heading: t('plan-untended.heading', names),
    paragraphs: [t('plan-untended.intro', { ...names, days: data.daysUntended })],
    facts: [
      { label: t('lease.tended'), value: format.instant(data.tendedAt) },
      { label: t('lease.health'), value: t('lease.points', { health: data.health }) },
    ],
    action: { label: t('manager.action'), url: pageUrl(data.planPath) },
    closing: [t('plan-untended.next', names)],
    footer: t('plan-untended.footer', names),
  };
});
