import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { connect } from '../../db/client.ts';
import { createStackPlace, type StackPlace } from '../support/stack.ts';
import { secretsLeft, secretsOf, type Traces } from '../support/token-hygiene.ts';

/** A mail as the mailbox shows it. */
export interface MailboxMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly to: readonly { readonly address: string }[];
  readonly headers: Readonly<Record<string, string>>;
}

/** The stack as `npm start` brings it up, with the sample data, and a manager's way to its API. */
export interface RunningStack {
  readonly place: StackPlace;
  readonly publicUrl: string;
  readonly temporalAddress: string;
  api<T>(
    path: string,
    request?: { method?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer<T>>;
  mails(to?: string): Promise<readonly MailboxMail[]>;
  /** Where a token, key or code was left: in a table, in the log of any part of the stack, in one of these histories. */
  secretsLeft(histories: NonNullable<Traces['histories']>): Promise<readonly string[]>;
}

/** What the API answered. */
interface Answer<T> {
  readonly status: number;
  readonly etag: string;
  readonly body: T;
}

/** Starts the whole stack in a folder and on ports of its own. Throws with the stack's own words if it does not come up. */
export async function startStack(): Promise<RunningStack> {
  const place = await createStackPlace();
  const started = await place.run(['start.js', '--detach']);
  const [key] = /kam_live_[\w-]+/.exec(started.stdout) ?? [];
  if (started.status !== 0 || key === undefined) throw new Error(started.stdout + started.stderr);
  const settings = parseEnv(readFileSync(place.layout.environmentFile, 'utf8'));
  const { PUBLIC_URL = '', MAILBOX_URL = '', TEMPORAL_ADDRESS = '', MIGRATION_DATABASE_URL = '' } = settings;
  const mails = async (): Promise<readonly MailboxMail[]> =>
    (await (await fetch(new URL('/email', MAILBOX_URL))).json()) as MailboxMail[];
  return {
    place,
    publicUrl: PUBLIC_URL,
    temporalAddress: TEMPORAL_ADDRESS,
    async api<T>(path: string, request: Parameters<RunningStack['api']>[1] = {}): Promise<Answer<T>> {
      const { method = 'GET', body, headers = {} } = request;
      const answer = await fetch(`${PUBLIC_URL}/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return {
        status: answer.status,
        etag: answer.headers.get('etag') ?? '',
        body: (await answer.json()) as T,
      };
    },
    async mails(to) {
      const all = await mails();
      return to === undefined ? all : all.filter((mail) => mail.to.some(({ address }) => address === to));
    },
    secretsLeft: async (histories) =>
      lookForSecrets({ url: MIGRATION_DATABASE_URL, mails: await mails(), place, histories }),
  };
}

async function lookForSecrets(stack: {
  readonly url: string;
  readonly mails: readonly MailboxMail[];
  readonly place: StackPlace;
  readonly histories: NonNullable<Traces['histories']>;
}): Promise<readonly string[]> {
  const db = connect(stack.url);
  try {
    const secrets = await secretsOf(
      db,
      stack.mails.map((parsed) => ({ parsed })),
    );
    const texts = await logsIn(dirname(stack.place.layout.log('any')));
    return await secretsLeft(secrets, { db, texts, histories: stack.histories });
  } finally {
    await db.destroy();
  }
}

async function logsIn(folder: string): Promise<readonly (readonly [string, string])[]> {
  const read = async (name: string) =>
    [`the log ${name}`, await readFile(join(folder, name), 'utf8')] as const;
  return Promise.all((await readdir(folder)).map(read));
}

/** The decision link of a mail; throws if it has none. */
export function linkIn(mail: MailboxMail): string {
  const [link] = /http:\/\/\S+\/d\/[\w-]{43}/.exec(mail.text) ?? [];
  if (link === undefined) throw new Error(`no link in “${mail.subject}”`);
  return link;
}
