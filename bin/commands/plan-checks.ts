import { Option, type Command } from 'commander';
import { carryOver } from '../../db/read-models/carry-over.ts';
import { checkPlan, planDeviations } from '../../db/read-models/plan-checks.ts';
import { carryStep } from '../../db/stores/carried-steps.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import {
  addTemplate,
  listTemplates,
  moveTemplate,
  type PlanTemplate,
} from '../../db/stores/plan-templates.ts';
import type { Db } from '../../db/client.ts';
import type { PlanEdit } from '../../db/stores/plans.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { templateContentSchema } from '../../domain/planning/plan-template.ts';
import type { Plan } from '../../domain/planning/plan.ts';
import { standardTemplate } from '../../domain/planning/template.ts';
import type { Language } from '../../domain/reader-format.ts';
import { readDocument } from '../read-document.ts';
import { operator, print, withRecords } from '../records.ts';
import { planNumber, stepNumber } from './arguments.ts';

type Change = (planId: string, act: (edit: PlanEdit, deps: { db: Db }) => Promise<Plan>) => Promise<Plan>;

interface JsonOption {
  readonly json?: boolean;
}

async function check(
  id: string,
  { language, ...options }: JsonOption & { readonly language: Language },
): Promise<void> {
  const found = await withRecords(async (db) => {
    const look = { plan: await getPlan(db, { id }), at: systemClock.now(), language };
    const checks = await checkPlan(db, look);
    return { ...checks, template: await planDeviations(db, id) };
  });
  const { findings, template } = found;
  const lines = [
    ...findings.map(({ effect, message }) => `${effect === 'block' ? 'blocks' : 'warns '}  ${message}`),
    ...template.missing.map(({ title }) => `missing of ${template.template}: ${title}`),
    ...template.added.map(({ title, carried }) => `${carried ? 'carried over' : 'added'}: ${title}`),
  ];
  print(found, { ...options, lines: lines.length > 0 ? lines : ['Nothing was found.'] });
}

const templateLine = ({ name, version, status, region, line, reason }: PlanTemplate): string =>
  `${name}/${version}  ${status}  ${region ?? 'all regions'}  ${line ?? 'all lines'}  ${reason}`;

async function list(options: JsonOption): Promise<void> {
  const items = await withRecords(listTemplates);
  const standard = `${standardTemplate.name}  comes with the product, for whatever no active template covers`;
  print({ standard: standardTemplate, items }, { ...options, lines: [...items.map(templateLine), standard] });
}

interface AddOptions extends JsonOption {
  readonly region?: string;
  readonly line?: string;
  readonly reason: string;
}

async function add({
  name,
  path,
  options,
}: {
  name: string;
  path: string;
  options: AddOptions;
}): Promise<void> {
  const { region = null, line = null, reason, json } = options;
  const content = await readDocument(path, { schema: templateContentSchema, what: 'template' });
  const added = { name, region, line, content, reason, by: operator(), at: systemClock.now() };
  const template = await withRecords((db) => addTemplate(db, added));
  print(template, { json, lines: [templateLine(template)] });
}

function templateName(text: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,59}$/.test(text)) return text;
  throw new DomainError('invalid', `"${text}" is no short name: use small letters, digits and hyphens.`);
}

function templateKey(text: string): { name: string; version: number } {
  const key = /^([a-z0-9][a-z0-9-]*)\/([1-9]\d{0,8})$/.exec(text);
  if (key) return { name: key[1] ?? '', version: Number(key[2]) };
  throw new DomainError(
    'invalid',
    `"${text}" is no template: "kam plan templates list" shows them, such as hotels/2.`,
  );
}

function addMove(
  templates: Command,
  { verb, to, description }: { verb: string; to: 'active' | 'retired'; description: string },
): void {
  templates
    .command(verb)
    .description(description)
    .argument('<template>', 'its name and version, such as hotels/2', templateKey)
    .option('--json', 'print JSON')
    .action(async (key: ReturnType<typeof templateKey>, options: JsonOption) => {
      const change = { ...key, to, by: operator(), at: systemClock.now() };
      const template = await withRecords((db) => moveTemplate(db, change));
      print(template, { ...options, lines: [templateLine(template)] });
    });
}

function addTemplatesCommand(plan: Command): void {
  const templates = plan
    .command('templates')
    .description('what plans are drafted from, by region and product line');
  templates.command('list').description('list templates').option('--json', 'print JSON').action(list);
  templates
    .command('add')
    .description('add a template, or a new version of one, as a draft')
    .argument('<name>', 'its short name', templateName)
    .argument('<file>', 'its steps, objectives and targets, as JSON or YAML')
    .option('--region <code>', 'only for this region and its parts')
    .option('--line <name>', 'only for accounts whose main product line this is')
    .requiredOption('--reason <text>', 'why it is there')
    .option('--json', 'print JSON')
    .action((name: string, path: string, options: AddOptions) => add({ name, path, options }));
  addMove(templates, {
    verb: 'activate',
    to: 'active',
    description: 'draft plans from it; the one active for its region and line is retired',
  });
  addMove(templates, { verb: 'retire', to: 'retired', description: 'draft no more plans from it' });
}

function addCarryCommand(plan: Command, change: Change): void {
  plan
    .command('carry')
    .description('what the year before left unfinished; with a step, carry it into the plan')
    .argument('<plan>', 'its number', planNumber)
    .argument('[step]', 'the number of the step of the year before', stepNumber)
    .option('--json', 'print JSON')
    .action(async (id: string, stepId: string | undefined, options: JsonOption) => {
      if (stepId !== undefined)
        await change(id, async (edit, { db }) => (await carryStep(db, { ...edit, stepId })).plan);
      const left = await withRecords(async (db) => {
        const { accountId, year } = await getPlan(db, { id });
        return carryOver(db, { accountId, year, planId: id });
      });
      const steps = (left?.steps ?? []).map(
        (step) => `${step.id}  ${step.status}  due ${step.dueOn}  ${step.title}`,
      );
      print(left ?? null, { ...options, lines: steps.length > 0 ? steps : ['Nothing is left over.'] });
    });
}

/** Adds `kam plan check`, `kam plan carry` and `kam plan templates`; `change` edits the plan as it is now. */
export function addPlanCheckCommands(plan: Command, change: Change): void {
  plan
    .command('check')
    .description(
      'what keeps a plan from being submitted, what to know before, and where it leaves its template',
    )
    .argument('<plan>', 'its number', planNumber)
    .addOption(
      new Option('--language <code>', 'in which language findings are told')
        .choices(['en', 'de'])
        .default('en'),
    )
    .option('--json', 'print JSON')
    .action(check);
  addCarryCommand(plan, change);
  addTemplatesCommand(plan);
}
