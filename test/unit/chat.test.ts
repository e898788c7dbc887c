import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { lookup } from 'node:dns';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { isBlockedAddress } from '../../chat/blocked-addresses.ts';
import { chatPayload } from '../../chat/payload.ts';
import { postChat, type ChatNetwork } from '../../chat/post.ts';
import { readChatTarget } from '../../chat/target.ts';
import { chatFormats, type ChatMessage } from '../../domain/chat-message.ts';

const servers: Server[] = [];
const loopback: ChatNetwork = { allowedPrivateHosts: ['127.0.0.1'] };
const key = Buffer.alloc(32, 5);
const at = new Date('2026-03-02T09:00:00Z');

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/services/T0/SECRET`;
}

function post(url: string, network = loopback) {
  return postChat({ url, body: '{"title":"ü"}', key, id: 'chat-7', at }, network);
}

async function answered(status: number, headers: Record<string, string> = {}) {
  return post(await listen((_, response) => response.writeHead(status, headers).end('what SECRET?')));
}

describe('posting', () => {
  test('the receiver can check the signature over second and body, and knows a repetition by its number', async () => {
    const seen: { headers: IncomingHttpHeaders; body: string }[] = [];
    const url = await listen((request, response) => {
      void text(request).then((body) => {
        seen.push({ headers: request.headers, body });
        response.end('ok');
      });
    });
    expect(await post(url)).toEqual({ kind: 'sent' });
    const [{ headers, body } = { headers: {}, body: '' }] = seen;
    const mac = createHmac('sha256', key).update(`1772442000.${body}`).digest('hex');
    expect(body).toBe('{"title":"ü"}');
    expect(headers['x-kam-signature']).toBe(`t=1772442000,v1=${mac}`);
    expect(headers['x-kam-delivery']).toBe('chat-7');
  });

  test.each([
    [500, {}, null],
    [503, { 'Retry-After': '120' }, 120],
    [429, { 'Retry-After': 'Mon, 02 Mar 2026 09:00:30 GMT' }, 30],
    [429, { 'Retry-After': 'soon' }, null],
  ])('an answer of %i with %o is worth another attempt', async (status, headers, afterSeconds) => {
    const error = `It answered ${String(status)}.`;
    expect(await answered(status, headers)).toEqual({ kind: 'later', error, afterSeconds });
  });

  test.each([400, 403, 404, 410])('an answer of %i is final', async (status) => {
    expect(await answered(status)).toEqual({ kind: 'refused', error: `It answered ${String(status)}.` });
  });

  test('a redirect is not followed', async () => {
    let reached = 0;
    const inside = await listen((_, response) => {
      reached += 1;
      response.end();
    });
    expect((await answered(307, { Location: inside })).kind).toBe('refused');
    expect(reached).toBe(0);
  });

  test('an answer without end is not read, and one that never comes is given up', async () => {
    const endless = await listen((_, response) => void response.writeHead(200).write('x'.repeat(100_000)));
    expect(await post(endless)).toEqual({ kind: 'sent' });
    const silent = await listen(() => undefined);
    expect(await post(silent, { ...loopback, timeLimitMs: 50 })).toMatchObject({
      kind: 'later',
      error: 'It did not answer in time.',
    });
  });

  test('no error tells the secret address', async () => {
    const url = await listen((request) => request.socket.destroy());
    const failed = await post(url);
    const refused = await post(url, { allowedPrivateHosts: [] });
    expect([failed.kind, refused.kind]).toEqual(['later', 'refused']);
    expect(JSON.stringify([failed, refused])).not.toContain('SECRET');
  });
});

describe('private addresses', () => {
  const resolveTo = (...addresses: string[]): typeof lookup =>
    ((_host: string, _options: object, done: (error: null, found: object[]) => void) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )) as unknown as typeof lookup;

  test.each([[['127.0.0.1']], [['::1']], [['::ffff:127.0.0.1']], [['93.184.215.14', '10.0.0.1']]])(
    'a public name that resolves to %j is not connected to',
    async (addresses) => {
      const network = { allowedPrivateHosts: [], resolve: resolveTo(...addresses) };
      expect(await post('https://chat.example.com/SECRET', network)).toEqual({
        kind: 'refused',
        error: "The webhook's name leads to a private address, which is blocked.",
      });
    },
  );

  test.each([
    ...['127.0.0.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.1', '0', '10.1.2.3', '172.31.255.255'],
    ...['192.168.0.1', '169.254.169.254', '100.64.0.1', '224.0.0.1', '255.255.255.255', '１２７.0.0.1'],
    ...['[::1]', '[::]', '[::ffff:10.0.0.1]', '[::ffff:8.8.8.8]', '[fd00::1]', '[fe80::1]', '[ff02::1]'],
    ...['[64:ff9b::7f00:1]', '[2002:7f00:1::]'],
  ])('https://%s is refused', (host) => {
    expect(() => readChatTarget(`https://${host}/x`, [])).toThrow('private address');
  });

  test('any address of a blocked range is blocked, also mapped to IPv6', () => {
    const ranges = [[10], [127], [169, 254], [192, 168], [100, 64], [172, 16]];
    const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom(...ranges), bytes, (range, rest) => {
        const address = [...range, ...rest].slice(0, 4).join('.');
        expect([isBlockedAddress(address), isBlockedAddress(`::ffff:${address}`)]).toEqual([true, true]);
      }),
    );
  });

  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])(
    'the public %s is not blocked',
    (address) => expect(isBlockedAddress(address)).toBe(false),
  );

  test.each(['http://chat.example.com/x', 'ftp://127.0.0.1/x', 'https://a:b@chat.example.com/x', 'chat'])(
    '%s is refused',
    (address) => expect(() => readChatTarget(address, ['127.0.0.1'])).toThrow("The webhook's address must"),
  );
});

describe('payloads', () => {
  const nasty =
    '<!channel> <at>all</at> @channel & [x](https://evil.example) <https://evil.example|y>\n\u202eGmbH';
  const message: ChatMessage = {
    title: nasty,
    text: nasty,
    facts: [{ label: 'Account', value: nasty }],
    link: { label: 'Open', url: 'https://kam.example.com/accounts/7' },
  };

  test("an account's name calls nobody and makes no link in Slack's fallback text", () => {
    const { text: fallback } = JSON.parse(chatPayload(message, 'slack')) as { text: string };
    expect(fallback).not.toMatch(/[<>\n\u202e]|@channel|:\/\/|&(?!amp;|lt;|gt;)/);
    expect(fallback).toContain('&lt;!channel&gt;');
  });

  test('names stand only in blocks that know no mark-up', () => {
    const { blocks } = JSON.parse(chatPayload(message, 'slack')) as { blocks: unknown[] };
    expect(JSON.stringify(blocks)).not.toContain('mrkdwn');
    const teams = chatPayload(message, 'teams');
    expect(teams).not.toMatch(/"TextBlock"|"FactSet"|"msteams"|@channel/);
    expect(JSON.parse(teams)).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: { type: 'AdaptiveCard', actions: [{ type: 'Action.OpenUrl', url: message.link.url }] },
        },
      ],
    });
  });

  test('plain JSON carries the words as they are', () => {
    expect(JSON.parse(chatPayload(message, 'plain'))).toEqual(message);
  });

  test.each(chatFormats)('%s carries the link and is bounded however long a name is', (format) => {
    const long = { ...message, facts: [], title: '🙂'.repeat(9000), text: 'x'.repeat(9000) };
    const payload = chatPayload(long, format);
    expect(payload).toContain(message.link.url);
    if (format !== 'plain') expect(payload.length).toBeLessThan(12_000);
  });
});
