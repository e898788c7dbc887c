import type { Command } from 'commander';
import {
  contentChanges,
  contentReader,
  contentView,
  type ContentView,
} from '../../db/read-models/plan-content-view.ts';
import { changeContent, currentContent, listContent } from '../../db/stores/plan-content.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { clientContent } from '../../domain/planning/content-audience.ts';
import { emptyContent, planContentSchema, type PlanContent } from '../../domain/planning/content.ts';
import { contentDifference } from '../../domain/planning/content-difference.ts';
import { spokenLanguage } from '../../domain/reader-format.ts';
import { readablePlanChanges } from '../../domain/wording/content-wording.ts';
import { readDocument } from '../read-document.ts';
import { operator, print, withRecords } from '../records.ts';
import { planNumber } from './arguments.ts';

interface JsonOption {
  readonly json?: boolean;
}

function revisionNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new DomainError(
    'invalid',
    `"${text}" is no revision: "kam plan content revisions <plan>" shows them.`,
  );
}

const headOf = ({
  revision,
  changedAt,
  changedBy,
  reason,
}: Omit<ContentView, 'content' | 'gaps' | 'cases'>): string =>
  `revision ${revision}, ${changedAt.toISOString()} by ${changedBy}: ${reason}`;

const today = (): string => systemClock.now().toISOString().slice(0, 10);

// What differs from nothing is everything that stands there, in words.
async function wordsOf(view: ContentView, content: PlanContent): Promise<string[]> {
  return withRecords(async (db) => {
    const reader = await contentReader(db, { planId: view.planId, language: 'en', contents: [content] });
    const everything = contentDifference(emptyContent(''), content);
    return readablePlanChanges(everything, reader).map(({ label, after }) => `${label}\n    ${after}`);
  });
}

function resultLines({ gaps, cases }: ContentView): string[] {
  return [
    ...gaps.map(({ gap, contact }) => `gap: ${gap}${contact === null ? '' : ` (${contact})`}`),
    ...cases.map(({ stepId, low, base, high }) => {
      const months = base.paybackMonths === null ? 'never' : `after ${base.paybackMonths} months`;
      return `business case of step ${stepId}: NPV ${base.npv} (${low.npv} to ${high.npv}), paid back ${months}`;
    }),
  ];
}

async function show(
  id: string,
  options: JsonOption & { revision?: number; client?: boolean },
): Promise<void> {
  const look = { planId: id, revision: options.revision, asOf: today() };
  const found = await withRecords((db) => contentView(db, look));
  const forClient = { ...found, content: clientContent(found.content), gaps: [], cases: [] };
  const shown = options.client === true ? forClient : found;
  const content = { ...emptyContent(''), ...shown.content };
  print(shown, {
    ...options,
    lines: options.json
      ? []
      : [headOf(found), ...(await wordsOf(found, content)), ...resultLines({ ...shown, content })],
  });
}

async function revisions(id: string, options: JsonOption): Promise<void> {
  const found = await withRecords((db) => listContent(db, { planId: id, limit: 199 }));
  print({ items: found }, { ...options, lines: found.map(headOf) });
}

interface ChangesOptions extends JsonOption {
  readonly from: number;
  readonly to: number;
  readonly language: string;
}

async function changes(id: string, { from, to, language, json }: ChangesOptions): Promise<void> {
  const asked = { planId: id, from, to, language: spokenLanguage(language) };
  const found = await withRecords((db) => contentChanges(db, asked));
  const lines = found.map(({ label, before, after }) => `${label}\n  - ${before}\n  + ${after}`);
  print({ from, to, changes: found }, { json, lines: lines.length > 0 ? lines : ['Nothing differs.'] });
}

interface SetOptions extends JsonOption {
  readonly reason: string;
}

// A command acts on the content as it is now: whoever types it has no older revision in mind.
async function set({ id, path, options }: { id: string; path: string; options: SetOptions }): Promise<void> {
  const { reason, json } = options;
  const read = await readDocument(path, { schema: planContentSchema.partial(), what: 'content' });
  const change = Object.fromEntries(Object.entries(read).filter(([, section]) => section !== undefined));
  const stored = await withRecords(async (db) => {
    const { revision } = await currentContent(db, id);
    return changeContent(db, { planId: id, revision, change, reason, by: operator(), at: systemClock.now() });
  });
  print(stored, { json, lines: [`The content of plan ${id} is at:`, headOf(stored)] });
}

/** Adds `kam plan content show|set|revisions|changes`. */
export function addPlanContentCommand(plan: Command): void {
  const content = plan.command('content').description('what stands in a plan beside its steps');
  content
    .command('show')
    .description('show the content in words, with gaps and what business cases are worth')
    .argument('<plan>', 'its number', planNumber)
    .option('--revision <number>', 'an earlier revision', revisionNumber)
    .option('--client', 'leave out what is internal')
    .option('--json', 'print JSON')
    .action(show);
  content
    .command('set')
    .description('replace the sections that a JSON or YAML file holds, as a new revision')
    .argument('<plan>', 'its number', planNumber)
    .argument('<file>', 'the sections, as "kam plan content show --json" prints them under "content"')
    .requiredOption('--reason <text>', 'why it changes')
    .option('--json', 'print JSON')
    .action((id: string, path: string, options: SetOptions) => set({ id, path, options }));
  content
    .command('revisions')
    .description('list the revisions, the newest first, 200 at most')
    .argument('<plan>', 'its number', planNumber)
    .option('--json', 'print JSON')
    .action(revisions);
  content
    .command('changes')
    .description('what differs between any two revisions, in words')
    .argument('<plan>', 'its number', planNumber)
    .requiredOption('--from <number>', 'a revision', revisionNumber)
    .requiredOption('--to <number>', 'another revision', revisionNumber)
    .option('--language <language>', 'en or de', 'en')
    .option('--json', 'print JSON')
    .action(changes);
}
