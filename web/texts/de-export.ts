import type { exportEn } from './en-export.ts';

/** The texts of the page on which a plan is exported, in German. */
export const exportDe: Record<keyof typeof exportEn, string> = {
  'export.title': 'Dokumente und Kalender',
  'export.read': 'Als PDF-Datei',
  'export.internal': 'Der ganze Plan, nur für das eigene Haus',
  'export.client': 'Was der Kunde lesen darf, um es vorher anzusehen',
  'export.english': 'Englisch',
  'export.german': 'Deutsch',
  'export.copy': 'Dem Kunden eine Ausfertigung geben',
  'export.copy.hint':
    'Sie enthält nichts Internes. Wer sie wann und in welcher Fassung bekam, steht im Prüfprotokoll, mit einem Fingerabdruck der Datei.',
  'export.givenTo': 'Wer sie bekommt',
  'export.givenTo.missing': 'Bitte geben Sie an, wer sie bekommt.',
  'export.givenTo.long': 'Bitte kürzen Sie auf 200 Zeichen.',
  'export.language': 'Sprache',
  'export.copy.submit': 'Ausfertigung erstellen',
  'export.calendar': 'Termine in Ihrem Kalender',
  'export.calendar.hint':
    'Ein Kalender liest Schritte, Zusagen und das Ende des Plans unter einer geheimen Adresse. Wer die Adresse hat, liest deren Titel und Termine.',
  'export.calendar.none': 'Es gibt noch keine Adresse.',
  'export.calendar.since': 'Am {at} wurde eine Adresse erstellt. Sie kann nicht noch einmal gezeigt werden.',
  'export.calendar.make': 'Eine Adresse erstellen',
  'export.calendar.make.hint': 'Eine frühere öffnet von da an nichts mehr.',
  'export.calendar.revoke': 'Die Adresse unbrauchbar machen',
  'export.calendar.revoke.hint': 'Kalender, die sie lesen, bekommen nichts mehr.',
  'export.calendar.choose': 'Bitte wählen Sie eines von beiden.',
  'export.calendar.submit': 'Ausführen',
  'export.calendar.made':
    'Fügen Sie diese Adresse jetzt Ihrem Kalender hinzu. Sie wird nur dieses eine Mal gezeigt.',
  'export.calendar.revoked': 'Die Adresse öffnet nichts mehr.',
};
