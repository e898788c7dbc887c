/**
 * What is reached at run time, through any number of files. Type-only imports are left out, because they do not
 * exist then; .dependency-cruiser.cjs looks at each import by itself, types included.
 */
const { options } = require('./.dependency-cruiser.cjs');
const { devDependencies } = require('./package.json');

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'workflows-reach-no-calendar',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^domain/calendar/', reachable: true },
    },
    {
      name: 'workflows-reach-no-effects',
      comment: 'Nothing that does I/O may be part of the workflow bundle, however far away.',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { path: '^(activities|db|mail|chat|packs|temporal|api|bin|node:)', reachable: true },
    },
    {
      name: 'services-reach-no-development-package',
      comment: 'The image is built with --omit=dev: what api, worker, migrate and kam load must be there.',
      severity: 'error',
      from: { path: '^bin/(api|worker|migrate|kam)\\.ts$' },
      to: { path: `node_modules/(${Object.keys(devDependencies).join('|')})/`, reachable: true },
    },
  ],
  options: { ...options, tsPreCompilationDeps: false },
};
