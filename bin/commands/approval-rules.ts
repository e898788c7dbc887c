import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { parseDocument } from 'yaml';
import {
  currentRules,
  getRules,
  listRules,
  setRules,
  type RulesVersion,
} from '../../db/stores/approval-rules.ts';
import type { ApprovalRule } from '../../domain/approvals/rules.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { describePolicy } from '../../domain/wording/step-wording.ts';
import { operator, print, withRecords } from '../records.ts';

interface Output {
  readonly json?: boolean;
}

const shownVersions = 200;

function readVersion(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new DomainError(
    'invalid',
    `"${text}" is no version of the approval rules: "kam approvals rules list" shows them.`,
  );
}

function headOf({ version, setAt, setBy, reason }: RulesVersion): string {
  return `version ${version}, set ${setAt.toISOString()} by ${setBy}: ${reason}`;
}

function conditionsOf({ when }: ApprovalRule): string {
  const { amountFrom, amountBelow, types, regions } = when;
  const parts = [
    amountFrom === undefined ? [] : [`cost from ${amountFrom}`],
    amountBelow === undefined ? [] : [`cost below ${amountBelow}`],
    types === undefined ? [] : [`type ${types.join(' or ')}`],
    regions === undefined ? [] : [`region ${regions.join(' or ')}`],
  ].flat();
  return parts.length === 0 ? 'whatever is left' : parts.join(', ');
}

function ruleLine(rule: ApprovalRule): string {
  const policy = describePolicy(rule.policy, { people: 2, language: 'en' });
  const own = rule.ownPolicyAllowed ? '' : ' No other policy is allowed.';
  return `${rule.name} (${conditionsOf(rule)}): with two people, ${policy}${own}`;
}

function linesOf(shown: RulesVersion): string[] {
  const { codeFrom, rules } = shown.rules;
  const code = codeFrom === null ? 'only where a policy says so' : `from ${codeFrom} on`;
  return [headOf(shown), `A code is needed ${code}.`, ...rules.map(ruleLine)];
}

async function show(version: string | undefined, { json }: Output): Promise<void> {
  const shown = await withRecords((db) =>
    version === undefined ? currentRules(db) : getRules(db, readVersion(version)),
  );
  print(shown, { json, lines: linesOf(shown) });
}

async function list({ json }: Output): Promise<void> {
  const versions = await withRecords((db) => listRules(db, { limit: shownVersions }));
  const shown = versions.slice(0, shownVersions);
  const more =
    versions.length > shown.length ? ['There are older ones: kam approvals rules show <version>'] : [];
  print({ items: shown }, { json, lines: [...shown.map(headOf), ...more] });
}

// JSON is YAML too, so one reader takes both.
async function readRulesFile(path: string): Promise<unknown> {
  const document = parseDocument(await readFile(path, 'utf8'));
  const [fault] = document.errors;
  if (fault) throw new DomainError('invalid', `${path} is neither JSON nor YAML: ${fault.message}`);
  return document.toJS() as unknown;
}

async function set(path: string, { reason, json }: Output & { readonly reason: string }): Promise<void> {
  const rules = await readRulesFile(path);
  const change = { rules, reason, by: operator(), at: systemClock.now() };
  const shown = await withRecords((db) => setRules(db, change));
  print(shown, { json, lines: ['The approval rules are set.', ...linesOf(shown)] });
}

/** Adds `kam approvals rules show|set|list`: the firm's approval rules, by which policies are chosen. */
export function addApprovalRulesCommands(approvals: Command): void {
  const rules = approvals
    .command('rules')
    .description('the rules that choose how a step is approved, in versions that never change');
  rules
    .command('show')
    .description('show the rules of now, or one version of them')
    .argument('[version]', 'the number of an earlier version')
    .option('--json', 'print JSON')
    .action(show);
  rules
    .command('list')
    .description('list the versions, the newest first')
    .option('--json', 'print JSON')
    .action(list);
  rules
    .command('set')
    .description('set new rules for whatever is submitted from now on')
    .argument('<file>', 'JSON or YAML as "show --json" prints it under "rules"')
    .requiredOption('--reason <text>', 'why they change; kept with the version')
    .option('--json', 'print JSON')
    .action(set);
}
