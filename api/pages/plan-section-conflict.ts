import type { Db } from '../../db/client.ts';
import { contentChanges, contentReader } from '../../db/read-models/plan-content-view.ts';
import { getContent, listContent } from '../../db/stores/plan-content.ts';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { contentDifference } from '../../domain/planning/content-difference.ts';
import type { PlanContent } from '../../domain/planning/content.ts';
import { readablePlanChanges } from '../../domain/wording/content-wording.ts';
import type { ReadableChange } from '../../domain/wording/step-wording.ts';
import type { EditableSection } from '../../web/pages/plan-fields.ts';
import type { ConflictProps, MeanwhileProps } from '../../web/pages/plan-form-page.tsx';
import { actorsInWords, actorWritten } from './plan-actors.ts';
import type { FormContext } from './plan-form-context.ts';
import { anybody } from './send-page.ts';

/** A form of a section as it was sent: made from revision `base`, its author shown `seen`; `change` is missing while it has faults. */
interface SentSection {
  readonly context: FormContext;
  readonly section: EditableSection;
  readonly base: number;
  readonly seen: number;
  readonly change: Partial<PlanContent> | undefined;
  readonly confirmed: boolean;
}

const mostShown = 10;

/** What stands against saving: revisions that its author has not been shown, or has not confirmed to have read (`unread`); else undefined. */
export async function sectionConflict(
  db: Db,
  sent: SentSection,
): Promise<(ConflictProps & { readonly unread: boolean }) | undefined> {
  const { context, base, seen, section } = sent;
  const { revision, plan } = context;
  if (base === revision && seen === revision) return undefined;
  const { content: before } = await getContent(db, { planId: plan.id, revision: base });
  const confirm = canonicalJson(before[section]) !== canonicalJson(context.content[section]);
  const shown = seen === revision;
  if (shown && (!confirm || sent.confirmed)) return undefined;
  return {
    meanwhile: await meanwhile(db, { planId: plan.id, from: base, to: revision }),
    yours: confirm ? await yours(db, sent) : [],
    confirm,
    unread: shown,
  };
}

async function meanwhile(
  db: Db,
  { planId, from, to }: { readonly planId: string; readonly from: number; readonly to: number },
): Promise<readonly MeanwhileProps[]> {
  const newer = (await listContent(db, { planId, limit: mostShown })).filter(
    ({ revision }) => revision > from,
  );
  const each = newer.length > mostShown ? newer.slice(0, 1) : newer;
  const nameOf = await actorsInWords(
    db,
    each.map(({ changedBy }) => actorWritten(changedBy)),
  );
  const { language } = anybody.format;
  const told: MeanwhileProps[] = [];
  for (const { revision, changedBy, changedAt, reason } of each.toReversed()) {
    const since = each.length === newer.length ? revision - 1 : from;
    const upTo = each.length === newer.length ? revision : to;
    const changes = await contentChanges(db, { planId, from: since, to: upTo, language });
    told.push({ who: nameOf(actorWritten(changedBy)), at: changedAt, what: reason, changes });
  }
  return told;
}

async function yours(db: Db, { context, change }: SentSection): Promise<readonly ReadableChange[]> {
  if (change === undefined) return [];
  const after = { ...context.content, ...change };
  const look = { planId: context.plan.id, language: anybody.format.language };
  const reader = await contentReader(db, { ...look, contents: [context.content, after] });
  return readablePlanChanges(contentDifference(context.content, after), reader);
}
