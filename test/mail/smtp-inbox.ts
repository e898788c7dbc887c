import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as it arrived: its bytes and what a mail reader makes of them. */
interface ReceivedMail {
  readonly raw: string;
  readonly envelopeTo: readonly string[];
  readonly parsed: Email;
}

/** How the server answers: an SMTP reply to every recipient or to the one named, or to the message, or the connection dropped after the message. */
interface InboxBehaviour {
  recipient?: { readonly code: number; readonly text: string; readonly to?: string } | undefined;
  message?: { readonly code: number; readonly text: string } | 'drop' | undefined;
}

/** A real SMTP server on a free port; change `behaviour` to make it refuse. */
export interface SmtpInbox {
  readonly url: string;
  readonly mails: ReceivedMail[];
  readonly behaviour: InboxBehaviour;
  close(): Promise<void>;
}

/** Starts a mailbox that takes every mail until `behaviour` says otherwise; `login` makes it ask for one and refuse it. */
export async function startInbox(options: { readonly refuseLogin?: boolean } = {}): Promise<SmtpInbox> {
  const mails: ReceivedMail[] = [];
  const behaviour: InboxBehaviour = {};
  const server = new SMTPServer({
    disabledCommands: options.refuseLogin === true ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => done(reply({ code: 535, text: 'No such login' })),
    onRcptTo: ({ address }, _session, done) => {
      const { recipient } = behaviour;
      done(recipient && (recipient.to ?? address) === address ? reply(recipient) : undefined);
    },
    onData: (stream, session, done) => {
      void (async () => {
        const chunks: Buffer[] = [];
        for await (const chunk of stream) chunks.push(chunk as Buffer);
        if (behaviour.message === 'drop') return dropConnections(server);
        if (behaviour.message !== undefined) return done(reply(behaviour.message));
        const raw = Buffer.concat(chunks);
        const envelopeTo = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ raw: raw.toString('latin1'), envelopeTo, parsed: await PostalMime.parse(raw) });
        done();
      })();
    },
  } satisfies SMTPServerOptions);
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const close = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  return { url: `smtp://127.0.0.1:${port}`, mails, behaviour, close };
}

function reply({ code, text }: { code: number; text: string }): Error {
  return Object.assign(new Error(text), { responseCode: code });
}

function dropConnections(server: SMTPServer): void {
  const open = (server as unknown as { connections: Set<{ _socket: { destroy(): void } }> }).connections;
  for (const connection of open) connection._socket.destroy();
}
