import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkSchema, migrate } from '../../db/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('applies nothing the second time', async () => {
  expect(await migrate(database.ownerUrl)).toEqual([]);
  await expect(checkSchema(database.app)).resolves.toBeUndefined();
});
