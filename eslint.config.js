import tseslint from 'typescript-eslint';
import { everywhere, inTheProduct, whereRecordsAreRead, whereTimeIsGiven } from './build/lint/house-rules.js';
import { housePlugin } from './build/lint/plugin.js';

const off = (...rules) => Object.fromEntries(rules.map((rule) => [rule, 'off']));
const speakingFolders = ['bin', 'local', 'bench', 'build'];

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', '.kam/', 'test/house/fixtures/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['**/*.{js,cjs}'], plugins: { house: housePlugin }, rules: { 'house/file-names': 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    plugins: { house: housePlugin },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { ...everywhere, ...inTheProduct },
  },
  {
    files: ['{domain,workflows,activities,temporal,db,api,web,mail}/**/*.{ts,tsx}'],
    ignores: ['domain/clock.ts', 'workflows/clock.ts'],
    rules: whereTimeIsGiven,
  },
  { files: ['db/read-models/**/*.ts'], rules: whereRecordsAreRead },
  { files: speakingFolders.map((folder) => `${folder}/**/*.ts`), rules: off('no-console') },
  {
    files: ['bin/settings.ts', 'test/**/*.ts', 'build/**/*.ts'],
    rules: off('no-restricted-properties', 'no-restricted-imports'),
  },
  { files: ['*.config.ts', 'test/support/global-setup.ts'], rules: off('no-restricted-exports') },
  {
    files: ['test/**/*.{ts,tsx}'],
    rules: { 'max-lines': ['error', { max: 400 }], ...off('no-console', 'house/max-params') },
  },
  // A migration is one list of statements, a test file one list of tests.
  { files: ['db/migrations/*.ts', 'test/**/*.test.{ts,tsx}'], rules: off('max-lines-per-function') },
);
