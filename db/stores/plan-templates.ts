import type { Actor } from '../../domain/actor.ts';
import { servesRegion } from '../../domain/assignment/profile.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import { clientLanguage } from '../../domain/planning/commitment.ts';
import { templateContentSchema, type TemplateContent } from '../../domain/planning/plan-template.ts';
import { standardContent, standardTemplate } from '../../domain/planning/template.ts';
import type { Db } from '../client.ts';
import { appendAudit } from './audit.ts';

/** One version of a template, for a region and its parts and a product line, null for all; its content never changes. */
export interface PlanTemplate {
  readonly name: string;
  readonly version: number;
  readonly status: 'draft' | 'active' | 'retired';
  readonly region: string | null;
  readonly line: string | null;
  readonly content: TemplateContent;
  readonly reason: string;
  readonly addedBy: string;
  readonly addedAt: Date;
}

interface TemplateRow {
  name: string;
  version: number;
  status: PlanTemplate['status'];
  region: string | null;
  line: string | null;
  content: TemplateContent;
  reason: string;
  added_by: string;
  added_at: Date;
}

/** A version of a template by name. */
interface TemplateKey {
  readonly name: string;
  readonly version: number;
}

const chain = 'plan-templates';

function toTemplate(row: TemplateRow): PlanTemplate {
  const { added_by: addedBy, added_at: addedAt, name, version, status, region, line, content, reason } = row;
  return { name, version, status, region, line, content, reason, addedBy, addedAt };
}

/** Every version of every template of the firm, by name, the newest first; the one that comes with the product is not among them. */
export async function listTemplates(db: Db): Promise<readonly PlanTemplate[]> {
  const rows = await db<TemplateRow>('plan_template').orderBy([
    { column: 'name' },
    { column: 'version', order: 'desc' },
  ]);
  return rows.map(toTemplate);
}

/** One version of a template; throws `notFound`. */
async function getTemplate(db: Db, { name, version }: TemplateKey): Promise<PlanTemplate> {
  const row = await db<TemplateRow>('plan_template').where({ name, version }).first();
  if (row) return toTemplate(row);
  throw new DomainError('notFound', `There is no version ${version} of a plan template "${name}".`);
}

/** The content of the template that a plan of a region names, such as 'standard/1'; undefined where no record knows it. */
export async function templateNamed(
  db: Db,
  { template, region }: { readonly template: string; readonly region: string },
): Promise<TemplateContent | undefined> {
  if (template === standardTemplate.name) return standardContent(clientLanguage(region));
  const [name = '', version] = template.split('/');
  const row = await db<TemplateRow>('plan_template')
    .where({ name, version: Number(version) || 0 })
    .first();
  return row?.content;
}

// 'standard' version 1 comes with the product, so the firm's own begin after it.
const [productName = '', productVersion] = standardTemplate.name.split('/');

/** Adds a template as a draft, or a new version of one. Throws `invalid` with every fault. */
export function addTemplate(
  db: Db,
  added: Pick<PlanTemplate, 'name' | 'region' | 'line' | 'reason'> & {
    readonly content: unknown;
    readonly by: Actor;
    readonly at: Date;
  },
): Promise<PlanTemplate> {
  const { name, region, line, reason, by, at } = added;
  const content = readContent(added.content);
  return db.transaction(async (trx) => {
    await lockTemplates(trx);
    const last = await trx<TemplateRow>('plan_template').where({ name }).orderBy('version', 'desc').first();
    const version = (last?.version ?? (name === productName ? Number(productVersion) : 0)) + 1;
    const [row] = await trx('plan_template')
      .insert({
        name,
        version,
        region,
        line,
        content: JSON.stringify(content),
        reason,
        added_by: `${by.kind}:${by.id}`,
        added_at: at,
      })
      .returning<TemplateRow[]>('*');
    if (!row) throw new DomainError('conflict', 'The template was not stored.');
    const event = {
      kind: 'planTemplate.added',
      subject: `${name}/${version}`,
      data: { reason, region, line },
    };
    await appendAudit(trx, { chain, at, actor: by, ...event });
    return toTemplate(row);
  });
}

function readContent(content: unknown): TemplateContent {
  const read = templateContentSchema.safeParse(content);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }): Fault => ({
    path: `/content/${path.join('/')}`,
    message,
  }));
  throw new DomainError('invalid', 'This template cannot be used. Nothing was changed.', faults);
}

// One change of templates at a time, so that versions follow each other and one is active for each region and line.
function lockTemplates(db: Db): Promise<unknown> {
  return db.raw(`select pg_advisory_xact_lock(hashtextextended('plan-templates', 0))`);
}

/** A change of where a template stands. */
export interface TemplateChange extends TemplateKey {
  readonly to: 'active' | 'retired';
  readonly by: Actor;
  readonly at: Date;
}

/**
 * Activates a template, which retires the one that was active for the same region and line, or retires it. Plans keep the template they
 * were drafted from. Throws `notFound`, and `conflict` for one that is retired already.
 */
export function moveTemplate(db: Db, change: TemplateChange): Promise<PlanTemplate> {
  return db.transaction(async (trx) => {
    await lockTemplates(trx);
    const template = await getTemplate(trx, change);
    if (template.status === change.to) return template;
    if (template.status === 'retired')
      throw new DomainError(
        'conflict',
        `Template ${change.name}/${change.version} is retired: add a new version of it instead.`,
      );
    if (change.to === 'active') await retireActive(trx, { template, change });
    await setStatus(trx, { template, change, to: change.to });
    return getTemplate(trx, change);
  });
}

async function retireActive(
  db: Db,
  { template, change }: { readonly template: PlanTemplate; readonly change: TemplateChange },
): Promise<void> {
  const { region, line } = template;
  const row = await db<TemplateRow>('plan_template').where({ region, line, status: 'active' }).first();
  if (row) await setStatus(db, { template: toTemplate(row), change, to: 'retired' });
}

async function setStatus(
  db: Db,
  moved: {
    readonly template: TemplateKey;
    readonly change: TemplateChange;
    readonly to: TemplateChange['to'];
  },
): Promise<void> {
  const { template, change, to } = moved;
  const { name, version } = template;
  await db('plan_template')
    .where({ name, version })
    .update(
      to === 'active' ? { status: to, activated_at: change.at } : { status: to, retired_at: change.at },
    );
  const kind = to === 'active' ? 'planTemplate.activated' : 'planTemplate.retired';
  await appendAudit(db, { chain, at: change.at, actor: change.by, kind, subject: `${name}/${version}` });
}

/**
 * The template for an account: of the active ones that cover its region and its main product line the most particular, a line counting
 * before a region; the one that comes with the product, in the region's language, where there is none.
 */
export async function templateFor(
  db: Db,
  account: { readonly region: string; readonly line: string | null },
): Promise<{ readonly name: string; readonly content: TemplateContent }> {
  const rows = await db<TemplateRow>('plan_template').where({ status: 'active' });
  const particular = ({ region, line }: TemplateRow): number =>
    (line === null ? 0 : 100) + (region?.length ?? 0);
  const [best] = rows
    .filter(({ region, line }) =>
      region === null || servesRegion([region], account.region)
        ? line === null || line === account.line
        : false,
    )
    .toSorted((a, b) => particular(b) - particular(a));
  return best
    ? { name: `${best.name}/${best.version}`, content: best.content }
    : { name: standardTemplate.name, content: standardContent(clientLanguage(account.region)) };
}
