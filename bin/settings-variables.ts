import { z } from 'zod';
import type { LinkKey } from '../db/link-token.ts';
import { readReceiptKey, type ReceiptKey } from '../db/receipt-keys.ts';

const LINK_KEY_BYTES = 32;

const address = z.string().regex(/^[^\s:/]+:\d{1,5}$/, 'must be host:port, such as 127.0.0.1:7233');
const databaseUrl = z.string().regex(/^postgres(ql)?:\/\/\S+$/, 'must be a postgresql:// address');
const webUrl = z
  .string()
  .regex(/^https?:\/\/[^\s/]+\S*$/, 'must be an http:// or https:// address')
  .transform((url) => url.replace(/\/+$/, ''));
const flag = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');
const email = z.string().regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address');
const sender = z
  .string()
  .regex(
    /^([^<>\r\n]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/,
    'must be an address, or a name and <address>',
  );

/** Every environment variable the product reads, with its check; `.env.example` describes each. */
export const variables = {
  DATABASE_URL: databaseUrl,
  MIGRATION_DATABASE_URL: databaseUrl,
  TEMPORAL_ADDRESS: address.default('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z.string().min(2).default('kam'),
  TEMPORAL_TASK_QUEUE: z.string().default('kam'),
  TEMPORAL_UI_URL: webUrl.optional(),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_TLS: flag.default(false),
  PUBLIC_URL: webUrl.default('http://127.0.0.1:3000'),
  API_HOST: z.string().default('127.0.0.1'),
  API_PORT: port(3000),
  TRUST_PROXY: z
    .string()
    .regex(/^\d$/, 'must be the number of proxies in front, 0 to 9')
    .transform(Number)
    .default(0),
  WORKER_PORT: port(3001),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'must be an smtp:// or smtps:// address')
    .default('smtp://127.0.0.1:1025'),
  MAIL_FROM: sender.default('Key accounts <kam@localhost.localdomain>'),
  MAIL_ENABLED: flag.default(true),
  MAIL_REDIRECT_TO: email.optional(),
  MAILBOX_URL: webUrl.optional(),
  CHAT_ALLOWED_PRIVATE_HOSTS: z.string().default('').transform(parseHosts),
  LINK_KEYS: z.string().transform(parseLinkKeys),
  RECEIPT_KEYS: z.string().transform(parseReceiptKeys),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  WORKFLOW_BUNDLE: z.string().optional(),
  KAM_FOLDER: z.string().optional(),
  POSTGRES_PORT: port(5433),
  TEMPORAL_PORT: port(7233),
  TEMPORAL_UI_PORT: port(8233),
  MAILBOX_PORT: port(1080),
  MAILBOX_SMTP_PORT: port(1025),
  XDG_CACHE_HOME: z.string().optional(),
  TEST_POSTGRES_URL: databaseUrl.optional(),
  TEST_TEMPORAL_ADDRESS: address.optional(),
} as const;

function port(preset: number) {
  return z
    .string()
    .regex(/^\d+$/, 'must be a port from 1 to 65535')
    .transform(Number)
    .refine((number) => number >= 1 && number <= 65535, 'must be a port from 1 to 65535')
    .default(preset);
}

function parseLinkKeys(text: string, context: z.core.$RefinementCtx): readonly LinkKey[] {
  const keys = keyEntries(text);
  if (keys.some(({ id, key }) => id === '' || key.length !== LINK_KEY_BYTES)) {
    context.addIssue({
      code: 'custom',
      message: 'must be id:base64 pairs, comma-separated, each key of 32 bytes',
    });
  }
  return keys;
}

function parseReceiptKeys(text: string, context: z.core.$RefinementCtx): readonly ReceiptKey[] {
  const entries = keyEntries(text);
  const keys = entries.flatMap(({ id, key: bytes }) => {
    const key = readReceiptKey(bytes);
    return id === '' || key === undefined ? [] : [{ id, key }];
  });
  if (keys.length < entries.length || new Set(keys.map(({ id }) => id)).size < keys.length) {
    context.addIssue({
      code: 'custom',
      message:
        'must be id:base64 pairs, comma-separated, each id once and each key an Ed25519 seed of 32 bytes or its PKCS #8',
    });
  }
  return keys;
}

// As a web address names them, for they are compared with what stands in one.
function parseHosts(text: string, context: z.core.$RefinementCtx): readonly string[] {
  const hosts = text.split(',').flatMap((host) => (host.trim() === '' ? [] : [host.trim().toLowerCase()]));
  if (hosts.some((host) => !URL.canParse(`http://${host}`) || new URL(`http://${host}`).hostname !== host)) {
    context.addIssue({
      code: 'custom',
      message: 'must be names or addresses of hosts, comma-separated, without port or path; IPv6 in brackets',
    });
  }
  return hosts;
}

function keyEntries(text: string): readonly LinkKey[] {
  return text.split(',').map((entry) => {
    const [id = '', encoded = ''] = entry.trim().split(':');
    return { id, key: Uint8Array.from(Buffer.from(encoded, 'base64')) };
  });
}
