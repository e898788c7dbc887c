import type { digestEn } from './en-digest.ts';

/** The texts of the page on which somebody chooses between one mail a day and one for each question, in German, formal address. */
export const digestDe: Record<keyof typeof digestEn, string> = {
  'digest.title': 'Wie Ihre E-Mails kommen',
  'digest.changed.single': 'Sie erhalten ab jetzt für jede Anfrage eine E-Mail',
  'digest.changed.daily': 'Sie erhalten ab jetzt eine E-Mail am Tag',
  'digest.now.single':
    'Zurzeit kommt jede Anfrage, die Ihre Entscheidung braucht, als eigene E-Mail, ebenso Erinnerungen.',
  'digest.now.daily':
    'Zurzeit erhalten Sie an jedem Arbeitstag um acht Uhr eine E-Mail mit allen Anfragen, die für Sie offen sind.',
  'digest.form': 'Bitte wählen Sie',
  'digest.legend': 'Wie sollen Anfragen Sie erreichen?',
  'digest.single': 'Eine E-Mail für jede Anfrage',
  'digest.single.hint': 'Was auf die nächste tägliche E-Mail wartet, wird sofort versandt.',
  'digest.daily': 'Eine E-Mail am Tag',
  'digest.daily.hint': 'Nur was nicht bis zur nächsten warten kann, kommt einzeln.',
  'digest.missing': 'Bitte wählen Sie eine der beiden Möglichkeiten.',
  'digest.submit': 'Speichern',
};
