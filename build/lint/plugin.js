import { documentedExports } from './documented-exports.js';
import { fileNames } from './file-names.js';
import { injectedTime } from './injected-time.js';
import { maxParams } from './max-params.js';
import { noBanners } from './no-banners.js';
import { noDatabaseClock } from './no-database-clock.js';

/** ESLint rules for what the conventions ask and no published rule checks. */
export const housePlugin = {
  meta: { name: 'house' },
  rules: {
    'documented-exports': documentedExports,
    'file-names': fileNames,
    'injected-time': injectedTime,
    'max-params': maxParams,
    'no-banners': noBanners,
    'no-database-clock': noDatabaseClock,
  },
};
