const noEnvironment = {
  object: 'process',
  property: 'env',
  message: 'Only bin/settings.ts reads the environment.',
};

/** What holds in every TypeScript file. */
export const everywhere = {
  '@typescript-eslint/no-floating-promises': ['error', { checkThenables: true }],
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-deprecated': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-unnecessary-condition': 'error',
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
  ],
  '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'max-lines': ['error', { max: 300 }],
  'no-restricted-exports': [
    'error',
    { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
  ],
  'no-restricted-properties': ['error', noEnvironment],
  'no-restricted-imports': [
    'error',
    {
      paths: ['process', 'node:process'].map((name) => ({
        name,
        importNames: ['env'],
        message: noEnvironment.message,
      })),
    },
  ],
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
  'house/file-names': 'error',
  'house/no-banners': 'error',
};

/** What holds in the product, where tests may be more relaxed. */
export const inTheProduct = {
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'no-console': 'error',
  'house/documented-exports': 'error',
  'house/max-params': 'error',
};

/** What holds where time decides something. */
export const whereTimeIsGiven = { 'house/injected-time': 'error' };

/** What holds where SQL looks at records. */
export const whereRecordsAreRead = { 'house/no-database-clock': 'error' };
