import { getAccount, type AccountDetails } from '../../db/read-models/accounts.ts';
import { listThemes } from '../../db/read-models/feedback-themes.ts';
import { packKpis } from '../../db/read-models/kpi-pack.ts';
import { kpisAt, type KpiReading } from '../../db/read-models/kpi-values.ts';
import { listEscalations } from '../../db/stores/escalation-rows.ts';
import { listQuarterlyReviews } from '../../db/stores/review-rows.ts';
import { namesOf } from '../../db/read-models/actor-names.ts';
import type { Db } from '../../db/client.ts';
import { titleIn } from '../../domain/escalations/signals.ts';
import { monthsBefore } from '../../domain/kpis/window.ts';
import type { PackKpi } from '../../domain/reviews/review-pack.ts';
import type { AccountPageProps } from '../../web/pages/account-page.tsx';
import { alarmsToShow, type RefusedForm } from './account-alarms.ts';
import { healthToShow } from './account-health.ts';
import { kpiToShow, trendToShow } from './kpi-rows.ts';
import { anybody } from './send-page.ts';

/** Which account, as of which day ('YYYY-MM-DD', exclusive), for whom. */
export interface AccountLook {
  readonly accountId: string;
  readonly asOf: string;
  readonly mayEdit: boolean;
  readonly saved: boolean;
  readonly refused: RefusedForm | undefined;
}

/** An account as its page shows it. Throws `notFound`. */
export async function accountToShow(db: Db, look: AccountLook): Promise<AccountPageProps> {
  const { accountId, asOf } = look;
  const account = await getAccount(db, look);
  const programme = await db('programme')
    .where({ id: account.programmeId })
    .first<{ key: string; name: string }>('key', 'name');
  const kpis = await packKpis(db, { accountId, asOf, currency: account.currency });
  return {
    reader: anybody,
    id: accountId,
    name: account.name,
    programme: { name: programme.name, href: `/programmes/${encodeURIComponent(programme.key)}` },
    active: account.active,
    asOf,
    who: await whoAnswers(db, account),
    links: await linksOf(db, accountId),
    health: await healthToShow(db, look),
    alarms: await alarmsToShow(db, look),
    kpis: {
      rows: kpis.map((kpi) => kpiToShow(kpi, account.currency)),
      trends: await trendsOf(db, { account, asOf, kpis }),
    },
    themes: await themesOf(db, accountId),
    mayEdit: look.mayEdit,
    saved: look.saved,
  };
}

async function whoAnswers(db: Db, account: AccountDetails): Promise<AccountPageProps['who']> {
  const { t, format } = anybody;
  const { managerId, directorId, team } = account;
  const ids = [managerId, directorId].filter((id) => id !== null);
  const nameOf = await namesOf(
    db,
    ids.map((id) => ({ kind: 'person', id })),
  );
  const named = (id: string | null): string =>
    id === null ? t('account.nobody') : nameOf({ kind: 'person', id });
  const names = (members: AccountDetails['team']): string =>
    members.length === 0 ? t('account.nobody') : format.list(members.map(({ name }) => name));
  const sponsors = team.filter((one) => one.function === 'sponsor');
  const others = team.filter((one) => one.function !== 'sponsor');
  return [
    [t('account.manager'), named(managerId)],
    [t('account.director'), named(directorId)],
    [t('account.sponsor'), names(sponsors)],
    ...others.map(({ name, function: role }): [string, string] => [role, name]),
  ];
}

const reviewsOnPage = 8;
const escalationsOnPage = 20;

async function linksOf(db: Db, accountId: string): Promise<AccountPageProps['links']> {
  const { t } = anybody;
  const plans = await db('plan')
    .where({ account_id: accountId })
    .orderBy('year', 'desc')
    .select<{ id: string; year: number; status: 'drafting' | 'approving' | 'executing' | 'closed' }[]>(
      'id',
      'year',
      'status',
    );
  const reviews = await listQuarterlyReviews(db, { accountId, limit: reviewsOnPage });
  const escalations = await listEscalations(db, { accountId, open: true, limit: escalationsOnPage });
  return [
    ...escalations.slice(0, escalationsOnPage).map(({ id, title, stage }) => ({
      text: t('escalations.ofAccount', {
        stage: t(`escalations.stage.${stage}`),
        title: titleIn(anybody.format.language, title),
      }),
      href: `/escalations/${id}`,
    })),
    ...plans.map(({ id, year, status }) => ({
      text: t('account.plan', { year, stage: t(`stage.${status}`) }),
      href: `/plans/${id}`,
    })),
    ...reviews.slice(0, reviewsOnPage).map(({ id, year, quarter, status }) => ({
      text: t('account.review', { year, quarter, state: t(`review.state.${status}`) }),
      href: `/reviews/${id}`,
    })),
  ];
}

const themesOnPage = 20;

async function themesOf(db: Db, accountId: string): Promise<AccountPageProps['themes']> {
  const { t } = anybody;
  const themes = await listThemes(db, { accountId, limit: themesOnPage });
  return themes.slice(0, themesOnPage).map(({ text, state, outcome }) => ({
    text,
    state:
      state === 'open' || state === 'doing'
        ? t(`account.theme.${state}`)
        : t(`account.theme.${state}`, { outcome: outcome ?? '' }),
  }));
}

const monthsApart = 3;
const inYear = 12 / monthsApart;
const drawn = 4;
const usual = ['revenue', 'orderFrequency', 'averageOrderValue', 'cancellations'];

// Those with a target are drawn first: that is what people ask about.
async function trendsOf(
  db: Db,
  of: { readonly account: AccountDetails; readonly asOf: string; readonly kpis: readonly PackKpi[] },
): Promise<AccountPageProps['kpis']['trends']> {
  const { account, asOf, kpis } = of;
  const days = Array.from({ length: 2 * inYear + 1 }, (_, index) =>
    monthsBefore(asOf, (2 * inYear - index) * monthsApart),
  );
  const readings: (readonly KpiReading[])[] = [];
  for (const day of days) readings.push(await kpisAt(db, { accountId: account.id, asOf: day }));
  const targetOf = (key: string): number | null => kpis.find((kpi) => kpi.key === key)?.target ?? null;
  const wanted = [
    ...new Set([...kpis.filter(({ target }) => target !== null).map(({ key }) => key), ...usual]),
  ];
  return wanted
    .flatMap((kpi) => trendToShow(kpi, { readings, inYear, currency: account.currency, targetOf }) ?? [])
    .slice(0, drawn);
}
