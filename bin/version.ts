import { createRequire } from 'node:module';

const { version: released } = createRequire(import.meta.url)('../package.json') as { version: string };

/** The release that runs, from package.json. */
export const version = released;
