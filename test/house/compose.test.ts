import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { composeText, readComposeFile } from './compose-file.ts';

const secrets = [
  'POSTGRES_PASSWORD',
  'KAM_OWNER_PASSWORD',
  'KAM_SERVICE_PASSWORD',
  'TEMPORAL_DB_PASSWORD',
  'LINK_KEYS',
  'RECEIPT_KEYS',
];
const given = Object.fromEntries(secrets.map((name) => [name, `given-${name}`]));
const file = readComposeFile(given);
const services = Object.entries(file.services);

/** The Compose specification's schema; its formats are Go's, not JSON Schema's. */
function compileSchema() {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('dclint/package.json'));
  const text = readFileSync(`${folder}/schemas/compose.schema.json`, 'utf8');
  const { $schema: _, ...schema } = JSON.parse(text) as Record<string, unknown>;
  const duration = /^(\d+(\.\d+)?(ns|us|ms|s|m|h))+$/;
  const formats = { duration, ports: true, expose: true, subnet_ip_address: true, uint32: true } as const;
  return new Ajv({ allErrors: true, strict: false, formats }).compile(schema);
}

describe('docker-compose.yml', () => {
  const valid = compileSchema();

  test('holds to the Compose specification', () => {
    valid(file);
    expect(valid.errors ?? []).toEqual([]);
  });

  test('would be refused with a misspelt key', () => {
    const misspelt = { services: { api: { ...file.services['api'], comand: ['node'] } } };
    expect(valid(misspelt)).toBe(false);
  });

  test.for(secrets)('has no default for %s and does not start without it', (name) => {
    expect(composeText).not.toMatch(new RegExp(`\\$\\{${name}(:?-|\\})`));
    expect(() => readComposeFile({ ...given, [name]: '' })).toThrow(name);
  });

  test.for(services)('pins the image of %s to one version', ([, { image }]) => {
    expect(image).toMatch(/:v?\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
  });

  test('lets workers be scaled: no name and no port of the machine is fixed', () => {
    expect(file.services['worker']).not.toHaveProperty('container_name');
    expect(file.services['worker']).not.toHaveProperty('ports');
  });

  test('opens ports to this machine only', () => {
    const ports = services.flatMap(([, service]) => service.ports ?? []);
    expect(ports.length).toBeGreaterThan(0);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  test('waits for the health of services that report it', () => {
    const awaited = services.flatMap(([, { depends_on }]) =>
      Object.entries(depends_on ?? {}).flatMap(([name, { condition }]) =>
        condition === 'service_healthy' ? [name] : [],
      ),
    );
    expect(awaited).toContain('postgres');
    expect(awaited.filter((name) => file.services[name]?.healthcheck === undefined)).toEqual([]);
  });

  test.for(['api', 'worker'])('%s starts on a migrated database and a registered namespace', (name) => {
    const done = { condition: 'service_completed_successfully' };
    expect(file.services[name]?.depends_on).toEqual({ migrate: done, 'temporal-namespace': done });
  });
});

test('the image runs as an unprivileged user, on one pinned version of Node', () => {
  const dockerfile = readFileSync(new URL('../../Dockerfile', import.meta.url), 'utf8');
  const stages = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
  expect(new Set(stages)).toEqual(new Set(['node:20.20.2-bookworm-slim']));
  expect(dockerfile.slice(dockerfile.lastIndexOf('FROM'))).toMatch(/^USER node$/m);
});
