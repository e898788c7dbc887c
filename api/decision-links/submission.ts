import { z } from 'zod';
import { choices } from '../../domain/approvals/policy.ts';
import type { DecisionFormProps } from '../../web/pages/decision-form.tsx';

const longestComment = 4000;

/** What the page that asks for a code adds to a form: the code, missing on the first form, and the wish for a new one. */
export const codeFields = {
  code: z.string().max(100).optional(),
  again: z
    .string()
    .optional()
    .transform((wish) => wish === '1'),
};

const fields = z.object({
  request: z.string().regex(/^\d{1,18}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  choice: z.enum(choices).optional().catch(undefined),
  comment: z.string().default('').transform(tidyText),
  ...codeFields,
});

/** A decision form as it was sent; `choice` is missing when none was selected, `code` on the first form; `again` asks for a new code. */
export type Submission = z.output<typeof fields>;

/** Reads a form body; undefined when it is not what the page's form sends. */
export function readSubmission(body: unknown): Submission | undefined {
  const read = fields.safeParse(body);
  return read.success ? read.data : undefined;
}

/** What the approver still has to fill in; undefined when the form is complete. */
export function faultsOf({
  choice,
  comment,
}: Pick<Submission, 'choice' | 'comment'>): DecisionFormProps['form']['faults'] {
  if (choice === undefined) return { choice: 'choice' };
  if (comment.length > longestComment) return { comment: 'commentLong' };
  return choice !== 'approve' && comment === '' ? { comment: 'comment' } : undefined;
}

/** A text as a form sent it, with plain line breaks and without control characters: browsers send CRLF, and PostgreSQL takes no NUL. */
export function tidyText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim();
}
