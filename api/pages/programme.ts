import { alarmQuality } from '../../db/read-models/alarm-quality.ts';
import { listAlarms } from '../../db/read-models/alarms.ts';
import { programmeKpisAt } from '../../db/read-models/kpi-values.ts';
import { programmeCheck } from '../../db/read-models/programme-check.ts';
import { latestValues } from '../../db/stores/health-values.ts';
import type { Db } from '../../db/client.ts';
import { missingReasons } from '../../domain/kpis/missing.ts';
import { monthsBefore } from '../../domain/kpis/window.ts';
import type { MeasureCheck } from '../../domain/programme-check/check.ts';
import { causeTitles } from '../../domain/warnings/wording.ts';
import type { DataRow } from '../../web/data-table.tsx';
import { kpiFigure, shortDay } from '../../web/kpi-figure.ts';
import type { ProgrammePageProps } from '../../web/pages/programme-page.tsx';
import { anybody } from './send-page.ts';

const alarmsOnPage = 50;

interface Look {
  readonly programmeId: string;
  readonly asOf: string;
}

/** A programme as its page shows it. Throws `notFound`. */
export async function programmeToShow(
  db: Db,
  { key, asOf }: { readonly key: string; readonly asOf: string },
): Promise<ProgrammePageProps> {
  const { language } = anybody.format;
  const check = await programmeCheck(db, { programmeKey: key, asOf });
  const look = { programmeId: check.programme.id, asOf };
  const alarms = await listAlarms(db, { ...look, status: 'unclosed', limit: alarmsOnPage });
  return {
    reader: anybody,
    name: check.programme.name,
    asOf,
    kpis: await kpisOf(db, look),
    health: await healthOf(db, look),
    alarms: alarms.slice(0, alarmsOnPage).map((alarm) => ({
      title: alarm.accountName,
      href: `/accounts/${alarm.accountId}#alarm-${alarm.id}`,
      cells: [alarm.title[language], shortDay(anybody, alarm.openedAsOf)],
    })),
    cutOffAt: alarms.length > alarmsOnPage ? alarmsOnPage : undefined,
    quality: await qualityOf(db, look),
    keyAccounts: check.keyAccounts,
    dimensions: check.dimensions.map(({ name, standing, source, measures }) => ({
      name: name[language],
      standing,
      source,
      measures: measures.map(measureToShow),
    })),
  };
}

async function kpisOf(db: Db, { programmeId, asOf }: Look): Promise<readonly DataRow[]> {
  const { t, format } = anybody;
  const now = await programmeKpisAt(db, { programmeId, asOf });
  const before = await programmeKpisAt(db, { programmeId, asOf: monthsBefore(asOf, 12) });
  const figure = ({ unit, value, currency, missing }: (typeof now)[number]): string =>
    missing === null
      ? kpiFigure(anybody, { unit, value, currency: currency ?? 'EUR' })
      : t('account.kpi.unknown', { why: missingReasons[missing][format.language] });
  return now.map((one) => {
    const then = before.find(({ kpi }) => kpi === one.kpi);
    return { title: one.name[format.language], cells: [figure(one), then ? figure(then) : '–'] };
  });
}

async function healthOf(db: Db, { programmeId, asOf }: Look): Promise<readonly DataRow[]> {
  const { t } = anybody;
  const accountIds = await db('account')
    .where({ programme_id: programmeId, active: true })
    .pluck<string[]>('id');
  const values = [...(await latestValues(db, { accountIds, through: asOf })).values()];
  const counted = (band: 'good' | 'watch' | 'poor' | null): string =>
    anybody.format.count(values.filter((value) => value.band === band).length);
  return [
    ...(['good', 'watch', 'poor'] as const).map((band) => ({
      title: t(`programme.band.${band}`),
      cells: [counted(band)],
    })),
    { title: t('programme.band.unknown'), cells: [counted(null)] },
    {
      title: t('programme.band.none'),
      cells: [anybody.format.count(accountIds.length - values.length)],
    },
  ];
}

async function qualityOf(db: Db, { programmeId }: Look): Promise<readonly DataRow[]> {
  const { t, format } = anybody;
  const rules = await alarmQuality(db, { programmeId });
  return rules.map(({ cause, opened, useful, notUseful, shareUseful }) => ({
    title: causeTitles[cause][format.language],
    cells: [
      ...[opened, useful, notUseful].map((count) => format.count(count)),
      shareUseful === null ? t('programme.unjudged') : format.share(shareUseful),
    ],
  }));
}

function measureToShow(measure: MeasureCheck): DataRow {
  const { t, format } = anybody;
  const { name, unit, value, met, all, standard, gap, missing, lacking } = measure;
  const figure = (of: number | null): string => kpiFigure(anybody, { unit, value: of, currency: 'EUR' });
  const names = lacking.map(({ label }) => label);
  const why = missing?.[format.language];
  const counted = t('programme.ofAll', { met, all });
  const evidence =
    names.length === 0 ? counted : `${counted}. ${t('programme.lacking', { names: format.list(names) })}`;
  return {
    title: name[format.language],
    cells: [
      figure(value),
      standard === null ? t('programme.noStandard') : figure(standard),
      figure(gap),
      why === undefined ? evidence : t('programme.noEvidence', { why }),
    ],
  };
}
