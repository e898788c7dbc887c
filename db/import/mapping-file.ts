import { parseDocument } from 'yaml';
import { DomainError } from '../../domain/errors.ts';
import { parseImportMapping, type ImportMapping } from '../../domain/import-mapping.ts';

/** Reads YAML or JSON, in which a key may not occur twice. Throws `invalid` with the first fault's line. */
export function readYaml(text: string): unknown {
  const document = parseDocument(text, { uniqueKeys: true });
  const [error] = document.errors;
  if (error !== undefined)
    throw new DomainError('invalid', `This is no well-formed YAML: ${error.message.split('\n')[0]}`);
  return document.toJS() as unknown;
}

/** The mapping that a YAML or JSON text describes. Throws `invalid` with every fault. */
export function readMapping(text: string): ImportMapping {
  return parseImportMapping(readYaml(text));
}
