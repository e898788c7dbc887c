import { DomainError } from '../domain/errors.ts';
import { migrate } from '../db/migrate.ts';
import { readMigrateSettings } from './settings.ts';

try {
  const applied = await migrate(readMigrateSettings().databaseUrl);
  for (const name of applied) console.log(`applied ${name}`);
  if (applied.length === 0) console.log('The schema is up to date.');
} catch (error) {
  console.error(error instanceof DomainError ? error.message : error);
  process.exitCode = 1;
}
