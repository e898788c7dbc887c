/** What a failed attempt means: `temporary`, try again; `permanent`, never will; `unknown`, the server may have taken the mail. */
export type DeliveryFailure = 'temporary' | 'permanent' | 'unknown';

/** An attempt to deliver that did not end with the server's consent; `message` is fit to be shown to a manager. */
export class MailDeliveryError extends Error {
  readonly outcome: DeliveryFailure;

  constructor(outcome: DeliveryFailure, message: string) {
    super(message);
    this.name = 'MailDeliveryError';
    this.outcome = outcome;
  }
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

const aboutThisMail = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);
const authenticationWanted = new Set([530, 534, 535, 538]);

/** Judges an SMTP failure (RFC 5321 §4.2.1). Only a 5xx answer about the sender, recipient or content is permanent; a refused login or
 * greeting is ours to repair. Without any answer the fate is unknown once the message was `handedOver`. */
export function classifyFailure(error: unknown, handedOver: boolean): MailDeliveryError {
  const failure: SmtpError = error instanceof Error ? error : new Error(String(error));
  const message = failure.message.replace(/[\p{Cc}]+/gu, ' ').slice(0, 500);
  return new MailDeliveryError(outcomeOf(failure, handedOver), message);
}

function outcomeOf({ code, command, responseCode }: SmtpError, handedOver: boolean): DeliveryFailure {
  if (responseCode === undefined) {
    if (handedOver) return 'unknown';
    return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'permanent' : 'temporary';
  }
  const refused = responseCode >= 500 && responseCode < 600 && !authenticationWanted.has(responseCode);
  return refused && aboutThisMail.has(command ?? '') ? 'permanent' : 'temporary';
}
