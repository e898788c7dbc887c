import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { expect, test } from 'vitest';

const configuration = fileURLToPath(new URL('../../eslint.config.js', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const fixtures = fileURLToPath(new URL('fixtures/lint', import.meta.url));

type Rules = Record<string, [severity: number, ...options: unknown[]]>;

async function activeRules(file: string): Promise<string[]> {
  const { rules } = (await new ESLint({ cwd: root }).calculateConfigForFile(file)) as { rules: Rules };
  return Object.entries(rules).flatMap(([name, [severity]]) => (severity === 2 ? [name] : []));
}

const active = new Set([
  ...(await activeRules('domain/a.ts')),
  ...(await activeRules('db/read-models/a.ts')),
]);
const published = new Set(
  tseslint.configs.recommendedTypeChecked.flatMap(({ rules }: Linter.Config) => Object.keys(rules ?? {})),
);
const ours = [...active].filter((rule) => !published.has(rule));
const proven = readdirSync(fixtures, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath }) =>
    parentPath.slice(fixtures.length + 1).replace(/\/(domain|db|api|activities)\b.*/, ''),
  );

/** Lints a fixture as if its folder were the project's root, so that rules bound to folders apply. */
async function brokenRules(fixture: string): Promise<string[]> {
  const eslint = new ESLint({ cwd: `${fixtures}/${fixture}`, overrideConfigFile: configuration });
  const results = await eslint.lintFiles(['.']);
  return [...new Set(results.flatMap(({ messages }) => messages.map((m) => m.ruleId ?? m.message)))];
}

test.for([...new Set(proven)])('%s bites', async (rule) => {
  expect(await brokenRules(rule)).toEqual([rule]);
});

test('promises left floating or misused are errors', () => {
  expect(proven).toContain('@typescript-eslint/no-floating-promises');
  expect(proven).toContain('@typescript-eslint/no-misused-promises');
});

test.for(ours)('%s, which we added to the published rules, has a bad fixture', (rule) => {
  expect(existsSync(`${fixtures}/${rule}`)).toBe(true);
});
