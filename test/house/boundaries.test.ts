import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseOptions, type IForbiddenRuleType } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { describe, expect, test } from 'vitest';

interface Rules {
  readonly forbidden: IForbiddenRuleType[];
  readonly options: ICruiseOptions;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const fixtures = fileURLToPath(new URL('fixtures/boundaries', import.meta.url));
const read = createRequire(import.meta.url);
const configurations = [
  read('../../.dependency-cruiser.cjs') as Rules,
  read('../../.dependency-cruiser.runtime.cjs') as Rules,
];
const tsConfig = extractTSConfig(`${root}/tsconfig.json`);

async function brokenRules({ forbidden, options }: Rules, fixture: string): Promise<string[]> {
  const { exclude: _, tsConfig: __, ...rest } = options;
  const { output } = await cruise(
    ['.'],
    { ...rest, validate: true, ruleSet: { forbidden }, baseDir: `${fixtures}/${fixture}` },
    {},
    { tsConfig },
  );
  if (typeof output === 'string') throw new Error(output);
  return [...new Set(output.summary.violations.map((violation) => violation.rule.name))];
}

describe.each(configurations)('boundaries, configuration %#', (configuration) => {
  test.for(configuration.forbidden.map((rule) => rule.name ?? ''))('%s bites', async (name) => {
    expect(await brokenRules(configuration, name)).toEqual([name]);
  });
});

test('every boundary has a bad fixture, and every bad fixture a boundary', () => {
  const rules = configurations.flatMap(({ forbidden }) => forbidden.map((rule) => rule.name));
  expect(readdirSync(fixtures).toSorted()).toEqual(rules.toSorted());
});
