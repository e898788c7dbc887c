import type { WordRun } from '../domain/wording/word-changes.ts';

/** One field of something that was edited, before and after. */
interface Change {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** The changed words of a long text, and the same as sentences for plain text. */
  readonly words?: readonly WordRun[];
  readonly passages?: readonly string[];
}

interface Changes {
  readonly title: string;
  /** What the two versions are called. */
  readonly versions: { readonly before: string; readonly after: string };
  readonly items: readonly Change[];
}

/** One of several things a mail is about: its facts, and the link that is about it alone. */
interface MailItem {
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly lines: readonly string[];
  readonly action: { readonly label: string; readonly url: string } | undefined;
}

/** What a mail says, in the reader's language and in the order it is read; both its text and its HTML are made from this. */
export interface MailContent {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly facts?: readonly { readonly label: string; readonly value: string }[];
  readonly changes?: Changes | undefined;
  readonly quote?: { readonly by: string; readonly text: string } | undefined;
  readonly items?: readonly MailItem[];
  readonly action?: { readonly label: string; readonly url: string } | undefined;
  readonly closing?: readonly string[];
  readonly footer: string;
  /** Where its reader stops mails of this kind, by one click (RFC 8058). */
  readonly unsubscribe?: { readonly label: string; readonly url: string } | undefined;
}
