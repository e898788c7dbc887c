import type { enProposal } from './en-proposal.ts';

/** German texts of the approval mails where people are asked about a solution for an escalation instead of a step. */
export const deProposal: Readonly<Record<keyof typeof enProposal, string>> = {
  'step.plan': 'Eskalation',
  'question.plan': 'Eskalation',
  'question.footer.manager':
    'Sie erhalten diese E-Mail, weil Sie eine Lösung für eine Eskalation von {account} vorgeschlagen haben.',
  'question.footer.other':
    'Sie erhalten diese E-Mail, weil {manager} eine Lösung für eine Eskalation von {account} vorgeschlagen hat und gerade nicht antworten kann oder es nicht getan hat.',
  'question.waits':
    'Bis eine Antwort da ist, muss {by} nicht entscheiden, und die Frist ruht: Auch der Kunde wartet.',
  'approval.why.named':
    'Sie werden gefragt, weil die Kosten über dem liegen, was allein entschieden werden darf.',
  'approval.why.programmeOwner':
    'Sie werden gefragt, weil Sie das Programm verantworten, zu dem dieses Konto gehört.',
  'approval.expiry.reject':
    'Liegt bis {at} keine Antwort vor, gilt die Lösung als abgelehnt, und der Kunde wartet weiter.',
  'approval.footer':
    'Sie erhalten diese E-Mail, weil eine Lösung für eine Eskalation von {account} Ihre Genehmigung braucht.',
  'approval-request.intro':
    '{askedBy} bittet Sie, eine Lösung für {account} zu genehmigen, wo etwas schiefgegangen ist, bevor sie dem Kunden vorgestellt wird.',
  'approval-request.again':
    'Inzwischen wurde eine andere Lösung vorgeschlagen. Frühere Antworten zählen daher nicht mehr, und ältere Links sind geschlossen.',
  'approval-handed-over.intro':
    '{askedBy} bittet Sie, eine Lösung für {account} zu genehmigen, wo etwas schiefgegangen ist, bevor sie dem Kunden vorgestellt wird.',
  'approval.footer.standIn':
    'Sie erhalten diese E-Mail, weil die Genehmigung einer Lösung für eine Eskalation von {account} an Sie übergegangen ist.',
  'decision-receipt.waiting': 'Die Genehmigung wartet jetzt auf die Antwort von {names}.',
  'decision-receipt.approved': 'Damit ist die Lösung genehmigt und kann dem Kunden vorgestellt werden.',
  'decision-receipt.requestChanges': 'Es wird eine andere Lösung vorgeschlagen; danach wird erneut gefragt.',
  'decision-receipt.reject':
    'Sie wird dem Kunden nicht vorgestellt; es ist eine andere Lösung vorzuschlagen.',
  'manager.action': 'Eskalation öffnen',
  'manager.footer':
    'Sie erhalten diese E-Mail, weil Sie eine Lösung für eine Eskalation von {account} vorgeschlagen haben.',
  'approval-expired.rejected': 'Die Lösung gilt damit als abgelehnt.',
  'approval-expired.waiting': 'Die Anfrage bleibt offen, und der Kunde wartet. Vielleicht hilft ein Anruf.',
  'approval-expired.nobody':
    'Es gibt niemanden mehr, an den die Anfrage gehen könnte: Schlagen Sie die Lösung erneut vor und nennen Sie, wer gefragt werden soll.',
  'late-decision-note.next': 'Die Antwort zählt nicht mehr.',
};
