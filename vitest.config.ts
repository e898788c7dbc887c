import { defineConfig } from 'vitest/config';

const tsx = { jsx: { runtime: 'automatic', importSource: '@kitajs/html' } } as const;
// No test is about speed: these limits only end what hangs.
const patient = { testTimeout: 600_000, hookTimeout: 600_000, teardownTimeout: 60_000 };
const needsNoServer = ['test/unit/**', 'test/house/!(compose-commands).test.ts', 'test/house/fixtures/**'];

export default defineConfig({
  test: {
    // Two cores carry Postgres, Temporal and the tests: more workers only make timers late.
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      {
        oxc: tsx,
        test: {
          ...patient,
          name: 'unit',
          include: ['test/{unit,house}/**/*.test.{ts,tsx}'],
          exclude: ['test/house/compose-commands.test.ts', 'test/house/fixtures/**'],
        },
      },
      {
        oxc: tsx,
        test: {
          ...patient,
          name: 'stack',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: needsNoServer,
          globalSetup: ['test/support/global-setup.ts'],
        },
      },
    ],
  },
});
