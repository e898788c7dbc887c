import type { HealthConfig } from '../../domain/health/config.ts';
import { bandOf, scoreHealth, type HealthBand, type HealthFacts } from '../../domain/health/score.ts';
import type { Db } from '../client.ts';
import { keyAccountsOn } from '../health/key-accounts.ts';
import { measureHealth } from '../health/measure.ts';
import { healthConfigAt, readHealthConfig } from '../stores/health-config.ts';
import { latestValues } from '../stores/health-values.ts';

/** A score in whole ten-thousandths of a point with its band; both null where too little is known. */
interface Standing {
  readonly score: number | null;
  readonly band: HealthBand | null;
}

/** How one account would stand. */
interface HealthPreviewLine {
  readonly accountId: string;
  readonly key: string;
  readonly name: string;
  readonly before: Standing;
  readonly after: Standing;
}

/** How many accounts stand in each band; `none` have no score. */
export type BandCounts = Readonly<Record<HealthBand | 'none', number>>;

/** How a configuration would tell the health of a programme's key accounts: counts, and the accounts whose band would be another. */
export interface HealthPreview {
  readonly asOf: string;
  readonly version: number;
  readonly accounts: number;
  readonly before: BandCounts;
  readonly after: BandCounts;
  readonly changes: readonly HealthPreviewLine[];
}

interface PreviewQuestion {
  readonly programmeId: string;
  readonly content: unknown;
  readonly asOf: string;
  readonly at: Date;
}

/** Tells the health of all key accounts as of a day by the configuration of now and by another one, and stores nothing. Throws `invalid` with every fault. */
export async function previewHealth(db: Db, question: PreviewQuestion): Promise<HealthPreview> {
  const { programmeId, asOf, at } = question;
  const content = readHealthConfig(question.content);
  const current = await healthConfigAt(db, at);
  const accountIds = await keyAccountsOn(db, { programmeId, asOf });
  const facts = await measureHealth(db, { accountIds, asOf, at });
  const held = await latestValues(db, { accountIds, through: asOf });
  const accounts = await db('account')
    .whereIn('id', [...accountIds])
    .orderBy('id')
    .select<{ id: string; key: string; name: string }[]>('id', 'key', 'name');
  const lines = accounts.flatMap(({ id, key, name }): HealthPreviewLine[] => {
    const measured = facts.get(id);
    if (measured === undefined) return [];
    const was = held.get(id)?.band ?? null;
    const stand = (config: HealthConfig): Standing => standingOf(config, { facts: measured, was });
    return [{ accountId: id, key, name, before: stand(current.content), after: stand(content) }];
  });
  return {
    asOf,
    version: current.version,
    accounts: lines.length,
    before: countBands(lines.map(({ before }) => before)),
    after: countBands(lines.map(({ after }) => after)),
    changes: lines.filter(({ before, after }) => before.band !== after.band),
  };
}

function standingOf(
  config: HealthConfig,
  { facts, was }: { readonly facts: HealthFacts; readonly was: HealthBand | null },
): Standing {
  const { score } = scoreHealth(config, facts);
  return { score, band: bandOf(score, { bands: config.bands, before: was }) };
}

function countBands(standings: readonly Standing[]): BandCounts {
  const counts = { good: 0, watch: 0, poor: 0, none: 0 };
  for (const { band } of standings) counts[band ?? 'none'] += 1;
  return counts;
}
