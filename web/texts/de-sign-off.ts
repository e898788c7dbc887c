import type { enSignOff } from './en-sign-off.ts';

/** German texts of the decision pages where a manager is asked to sign off the pack of a quarterly review instead of a step. */
export const deSignOff: Readonly<Record<keyof typeof enSignOff, string>> = {
  'approval.eyebrow': '{account}, Quartalsgespräch in {year}',
  'approval.why.named': 'Sie werden gefragt, weil Sie dieses Konto betreuen.',
  'approval.why.programmeOwner':
    'Sie werden gefragt, weil Sie das Programm verantworten, zu dem dieses Konto gehört.',
  'approval.step': 'Was hinausgeht',
  'approval.field': 'Teil',
  'form.approve.hint':
    'Die Unterlagen gehen an alle Eingeladenen. Was Sie schreiben, erhalten unsere eigenen Leute dazu.',
  'form.requestChanges.hint':
    'Tagesordnung oder gewünschte Entscheidungen sollen sich erst ändern; danach wird erneut gefragt.',
  'form.reject.hint':
    'Die Unterlagen gehen als nicht freigegeben hinaus, wenn sie nicht vorher geändert werden.',
  'receipt.step': 'Quartalsgespräch',
  'receipt.account': 'Konto und Jahr',
  'receipt.next.open': 'Die Freigabe wartet jetzt auf die Antwort von {names}.',
  'receipt.next.approved': 'Die Unterlagen sind freigegeben.',
  'receipt.next.changesRequested': 'Das Quartalsgespräch soll geändert werden. Danach wird erneut gefragt.',
  'receipt.next.rejected': 'Die Unterlagen sind nicht freigegeben, und {name} erfährt davon.',
  'receipt.next.superseded':
    'Das Quartalsgespräch wurde inzwischen geändert; diese Entscheidung zählt daher nicht mehr. Um die Freigabe wird erneut gebeten.',
  'changed.title': 'Das Quartalsgespräch wurde inzwischen geändert',
  'resend.hint':
    'Falls zu diesem Quartalsgespräch eine Anfrage an Sie offen ist, kann ihr Link noch einmal an die Adresse gehen, an die dieser gesendet wurde.',
  'inbox.outcome.approved': 'Die Unterlagen sind freigegeben.',
  'inbox.outcome.changesRequested': 'Das Quartalsgespräch wird geändert.',
  'inbox.outcome.rejected': 'Die Unterlagen sind nicht freigegeben.',
  'inbox.outcome.superseded': 'Das Quartalsgespräch wurde seither geändert.',
  'bulkResult.contentChanged':
    'Nicht erfasst: Das Quartalsgespräch wurde geändert, nachdem Sie es gesehen hatten.',
  'handOver.error.asked':
    'Diese Person wird oder wurde zu diesem Quartalsgespräch schon gefragt. Bitte nennen Sie eine andere.',
  'answer.step': 'Quartalsgespräch',
};
