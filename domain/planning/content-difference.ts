import { canonicalJson } from '../canonical-json.ts';
import {
  contentSections,
  identities,
  identityOf,
  type ContentSection,
  type ListSection,
  type PlanContent,
} from './content.ts';

/** A value in a plan's content. */
export type ContentValue =
  string | number | null | readonly ContentValue[] | { readonly [field: string]: ContentValue };

/**
 * One thing that differs between two revisions: a field that was `changed`, an item (or point) `added` or `removed`, or a list in
 * another order. `item` is what the item is called, `field` which of its fields; both are null where the whole section is meant.
 */
export interface ContentChange {
  readonly section: ContentSection;
  readonly kind: 'changed' | 'added' | 'removed' | 'reordered';
  readonly item: string | null;
  readonly field: string | null;
  readonly before: ContentValue;
  readonly after: ContentValue;
}

type Item = Readonly<Record<string, ContentValue>>;

interface Sides<Value> {
  readonly before: Value;
  readonly after: Value;
}

const isSame = ({ before, after }: Sides<ContentValue>): boolean =>
  canonicalJson(before) === canonicalJson(after);

// What a person calls an item, where that is not what it is known by.
const names: Partial<Record<ListSection, string>> = {
  risks: 'risk',
  buyingCentre: 'name',
  objectives: 'title',
  kpis: 'name',
};

const text = (value: ContentValue | undefined): string => (typeof value === 'string' ? value : '');

function nameOf(section: ListSection, item: Item): string {
  const fields = names[section] === undefined ? identities[section] : [names[section]];
  return fields.map((field) => text(item[field])).join(', ');
}

function reordered(ids: Sides<readonly string[]>): boolean {
  const kept = (of: readonly string[], other: readonly string[]): string =>
    JSON.stringify(of.filter((id) => other.includes(id)));
  return kept(ids.before, ids.after) !== kept(ids.after, ids.before);
}

function itemChanges(section: ListSection, { before, after }: Sides<Item>): ContentChange[] {
  const item = nameOf(section, before);
  return Object.keys(after)
    .toSorted()
    .map((field) => ({
      section,
      kind: 'changed' as const,
      item,
      field,
      ...fieldSides(field, { before, after }),
    }))
    .filter((change) => !isSame(change));
}

function fieldSides(field: string, { before, after }: Sides<Item>): Sides<ContentValue> {
  return { before: before[field] ?? null, after: after[field] ?? null };
}

function listChanges(section: ListSection, { before, after }: Sides<readonly Item[]>): ContentChange[] {
  const idsOf = (items: readonly Item[]): string[] => items.map((item) => identityOf(section, item));
  const ids = { before: idsOf(before), after: idsOf(after) };
  const whole = (kind: 'added' | 'removed', item: Item): ContentChange => ({
    section,
    kind,
    item: nameOf(section, item),
    field: null,
    before: kind === 'removed' ? item : null,
    after: kind === 'added' ? item : null,
  });
  const order = (items: readonly Item[]): string[] => items.map((item) => nameOf(section, item));
  return [
    ...before
      .filter((_, index) => !ids.after.includes(ids.before[index] ?? ''))
      .map((item) => whole('removed', item)),
    ...after.flatMap((item, index) => {
      const old = before[ids.before.indexOf(ids.after[index] ?? '')];
      return old === undefined ? [whole('added', item)] : itemChanges(section, { before: old, after: item });
    }),
    ...(reordered(ids)
      ? [
          {
            section,
            kind: 'reordered' as const,
            item: null,
            field: null,
            before: order(before),
            after: order(after),
          },
        ]
      : []),
  ];
}

function pointChanges(field: string, { before, after }: Sides<readonly string[]>): ContentChange[] {
  const change = { section: 'swot' as const, item: null, field };
  return [
    ...before
      .filter((point) => !after.includes(point))
      .map((point) => ({ ...change, kind: 'removed' as const, before: point, after: null })),
    ...after
      .filter((point) => !before.includes(point))
      .map((point) => ({ ...change, kind: 'added' as const, before: null, after: point })),
    ...(reordered({ before, after }) ? [{ ...change, kind: 'reordered' as const, before, after }] : []),
  ];
}

function sectionChanges(section: ContentSection, { before, after }: Sides<PlanContent>): ContentChange[] {
  if (section === 'situation' || section === 'budget') {
    const sides = { before: before[section], after: after[section] };
    return isSame(sides) ? [] : [{ section, kind: 'changed', item: null, field: null, ...sides }];
  }
  if (section === 'swot') {
    const fields = Object.keys(after.swot) as (keyof PlanContent['swot'])[];
    return fields.flatMap((field) =>
      pointChanges(field, { before: before.swot[field], after: after.swot[field] }),
    );
  }
  return listChanges(section, { before: before[section], after: after[section] });
}

/** Everything in which two revisions differ, in the order of the sections; empty exactly when both have the same canonical JSON. */
export function contentDifference(before: PlanContent, after: PlanContent): readonly ContentChange[] {
  return contentSections.flatMap((section) => sectionChanges(section, { before, after }));
}
