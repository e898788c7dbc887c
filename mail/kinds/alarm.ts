import { z } from 'zod';
import type { BothLanguages } from '../../domain/kpis/definition.ts';
import { causes } from '../../domain/warnings/rules.ts';
import { causeQuestions, causeTitles } from '../../domain/warnings/wording.ts';
import { alarmEvidence, evidenceFacts } from './alarm-evidence.ts';
import { day, mailKind } from './kind.ts';

const schema = z.object({
  alarmId: z.string(),
  accountName: z.string(),
  accountPath: z.string().startsWith('/'),
  cause: z.enum(causes),
  news: z.enum(['opened', 'worsened', 'returned', 'woke', 'cleared']),
  asOf: day,
  evidence: alarmEvidence,
});

/** Tells who answers for an account that a rule of early warning raised, worsened or cleared an alarm, with the figures of both windows and what to ask the client. */
export const alarm = mailKind(schema, (data, writing) => {
  const { t, format, pageUrl } = writing;
  const inWords = (text: BothLanguages): string => text[format.language];
  const title = inWords(causeTitles[data.cause]);
  const names = { account: data.accountName, title, day: format.day(data.asOf) };
  return {
    subject: t(`alarm.${data.news}.subject`, names),
    heading: t(`alarm.${data.news}.heading`, names),
    paragraphs: [
      t(`alarm.${data.news}.intro`, names),
      ...(data.news === 'cleared' ? [] : [inWords(causeQuestions[data.cause])]),
    ],
    facts: evidenceFacts(data.evidence, writing),
    action: { label: t('alarm.action'), url: pageUrl(data.accountPath) },
    closing: [t(data.news === 'cleared' ? 'alarm.closing.cleared' : 'alarm.closing', { id: data.alarmId })],
    footer: t('alarm.footer', names),
  };
});
