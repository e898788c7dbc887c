import { defineConfig } from 'vitest/config';

const needsServers = [
  'test/{workflow,db,api,web,fault,local,support,replay,rehearsal,story}/**/*.test.{ts,tsx}',
  'test/house/compose-commands.test.ts',
];
const tsx = { jsx: { runtime: 'automatic', importSource: '@kitajs/html' } } as const;
const patient = { testTimeout: 120_000, hookTimeout: 300_000, teardownTimeout: 60_000 };

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
          include: needsServers,
          globalSetup: ['test/support/global-setup.ts'],
        },
      },
    ],
  },
});
