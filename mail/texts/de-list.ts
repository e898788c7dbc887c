import type { enList } from './en-list.ts';

/** German texts of the approval mails where a panel is asked about a list of key accounts instead of a step. */
export const deList: Readonly<Record<keyof typeof enList, string>> = {
  'step.plan': 'Auswahl',
  'question.plan': 'Auswahl',
  'question.footer.manager': 'Sie erhalten diese E-Mail, weil Sie die Auswahl für {account} leiten.',
  'question.footer.other':
    'Sie erhalten diese E-Mail, weil {manager} die Auswahl für {account} leitet und gerade nicht antworten kann oder es nicht getan hat.',
  'question.waits':
    'Bis eine Antwort da ist, muss {by} nicht entscheiden, und die Frist ruht: Die Liste wartet auf Sie.',
  'absence-nobody.mayNotDecide':
    'Die Vertretung hat selbst um die Entscheidung gebeten oder ist bereits gefragt und kann daher nicht entscheiden.',
  'approval.why.named': 'Sie werden gefragt, weil Sie dem Gremium dieser Auswahl angehören.',
  'approval.why.programmeOwner': 'Sie werden gefragt, weil Sie dieses Programm verantworten.',
  'approval.expiry.reject': 'Liegt bis {at} keine Antwort vor, gilt die Liste als abgelehnt.',
  'approval.footer':
    'Sie erhalten diese E-Mail, weil Sie dem Gremium angehören, das die Schlüsselkunden von {account} für {year} auswählt.',
  'approval-request.intro':
    '{askedBy} bittet Sie, zu genehmigen, wer Schlüsselkunde von {account} sein soll, Änderungen zu erbitten oder die Liste abzulehnen.',
  'approval-request.again':
    'Die Liste hat sich seit dem letzten Versand geändert. Frühere Antworten zählen daher nicht mehr, und ältere Links sind geschlossen.',
  'approval-handed-over.intro':
    '{askedBy} bittet Sie, zu genehmigen, wer Schlüsselkunde von {account} sein soll, Änderungen zu erbitten oder die Liste abzulehnen.',
  'approval.footer.standIn':
    'Sie erhalten diese E-Mail, weil ein Platz in dem Gremium an Sie übergegangen ist, das die Schlüsselkunden von {account} für {year} auswählt.',
  'decision-receipt.waiting': 'Die Liste wartet jetzt auf die Antwort von {names}.',
  'decision-receipt.approved': 'Damit ist die Liste genehmigt, und die Schlüsselkunden werden benannt.',
  'decision-receipt.requestChanges':
    '{askedBy} erfährt davon und überarbeitet die Liste; zur neuen Fassung werden Sie erneut gefragt.',
  'decision-receipt.reject': '{askedBy} erfährt davon. Nach dieser Liste wird niemand benannt.',
  'manager.action': 'Auswahl öffnen',
  'manager.footer': 'Sie erhalten diese E-Mail, weil Sie die Auswahl für {account} leiten.',
  'changes-requested.next':
    'Nominierungen und Vetos sind wieder möglich. Ändern Sie die Liste und legen Sie sie vor; das Gremium wird erneut gefragt.',
  'approval-expired.rejected': 'Nach der Regel dieser Auswahl gilt die Liste damit als abgelehnt.',
  'approval-expired.waiting':
    'Nach der Regel dieser Auswahl bleibt die Anfrage offen. Vielleicht hilft ein Anruf.',
  'approval-expired.nobody':
    'Es gibt niemanden mehr, an den die Entscheidung gehen könnte. Kann das Gremium ohne sie nicht entscheiden, endet die Auswahl.',
  'late-decision-note.next':
    'Die Antwort zählt nicht. Soll sie etwas ändern, ziehen Sie die Anfrage zurück, oder beginnen Sie die Auswahl neu.',
};
