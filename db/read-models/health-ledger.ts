import { explainMove, type MoveLine } from '../../domain/health/ledger.ts';
import type { HealthConfig } from '../../domain/health/config.ts';
import type { HealthValue } from '../../domain/health/value.ts';
import type { Db } from '../client.ts';
import { getHealthConfig } from '../stores/health-config.ts';
import { latestValues, toHealthValue, type HealthRow } from '../stores/health-values.ts';
import { unchangedDays } from './health.ts';

/**
 * One move of an account's health: `before` is null for the first value there is, `change` (in whole ten-thousandths of a point) where one side has no score. A
 * further revision of a day is compared with the one that it corrects.
 */
export interface HealthMove {
  readonly before: HealthValue | null;
  readonly after: HealthValue;
  readonly change: number | null;
  readonly lines: readonly MoveLine[];
}

/** Every move of a period, the latest first, and the days of it on which the account was looked at and nothing had moved. */
export interface HealthLedger {
  readonly moves: readonly HealthMove[];
  readonly unchangedOn: readonly string[];
}

/** Why an account's health moved from a day to a day, both included ('YYYY-MM-DD'). */
export async function healthLedger(
  db: Db,
  period: { readonly accountId: string; readonly from: string; readonly until: string },
): Promise<HealthLedger> {
  const { accountId, from, until } = period;
  const rows = await db<HealthRow>('health_value')
    .where('account_id', accountId)
    .whereBetween('as_of', [from, until])
    .orderBy(['as_of', 'revision']);
  const values = rows.map(toHealthValue);
  const dayBefore = new Date(Date.parse(from) - 86_400_000).toISOString().slice(0, 10);
  const known = await latestValues(db, { accountIds: [accountId], through: dayBefore });
  const chain = [known.get(accountId) ?? null, ...values];
  const configs = await configsOf(db, chain);
  const moves = values.map((after, index) => moveOf(chain[index] ?? null, { after, configs }));
  const movedOn = new Set(values.map(({ asOf }) => asOf));
  const lookedAt = await unchangedDays(db, { accountId, from, through: until });
  return { moves: moves.toReversed(), unchangedOn: lookedAt.filter((day) => !movedOn.has(day)) };
}

async function configsOf(
  db: Db,
  values: readonly (HealthValue | null)[],
): Promise<ReadonlyMap<number, HealthConfig>> {
  const versions = new Set(values.flatMap((value) => (value === null ? [] : [value.configVersion])));
  const configs = new Map<number, HealthConfig>();
  for (const version of versions) configs.set(version, (await getHealthConfig(db, version)).content);
  return configs;
}

function moveOf(
  before: HealthValue | null,
  given: { readonly after: HealthValue; readonly configs: ReadonlyMap<number, HealthConfig> },
): HealthMove {
  const { after, configs } = given;
  const [was, is] = [before && configs.get(before.configVersion), configs.get(after.configVersion)];
  if (before === null || !was || !is) return { before, after, change: null, lines: [] };
  return {
    before,
    after,
    change: before.score === null || after.score === null ? null : after.score - before.score,
    lines: explainMove({ value: before, config: was }, { value: after, config: is }),
  };
}
