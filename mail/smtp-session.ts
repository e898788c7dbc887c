import { Readable } from 'node:stream';
import SMTPConnection, {
  type SMTPConnectionAuth,
  type SMTPConnectionOptions,
} from 'nodemailer/lib/smtp-connection';
import { classifyFailure } from './delivery-error.ts';

/** How to reach a mail server: nodemailer's connection options and, where the server wants one, a login. */
export type SmtpOptions = SMTPConnectionOptions & { readonly auth?: SMTPConnectionAuth | undefined };

/** Logs in and out again; throws the server's or the network's error. */
export function greet(options: SmtpOptions): Promise<void> {
  return inSession(options, (_, done) => done());
}

/** Hands one message to the server in a session of its own. Throws `MailDeliveryError`. */
export async function transmit(
  options: SmtpOptions,
  mail: { readonly from: string; readonly to: string; readonly message: Buffer },
): Promise<void> {
  let handedOver = false;
  // The session reads the message only after the server has agreed to DATA, so from then on its fate may be unknown.
  const message = function* (): Generator<Buffer> {
    handedOver = true;
    yield mail.message;
  };
  const envelope = { from: mail.from, to: [mail.to], size: mail.message.length };
  try {
    await inSession(options, (connection, done) => connection.send(envelope, Readable.from(message()), done));
  } catch (error) {
    throw classifyFailure(error, handedOver);
  }
}

type Done = (error?: Error | null) => void;

async function inSession(
  options: SmtpOptions,
  work: (connection: SMTPConnection, done: Done) => void,
): Promise<void> {
  const connection = new SMTPConnection(options);
  try {
    await new Promise<void>((resolve, reject) => {
      const done: Done = (error) => (error ? reject(error) : resolve());
      const authenticated: Done = (error) => (error ? reject(error) : work(connection, done));
      connection.on('error', reject);
      connection.connect((error) => {
        if (error) reject(error);
        else if (options.auth === undefined) authenticated();
        else connection.login(options.auth, authenticated);
      });
    });
    connection.quit();
  } catch (error) {
    connection.close();
    throw error;
  }
}
