import knex, { type Knex } from 'knex';
import pg from 'pg';

/** A database or a transaction on it; every store and read model takes one as its first parameter. */
export type Db = Knex;

const asText = (value: string): string => value;
// Its published type knows only the names of scalar types, not the numbers of arrays.
const parserOf = pg.types.getTypeParser as (oid: number, format: 'text' | 'binary') => unknown;
const textArray = parserOf(1009, 'text');
const int8 = 20;
const date = 1082;
const numeric = 1700;
const dateArray = 1182;
const numericArray = 1231;

// The parsers of one connection: int8 and numeric stay decimal strings, a date stays 'YYYY-MM-DD', a timestamptz is a `Date`.
const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): unknown => {
    if (oid === int8 || oid === date || oid === numeric) return asText;
    if (oid === dateArray || oid === numericArray) return textArray;
    return parserOf(oid, format ?? 'text');
  },
};

// knex prints a failed connection with its stack and then rejects with the same error, which its caller tells in a sentence.
const quiet = { warn: () => undefined, error: () => undefined };

/** A pool of connections to the database at `url`; nothing is opened before the first query. End it with `destroy()`. */
export function connect(url: string, options: { readonly poolMax?: number } = {}): Db {
  return knex({
    client: 'pg',
    connection: {
      connectionString: url,
      types: columnTypes,
      application_name: 'kam',
    } as Knex.PgConnectionConfig,
    pool: { min: 0, max: options.poolMax ?? 10 },
    acquireConnectionTimeout: 15_000,
    log: quiet,
  });
}
