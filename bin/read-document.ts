import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { DomainError } from '../domain/errors.ts';
import { readText } from './read-text.ts';

/** What a JSON or YAML file holds, checked against a schema; `what` names it in a sentence. Throws `invalid` with every fault. */
export async function readDocument<Schema extends z.ZodType>(
  path: string,
  { schema, what }: { readonly schema: Schema; readonly what: string },
): Promise<z.output<Schema>> {
  // JSON is YAML too, so one reader takes both.
  const document = parseDocument(await readText(path, what));
  const [broken] = document.errors;
  if (broken) throw new DomainError('invalid', `${path} is neither JSON nor YAML: ${broken.message}`);
  const read = schema.safeParse(document.toJS());
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path: where, message }) => ({
    path: `/${where.join('/')}`,
    message,
  }));
  throw new DomainError('invalid', `The ${what} in ${path} cannot be used. Nothing was changed.`, faults);
}
