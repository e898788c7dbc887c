import type { enDigest } from './en-digest.ts';

/** The German texts of the daily digest, formal address. */
export const deDigest: Record<keyof typeof enDigest, string> = {
  'digest.subject.one': 'Eine Entscheidung wartet auf Sie: {day}',
  'digest.subject.more': '{count} Entscheidungen warten auf Sie: {day}',
  'digest.heading.one': 'Eine Anfrage wartet auf Ihre Entscheidung',
  'digest.heading.more': '{count} Anfragen warten auf Ihre Entscheidung',
  'digest.intro': 'Hier steht alles, was am {day} für Sie offen ist. Jede Anfrage hat einen eigenen Link.',
  'digest.title': '„{step}“ für {account}, {year}',
  'digest.askedBy': 'Angefragt von',
  'digest.askedInstead': '{askedBy}, anstelle von {insteadOf}',
  'digest.waited': 'Arbeitsstunden gewartet',
  'digest.footer':
    'Sie erhalten an jedem Arbeitstag eine einzige E-Mail, weil Sie das so gewünscht haben. Anfragen, die nicht bis zur nächsten warten können, kommen einzeln.',
  'digest.single': 'Stattdessen für jede Anfrage eine eigene E-Mail erhalten',
};
