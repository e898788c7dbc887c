import type { z } from 'zod';
import { anybody } from './send-page.ts';

/** What is wrong with what somebody typed, in a sentence that says what to do. */
export function issueText(issue: z.core.$ZodIssue, typed: string): string {
  const { t } = anybody;
  if (issue.code === 'invalid_value') return t('edit.fault.choose');
  if (typed === '') return t('edit.fault.missing');
  if (issue.code === 'too_big' && issue.origin === 'string')
    return t('edit.fault.long', { max: Number(issue.maximum) });
  if (issue.code === 'too_big' && issue.origin === 'array')
    return t('edit.fault.many', { max: Number(issue.maximum) });
  if (issue.code === 'too_big') return t('edit.fault.atMost', { max: Number(issue.maximum) });
  if (issue.code === 'too_small' && issue.origin === 'number')
    return t('edit.fault.atLeast', { min: Number(issue.minimum) });
  if (issue.code === 'invalid_type') return t('edit.fault.number');
  if (issue.code === 'invalid_format' && issue.format === 'date') return t('edit.fault.day');
  return t('edit.fault.other', { what: issue.message });
}
