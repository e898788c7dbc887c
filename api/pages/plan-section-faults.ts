import type { z } from 'zod';
import type { Fault } from '../../domain/errors.ts';
import { contentSections, type ContentSection } from '../../domain/planning/content.ts';
import { contentTexts } from '../../domain/wording/content-wording.ts';
import {
  rowField,
  sectionForms,
  type EditableSection,
  type SectionValues,
} from '../../web/pages/plan-fields.ts';
import type { FormFault } from '../../web/pages/plan-form-page.tsx';
import { fieldLabel, rowTitle, type FormOptions } from '../../web/pages/plan-row-fields.tsx';
import { linkTo } from '../../web/pages/plan-section-page.tsx';
import { issueText } from './plan-faults.ts';
import { anybody } from './send-page.ts';

/** What is wrong with a form: a list for its top, and the message of each field by its name. */
export interface FormFaults {
  readonly list: readonly FormFault[];
  readonly at: ReadonlyMap<string, string>;
}

/** A form in which nothing is wrong. */
export const noFaults: FormFaults = { list: [], at: new Map() };

interface Typed {
  readonly planId: string;
  readonly section: EditableSection;
  readonly values: SectionValues;
  readonly places: readonly number[];
  readonly options: FormOptions;
}

/** What the content's schema finds wrong in what was typed. */
export function schemaFaults(issues: readonly z.core.$ZodIssue[], typed: Typed): FormFaults {
  return gathered(
    issues.map((issue) =>
      faultAt(issue.path, { typed, message: issueText(issue, valueAt(issue.path, typed)) }),
    ),
  );
}

/** What the store finds wrong, such as a reference to an objective that is no longer there; what is not in this form leads to its own. */
export function storeFaults(faults: readonly Fault[], typed: Typed): FormFaults {
  return gathered(
    faults.map(({ path, message }) => {
      const [section = '', ...place] = path.split('/').slice(1);
      if (section === typed.section)
        return faultAt(
          place.map((one) => (/^\d+$/.test(one) ? Number(one) : one)),
          { typed, message },
        );
      return { name: undefined, fault: elsewhere({ section, message }, typed) };
    }),
  );
}

interface Placed {
  readonly name: string | undefined;
  readonly fault: FormFault;
}

function gathered(placed: readonly Placed[]): FormFaults {
  const at = new Map<string, string>();
  for (const { name, fault } of placed) if (name !== undefined && !at.has(name)) at.set(name, fault.message);
  const seen = new Set<string>();
  const list = placed
    .map(({ fault }) => fault)
    .filter((fault) => {
      const key = `${fault.href ?? ''} ${fault.place} ${fault.message}`;
      return seen.size < seen.add(key).size;
    });
  return { list, at };
}

function elsewhere(
  { section, message }: { readonly section: string; readonly message: string },
  { planId }: Typed,
): FormFault {
  const known = contentSections.find((one): one is ContentSection => one === section);
  if (known === undefined) return { href: undefined, place: '', message };
  const place = contentTexts(anybody.format.language)(`section.${known}`);
  return { href: `/plans/${planId}/edit/${known}`, place, message };
}

function faultAt(
  path: readonly PropertyKey[],
  { typed, message }: { readonly typed: Typed; readonly message: string },
): Placed {
  const { section, values, places, options } = typed;
  const form = sectionForms[section];
  if (form.shape !== 'rows') {
    const name = form.shape === 'single' ? form.field.name : String(path[0]);
    return { name, fault: { href: linkTo(name), place: fieldLabel(anybody, name), message } };
  }
  const row = values.rows.find(({ index }) => index === places[Number(path[0])]);
  if (row === undefined) return { name: undefined, fault: { href: undefined, place: '', message } };
  const called = rowTitle(row, { form, options }) || anybody.t('edit.newRow');
  const field = form.fields.find(({ name }) => name === path[1]);
  if (field === undefined || field.kind === 'key')
    return { name: `r${row.index}`, fault: { href: `#r${row.index}`, place: called, message } };
  const name = rowField(row.index, field.name);
  const place = `${called}, ${fieldLabel(anybody, field.name)}`;
  return { name, fault: { href: linkTo(name), place, message } };
}

function valueAt(path: readonly PropertyKey[], { section, values, places }: Typed): string {
  const form = sectionForms[section];
  if (form.shape === 'points') return values.fields[String(path[0])]?.split('\n')[Number(path[1])] ?? '';
  if (form.shape === 'single') return values.fields[form.field.name] ?? '';
  const row = values.rows.find(({ index }) => index === places[Number(path[0])]);
  const field = form.fields.find(({ name }) => name === path[1]);
  if (row === undefined || field === undefined) return ' ';
  if (field.kind === 'indicators') return row.values[path.slice(1).map(String).join('.')] ?? '';
  return row.values[field.name] ?? '';
}
