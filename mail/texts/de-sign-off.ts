import type { enSignOff } from './en-sign-off.ts';

/** German texts of the approval mails where a manager is asked to sign off the pack of a quarterly review instead of a step. */
export const deSignOff: Readonly<Record<keyof typeof enSignOff, string>> = {
  'step.plan': 'Quartalsgespräch',
  'question.plan': 'Quartalsgespräch',
  'question.footer.manager':
    'Sie erhalten diese E-Mail, weil Sie um die Freigabe eines Quartalsgesprächs mit {account} gebeten haben.',
  'question.footer.other':
    'Sie erhalten diese E-Mail, weil {manager} um die Freigabe eines Quartalsgesprächs mit {account} gebeten hat und gerade nicht antworten kann oder es nicht getan hat.',
  'question.waits':
    'Bis eine Antwort da ist, muss {by} nicht entscheiden, und die Frist ruht: Das Quartalsgespräch wartet auf Sie.',
  'approval.why.named': 'Sie werden gefragt, weil Sie dieses Konto betreuen.',
  'approval.why.programmeOwner':
    'Sie werden gefragt, weil Sie das Programm verantworten, zu dem dieses Konto gehört.',
  'approval.expiry.reject': 'Liegt bis {at} keine Antwort vor, gelten die Unterlagen als nicht freigegeben.',
  'approval.footer':
    'Sie erhalten diese E-Mail, weil Sie {account} betreuen und die Gesprächsunterlagen {year} freizugeben sind.',
  'approval-request.intro':
    '{askedBy} bittet Sie, die Unterlagen des Quartalsgesprächs {step} mit {account} freizugeben, bevor sie an alle Eingeladenen gehen.',
  'approval-request.again':
    'Das Quartalsgespräch hat sich seit dem letzten Versand geändert. Frühere Antworten zählen daher nicht mehr, und ältere Links sind geschlossen.',
  'approval-handed-over.intro':
    '{askedBy} bittet Sie, die Unterlagen des Quartalsgesprächs {step} mit {account} freizugeben, bevor sie an alle Eingeladenen gehen.',
  'approval.footer.standIn':
    'Sie erhalten diese E-Mail, weil die Freigabe eines Quartalsgesprächs mit {account} im Jahr {year} an Sie übergegangen ist.',
  'decision-receipt.waiting': 'Die Freigabe wartet jetzt auf die Antwort von {names}.',
  'decision-receipt.approved': 'Damit sind die Unterlagen freigegeben und gehen mit der Vorablektüre hinaus.',
  'decision-receipt.requestChanges':
    'Tagesordnung oder gewünschte Entscheidungen werden geändert; danach wird erneut um die Freigabe gebeten.',
  'decision-receipt.reject':
    'Die Unterlagen gehen als nicht freigegeben hinaus, wenn sie nicht vorher geändert werden.',
  'manager.action': 'Quartalsgespräch öffnen',
  'manager.footer': 'Sie erhalten diese E-Mail, weil Sie die Quartalsgespräche mit {account} verantworten.',
  'approval-expired.rejected': 'Die Unterlagen gelten damit als nicht freigegeben.',
  'approval-expired.waiting': 'Die Anfrage bleibt offen. Vielleicht hilft ein Anruf.',
  'approval-expired.nobody':
    'Es gibt niemanden mehr, an den die Anfrage gehen könnte: Ohne Antwort geht die Vorablektüre als nicht freigegeben hinaus.',
  'late-decision-note.next': 'Die Antwort zählt nicht mehr.',
};
