import type { enList } from './en-list.ts';

/** German texts of the decision pages where a panel is asked about a list of key accounts instead of a step. */
export const deList: Readonly<Record<keyof typeof enList, string>> = {
  'approval.eyebrow': '{account}, Auswahl {year}',
  'approval.why.named': 'Sie werden gefragt, weil Sie dem Gremium dieser Auswahl angehören.',
  'approval.why.programmeOwner': 'Sie werden gefragt, weil Sie dieses Programm verantworten.',
  'approval.step': 'Wer vorgeschlagen ist',
  'approval.field': 'Kunde',
  'form.approve.hint': 'Die Liste gilt: Diese Kunden werden benannt.',
  'form.requestChanges.hint': '{name} überarbeitet die Liste und fragt erneut.',
  'form.reject.hint': 'Nach dieser Liste wird niemand benannt.',
  'receipt.step': 'Liste',
  'receipt.account': 'Programm und Jahr',
  'receipt.next.open': 'Die Liste wartet jetzt auf die Antwort von {names}.',
  'receipt.next.approved': 'Die Liste hat alle nötigen Genehmigungen.',
  'receipt.next.changesRequested':
    '{name} überarbeitet die Liste. Zur neuen Fassung werden Sie erneut gefragt.',
  'receipt.next.rejected': 'Die Liste ist abgelehnt, und {name} erfährt davon.',
  'receipt.next.superseded':
    'Die Liste wurde inzwischen überarbeitet; diese Entscheidung zählt daher nicht mehr. Sie werden erneut gefragt, wenn die neue Fassung Ihre Genehmigung braucht.',
  'changed.title': 'Die Liste wurde inzwischen geändert',
  'resend.hint':
    'Falls zu dieser Liste eine Anfrage an Sie offen ist, kann ihr Link noch einmal an die Adresse gehen, an die dieser gesendet wurde.',
  'inbox.outcome.approved': 'Die Liste ist genehmigt.',
  'inbox.outcome.changesRequested': 'Die Liste wird überarbeitet.',
  'inbox.outcome.rejected': 'Die Liste ist abgelehnt.',
  'inbox.outcome.superseded': 'Die Liste wurde seither überarbeitet.',
  'bulkResult.contentChanged': 'Nicht erfasst: Die Liste wurde überarbeitet, nachdem Sie sie gesehen hatten.',
  'handOver.error.asked':
    'Diese Person wird oder wurde zu dieser Liste schon gefragt. Bitte nennen Sie eine andere.',
  'answer.step': 'Liste',
};
