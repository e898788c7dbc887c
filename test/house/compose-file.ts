import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

interface ComposeService {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly container_name?: string;
  readonly healthcheck?: object;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
}

/** docker-compose.yml with merge keys resolved. */
export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly configs: Readonly<Record<string, { readonly content: string }>>;
}

/** The file's text, before any variable is put in. */
export const composeText = readFileSync(new URL('../../docker-compose.yml', import.meta.url), 'utf8');

/**
 * Reads docker-compose.yml with the variables put in as Compose does: `$$`, `${NAME:-default}` and `${NAME:?message}`.
 * Throws for a variable that is required and not given.
 */
export function readComposeFile(variables: Readonly<Record<string, string>>): ComposeFile {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return interpolate(value, variables);
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
  };
  return fill(parse(composeText, { merge: true })) as ComposeFile;
}

function interpolate(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(
    /\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}/g,
    (whole, name: string, kind: string, rest: string) => {
      if (whole === '$$') return '$';
      const given = variables[name];
      if (given) return given;
      if (kind === '-') return rest;
      throw new Error(`${name} is required: ${rest}`);
    },
  );
}
