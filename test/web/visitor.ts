import { eventually } from '../support/eventually.ts';
import type { SmtpInbox } from '../mail/smtp-inbox.ts';
import type { Desk } from './desk.ts';

/** A browser without a window: it keeps cookies, follows no redirect, and sends forms as one of our pages would. */
export interface Visitor {
  readonly cookies: Map<string, string>;
  /** Every `Set-Cookie` that it was sent. */
  readonly received: string[];
  get(path: string, init?: RequestInit): Promise<Response>;
  post(
    path: string,
    fields?: readonly (readonly [string, string])[],
    headers?: Record<string, string>,
  ): Promise<Response>;
}

/** A browser with an empty profile. */
export function newVisitor(desk: Pick<Desk, 'server'>): Visitor {
  const cookies = new Map<string, string>();
  const received: string[] = [];
  const get: Visitor['get'] = async (path, init = {}) => {
    const headers = new Headers(init.headers);
    if (cookies.size > 0)
      headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const answer = await fetch(`${desk.server.url}${path}`, { redirect: 'manual', ...init, headers });
    for (const line of answer.headers.getSetCookie()) {
      received.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  };
  return {
    cookies,
    received,
    get,
    post: (path, fields = [], headers = { 'Sec-Fetch-Site': 'same-origin' }) =>
      get(path, {
        method: 'POST',
        headers,
        body: new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])),
      }),
  };
}

/** The path of the newest sign-in link that was mailed, once there are so many. */
export async function mailedEntrance(inbox: SmtpInbox, count = 1): Promise<string> {
  const entrances = await eventually(() => {
    const paths = inbox.mails.flatMap(({ parsed }) => /\/inbox\/enter\/\S+/.exec(parsed.text ?? '') ?? []);
    if (paths.length < count) throw new Error(`${paths.length} sign-in links were mailed, not ${count}`);
    return paths;
  });
  return entrances.at(-1) ?? '';
}

/** A browser in which this person has signed in by a mailed link. */
export async function signIn(
  desk: Pick<Desk, 'server'>,
  { inbox, email }: { readonly inbox: SmtpInbox; readonly email: string },
): Promise<Visitor> {
  const visitor = newVisitor(desk);
  const before = inbox.mails.filter(({ parsed }) => parsed.text?.includes('/inbox/enter/')).length;
  await visitor.post('/inbox/sign-in', [['email', email]]);
  const entered = await visitor.post(await mailedEntrance(inbox, before + 1));
  if (entered.status !== 303) throw new Error(`not signed in but ${entered.status}`);
  return visitor;
}

/** The code in the newest mail. */
export function mailedCode(inbox: SmtpInbox): string {
  const code = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec(inbox.mails.at(-1)?.parsed.text ?? '')?.[0];
  if (code === undefined) throw new Error('No code was mailed.');
  return code;
}
