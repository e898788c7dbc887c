import { z } from 'zod';
import type { ReaderFormat } from '../../domain/reader-format.ts';
import type { MailContent } from '../content.ts';
import type { MailTexts } from '../texts/translate.ts';

/** What a template has at hand: texts and formats of its reader, the reader's own link, a digest's links, and addresses of the product's pages. */
export interface MailWriting {
  readonly t: MailTexts;
  readonly format: ReaderFormat;
  readonly linkUrl: string | undefined;
  readonly digest: DigestUrls | undefined;
  readonly pageUrl: (path: string) => string;
}

/** The addresses that a digest names: each question's by the number of its link, and the one back to single mails. */
export interface DigestUrls {
  readonly questions: ReadonlyMap<string, string>;
  readonly preference: string;
}

/** One kind of mail: the data it is made from, checked when it is sent, and how it reads. */
export interface MailKind<Schema extends z.ZodType> {
  readonly schema: Schema;
  readonly write: (data: z.output<Schema>, writing: MailWriting) => MailContent;
}

/** Binds a template to its schema, so that the compiler checks one against the other. */
export function mailKind<Schema extends z.ZodType>(
  schema: Schema,
  write: MailKind<Schema>['write'],
): MailKind<Schema> {
  return { schema, write };
}

/** An instant as ISO string in UTC. */
export const instant = z.iso.datetime();

/** A day as 'YYYY-MM-DD'. */
export const day = z.iso.date();

/** An amount as decimal string with its ISO 4217 currency. */
export const money = z.object({
  amount: z.string().regex(/^-?\d+(\.\d+)?$/),
  currency: z.string().length(3),
});

/** Which step of which plan a mail is about. */
export const stepReference = z.object({
  accountName: z.string(),
  year: z.number().int(),
  stepTitle: z.string(),
  /** What approvers are asked about. */
  about: z.enum(['step', 'list', 'review', 'proposal']).default('step'),
});

/** What an approver can choose. */
export const decisionChoice = z.enum(['approve', 'requestChanges', 'reject']);

/** The placeholders that nearly every text about a step uses. */
export function stepNames(data: z.output<typeof stepReference>): {
  readonly account: string;
  readonly year: number;
  readonly step: string;
} {
  return { account: data.accountName, year: data.year, step: data.stepTitle };
}
