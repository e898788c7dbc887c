import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;
const packages = { ...dependencies, ...devDependencies };
const named = [...read('docs/adr/0005-dependencies.md').matchAll(/`([@\w./*-]+)`/g)].map(([, name]) => name);

test('every dependency is justified in docs/adr/0005-dependencies.md', () => {
  const unexplained = Object.keys(packages).filter(
    (name) =>
      !name.startsWith('@types/') && !named.includes(name) && !named.includes(`${name.split('/')[0]}/*`),
  );
  expect(unexplained).toEqual([]);
});

test('every dependency is pinned to one version', () => {
  const loose = Object.entries(packages).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  expect(loose).toEqual([]);
});
