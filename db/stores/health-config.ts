import type { Actor } from '../../domain/actor.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import { healthConfigSchema, type HealthConfig } from '../../domain/health/config.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';

/** One version of how health is told; it never changes. `setBy` is `<kind>:<id>` of who set it. */
export interface HealthConfigVersion {
  readonly version: number;
  readonly content: HealthConfig;
  readonly reason: string;
  readonly setBy: string;
  readonly setAt: Date;
}

interface ConfigRow {
  version: number;
  content: unknown;
  reason: string;
  set_by: string;
  set_at: Date;
}

function toVersion({
  version,
  content,
  reason,
  set_by: setBy,
  set_at: setAt,
}: ConfigRow): HealthConfigVersion {
  return { version, content: healthConfigSchema.parse(content), reason, setBy, setAt };
}

/** The version that holds at a moment; before the first was set, the first. */
export async function healthConfigAt(db: Db, at: Date): Promise<HealthConfigVersion> {
  const row = await db<ConfigRow>('health_config')
    .where('set_at', '<=', at)
    .orWhere('version', 1)
    .orderBy('version', 'desc')
    .first();
  if (!row) throw new DomainError('notFound', 'There is no configuration of health: migrate the database.');
  return toVersion(row);
}

/** One version by its number; throws `notFound`. */
export async function getHealthConfig(db: Db, version: number): Promise<HealthConfigVersion> {
  const row = await db<ConfigRow>('health_config').where({ version }).first();
  if (!row) throw new DomainError('notFound', `There is no version ${version} of the health configuration.`);
  return toVersion(row);
}

/** The versions older than `before`, the newest first; one more than `limit` says that there is a next page. */
export async function listHealthConfigs(
  db: Db,
  page: { readonly limit: number; readonly before?: number | undefined },
): Promise<readonly HealthConfigVersion[]> {
  const rows = await db<ConfigRow>('health_config')
    .where('version', '<', page.before ?? 2_147_483_647)
    .orderBy('version', 'desc')
    .limit(page.limit + 1);
  return rows.map(toVersion);
}

/** Checks a configuration as given. Throws `invalid` with the place of every fault. */
export function readHealthConfig(given: unknown): HealthConfig {
  const read = healthConfigSchema.safeParse(given);
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue): Fault => ({
    path: `/${issue.path.join('/')}`,
    message: issue.message,
  }));
  throw new DomainError('invalid', 'This health configuration cannot be used. Nothing was changed.', faults);
}

/**
 * Sets how health is told from now on, with an audit event; what was recorded before stays as it was told then. Throws `invalid` with every fault.
 */
export async function setHealthConfig(
  db: Db,
  change: { readonly content: unknown; readonly reason: string; readonly by: Actor; readonly at: Date },
): Promise<HealthConfigVersion> {
  const content = readHealthConfig(change.content);
  const reason = change.reason.trim();
  if (reason === '') throw new DomainError('invalid', 'Say why the health configuration changes.');
  return db.transaction(async (trx) => {
    const [row] = await trx('health_config')
      .insert({
        content: JSON.stringify(content),
        reason,
        set_by: `${change.by.kind}:${change.by.id}`,
        set_at: change.at,
      })
      .returning<ConfigRow[]>('*');
    if (!row) throw new DomainError('conflict', 'The health configuration was not stored.');
    const event = { kind: 'healthConfig.set', subject: String(row.version), data: { reason, content } };
    await appendAudit(trx, { chain: 'health-config', at: change.at, actor: change.by, ...event });
    return toVersion(row);
  });
}
