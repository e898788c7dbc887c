import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import {
  readApiSettings,
  readCommandSettings,
  readMigrateSettings,
  readStackSettings,
  readWorkerSettings,
} from '../../bin/settings.ts';
import { variables } from '../../bin/settings-variables.ts';
import { DomainError } from '../../domain/errors.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const complete = {
  DATABASE_URL: 'postgresql://kam_service:x@db:5432/kam',
  LINK_KEYS: `k2:${KEY},k1:${KEY}`,
  RECEIPT_KEYS: `r2:${KEY},r1:${KEY}`,
};

function refusal(read: () => unknown): DomainError {
  try {
    read();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('settings', () => {
  it('lists every missing and every wrong variable at once', () => {
    const environment = {
      API_PORT: '70000',
      MAIL_ENABLED: 'perhaps',
      TEMPORAL_ADDRESS: 'nowhere',
      LINK_KEYS: 'k1:c2hvcnQ=',
      RECEIPT_KEYS: 'r1:c2hvcnQ=',
    };
    const { faults, message } = refusal(() => readApiSettings(environment));
    expect(faults.map(({ path }) => path).sort()).toEqual([
      'API_PORT',
      'DATABASE_URL',
      'LINK_KEYS',
      'MAIL_ENABLED',
      'RECEIPT_KEYS',
      'TEMPORAL_ADDRESS',
    ]);
    expect(message).toContain('DATABASE_URL is missing');
    expect(message).toContain('MAIL_ENABLED must be true or false');
    expect(message).toContain('LINK_KEYS must be id:base64 pairs');
    expect(message).toContain('RECEIPT_KEYS must be id:base64 pairs');
  });

  it('never repeats the value of a wrong secret', () => {
    const { message } = refusal(() => readWorkerSettings({ ...complete, LINK_KEYS: 'k1:c2VjcmV0' }));
    expect(message).not.toContain('c2VjcmV0');
  });

  it('asks each process only for what it needs', () => {
    expect(refusal(() => readMigrateSettings({})).faults.map(({ path }) => path)).toEqual([
      'MIGRATION_DATABASE_URL',
    ]);
    const database = 'postgresql://kam_owner:x@db:5432/kam';
    expect(readMigrateSettings({ MIGRATION_DATABASE_URL: database })).toEqual({ databaseUrl: database });
    expect(readStackSettings({}).ports).toMatchObject({ api: 3000, temporal: 7233, postgres: 5433 });
  });

  it('fills in the defaults that suit one machine', () => {
    const settings = readApiSettings(complete);
    expect(settings).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      proxies: 0,
      publicUrl: 'http://127.0.0.1:3000',
      logLevel: 'info',
    });
    expect(settings.temporal).toMatchObject({
      address: '127.0.0.1:7233',
      namespace: 'kam',
      taskQueue: 'kam',
      tls: false,
    });
    expect(settings.mail).toMatchObject({
      enabled: true,
      smtpUrl: 'smtp://127.0.0.1:1025',
      redirectTo: undefined,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    const settings = readWorkerSettings({ ...complete, MAIL_REDIRECT_TO: '', WORKER_PORT: '' });
    expect(settings.mail.redirectTo).toBeUndefined();
    expect(settings.port).toBe(3001);
  });

  it('keeps the order of the link keys, of which the first one signs', () => {
    const { linkKeys } = readCommandSettings(complete);
    expect(linkKeys.map(({ id }) => id)).toEqual(['k2', 'k1']);
    expect(linkKeys[0]?.key).toEqual(new Uint8Array(32).fill(7));
  });

  it('takes receipt keys as seeds or PKCS #8, keeps their order, and refuses other keys and the same id twice', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    const { receiptKeys } = readWorkerSettings({ ...complete, RECEIPT_KEYS: `r2:${pkcs8}, r1:${KEY}` });
    expect(receiptKeys.map(({ id }) => id)).toEqual(['r2', 'r1']);
    expect(receiptKeys[0]?.key.equals(privateKey)).toBe(true);
    const other = generateKeyPairSync('x25519').privateKey.export({ format: 'der', type: 'pkcs8' });
    for (const wrong of [`r1:${KEY},r1:${KEY}`, `r1:${other.toString('base64')}`, `:${KEY}`, 'r1:'])
      expect(() => readApiSettings({ ...complete, RECEIPT_KEYS: wrong })).toThrow('RECEIPT_KEYS must be');
  });

  it('takes private hosts of chats as web addresses name them, and nothing that is more than a host', () => {
    const hosts = (text: string) =>
      readWorkerSettings({ ...complete, CHAT_ALLOWED_PRIVATE_HOSTS: text }).chatPrivateHosts;
    expect(readWorkerSettings(complete).chatPrivateHosts).toEqual([]);
    expect(hosts('Chat.internal, 10.0.0.5,[fd00::5]')).toEqual(['chat.internal', '10.0.0.5', '[fd00::5]']);
    for (const wrong of ['http://chat', 'chat:8080', 'chat/x', 'a@b', '10.1', 'two hosts', 'fd00::5'])
      expect(() => hosts(wrong)).toThrow('CHAT_ALLOWED_PRIVATE_HOSTS must be');
  });

  it('joins links to the public address without a second slash', () => {
    expect(readApiSettings({ ...complete, PUBLIC_URL: 'https://kam.example/' }).publicUrl).toBe(
      'https://kam.example',
    );
  });

  it('trusts as many proxies as are named, and no address instead of a number', () => {
    expect(readApiSettings({ ...complete, TRUST_PROXY: '2' }).proxies).toBe(2);
    const { message } = refusal(() => readApiSettings({ ...complete, TRUST_PROXY: 'true' }));
    expect(message).toContain('TRUST_PROXY must be the number of proxies in front');
  });

  it('uses a Temporal server of its own unless one is named', () => {
    expect(readStackSettings({}).temporalAddress).toBeUndefined();
    expect(readStackSettings({ TEMPORAL_ADDRESS: 'temporal:7233' }).temporalAddress).toBe('temporal:7233');
  });
});

describe('.env.example', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const uncommented = example.replaceAll(/^# (?=[A-Z_]+=)/gm, '');

  it('names the same variables as the check', () => {
    expect(Object.keys(parseEnv(uncommented)).sort()).toEqual(Object.keys(variables).sort());
  });

  it('shows values that pass the check', () => {
    const environment = {
      ...parseEnv(uncommented),
      LINK_KEYS: complete.LINK_KEYS,
      RECEIPT_KEYS: complete.RECEIPT_KEYS,
    };
    expect(readApiSettings(environment).mail.from).toBe('Key accounts <kam@localhost.localdomain>');
    expect(readApiSettings(environment).proxies).toBe(0);
    expect(readWorkerSettings(environment).port).toBe(3001);
  });

  it('sets nothing as long as nothing is uncommented', () => {
    expect(parseEnv(example)).toEqual({});
  });
});
