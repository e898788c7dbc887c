import { spokenLanguage } from '../domain/reader-format.ts';
import type { MailContent } from './content.ts';
import { contentParts } from './fragments.tsx';
import { compileLayout } from './layout.ts';
import { writeMail, type MailReader } from './messages.ts';
import { plainText } from './plain-text.ts';

/** A mail ready to be sent. */
export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The address that ends mails of this kind by one click, where there is one. */
  readonly unsubscribeUrl: string | undefined;
}

/** Renders stored mails for their readers; the layout is compiled at the first one. */
export type MailRenderer = (
  mail: { readonly kind: string; readonly data: unknown },
  reader: MailReader,
) => Promise<RenderedMail>;

/** A renderer with a layout of its own. It throws `invalid` like `writeMail`. */
export function createMailRenderer(): MailRenderer {
  let layout: ReturnType<typeof compileLayout> | undefined;
  return async (mail, reader) => {
    layout ??= compileLayout();
    const content: MailContent = writeMail(mail, reader);
    const fill = await layout;
    return {
      subject: content.subject,
      html: fill(contentParts(content, spokenLanguage(reader.language))),
      text: plainText(content),
      unsubscribeUrl: content.unsubscribe?.url,
    };
  };
}
