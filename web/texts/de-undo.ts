import type { undoEn } from './en-undo.ts';

/** The texts about taking a decision back, in German, formal address. */
export const undoDe: Record<keyof typeof undoEn, string> = {
  'undo.title': 'Haben Sie etwas anderes gemeint?',
  'undo.until': 'Sie können diese Entscheidung bis {at} zurücknehmen. Vorher folgt nichts aus ihr.',
  'undo.choice': 'Ja, meine Entscheidung zurücknehmen',
  'undo.hint':
    'Die Anfrage ist dann wieder offen, und Sie können sie auf dieser Seite noch einmal beantworten.',
  'undo.submit': 'Zurücknehmen',
  'undo.missing':
    'Ihre Entscheidung gilt weiter: Bitte setzen Sie das Häkchen, wenn Sie sie zurücknehmen wollen.',
  'undo.refused.begun':
    'Sie kann nicht mehr zurückgenommen werden, weil die Arbeit begonnen hat. Ihre Entscheidung gilt; wenn sie ein Versehen war, sagen Sie es bitte {name}.',
  'undo.refused.over':
    'Sie kann nicht mehr zurückgenommen werden, weil die Zeit dafür vorbei ist. Ihre Entscheidung gilt; wenn sie ein Versehen war, sagen Sie es bitte {name}.',
  'undo.refused.changed':
    'Es gibt nichts zurückzunehmen: Die Anfrage hat sich seither geändert, und {name} macht ohne diese Entscheidung weiter.',
  'takenBack.title': 'Ihre Entscheidung ist zurückgenommen',
  'takenBack.lead': 'Aus ihr ist nichts gefolgt. „{step}“ für {account} wartet wieder auf Ihre Antwort.',
  'takenBack.closed':
    'Sie zählt nicht mehr. Über „{step}“ für {account} haben die anderen entschieden; für Sie bleibt nichts zu tun.',
  'takenBack.again': 'Lesen und entscheiden',
};
