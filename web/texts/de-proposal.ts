import type { enProposal } from './en-proposal.ts';

/** German texts of the decision pages where people are asked about a solution for an escalation instead of a step. */
export const deProposal: Readonly<Record<keyof typeof enProposal, string>> = {
  'approval.eyebrow': '{account}, Eskalation in {year}',
  'approval.why.named':
    'Sie werden gefragt, weil die Kosten über dem liegen, was allein entschieden werden darf.',
  'approval.why.programmeOwner':
    'Sie werden gefragt, weil Sie das Programm verantworten, zu dem dieses Konto gehört.',
  'approval.step': 'Was vorgeschlagen wird',
  'approval.field': 'Teil',
  'form.approve.hint': 'Sie kann dann dem Kunden vorgestellt werden.',
  'form.requestChanges.hint': 'Es soll eine andere Lösung vorgeschlagen werden; danach wird erneut gefragt.',
  'form.reject.hint': 'Sie wird dem Kunden nicht vorgestellt; es ist eine andere Lösung vorzuschlagen.',
  'receipt.step': 'Eskalation',
  'receipt.account': 'Konto und Jahr',
  'receipt.next.open': 'Die Genehmigung wartet jetzt auf die Antwort von {names}.',
  'receipt.next.approved': 'Die Lösung ist genehmigt und kann dem Kunden vorgestellt werden.',
  'receipt.next.changesRequested':
    'Es soll eine andere Lösung vorgeschlagen werden; danach wird erneut gefragt.',
  'receipt.next.rejected': 'Die Lösung wird dem Kunden nicht vorgestellt, und {name} erfährt davon.',
  'receipt.next.superseded':
    'Inzwischen wurde eine andere Lösung vorgeschlagen; diese Entscheidung zählt daher nicht mehr.',
  'changed.title': 'Inzwischen wurde eine andere Lösung vorgeschlagen',
  'resend.hint':
    'Falls zu dieser Lösung eine Anfrage an Sie offen ist, kann ihr Link noch einmal an die Adresse gehen, an die dieser gesendet wurde.',
  'inbox.outcome.approved': 'Die Lösung ist genehmigt.',
  'inbox.outcome.changesRequested': 'Es soll eine andere Lösung vorgeschlagen werden.',
  'inbox.outcome.rejected': 'Die Lösung ist abgelehnt.',
  'inbox.outcome.superseded': 'Seither wurde eine andere Lösung vorgeschlagen.',
  'bulkResult.contentChanged':
    'Nicht erfasst: Es wurde eine andere Lösung vorgeschlagen, nachdem Sie diese gesehen hatten.',
  'handOver.error.asked':
    'Diese Person wird oder wurde zu dieser Lösung schon gefragt. Bitte nennen Sie eine andere.',
  'answer.step': 'Lösung',
};
