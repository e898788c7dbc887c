import type { enEscalationSolution } from './en-escalation-solution.ts';

/** The German texts of the mails about what approvers said of a solution for an escalation. */
export const deEscalationSolution: Readonly<Record<keyof typeof enEscalationSolution, string>> = {
  'escalation-solution.approved.subject': 'Genehmigt, kann vorgestellt werden: {title} ({account})',
  'escalation-solution.approved.heading': 'Die Lösung für {account} ist genehmigt',
  'escalation-solution.approved.intro':
    'Bitte stellen Sie sie dem Kunden vor; er wird dann gefragt, ob das Problem gelöst ist.',
  'escalation-solution.changesRequested.subject':
    '{by} möchte die Lösung geändert haben: {title} ({account})',
  'escalation-solution.changesRequested.heading': 'Die Lösung für {account} soll geändert werden',
  'escalation-solution.changesRequested.intro':
    'Bitte schlagen Sie eine andere vor; danach wird erneut gefragt.',
  'escalation-solution.rejected.subject': '{by} hat die Lösung abgelehnt: {title} ({account})',
  'escalation-solution.rejected.heading': 'Die Lösung für {account} ist abgelehnt',
  'escalation-solution.rejected.intro': 'Der Kunde wartet weiter. Bitte schlagen Sie eine andere vor.',
  'escalation-solution.expired.subject': 'Niemand hat über die Lösung entschieden: {title} ({account})',
  'escalation-solution.expired.heading': 'Die Lösung für {account} wurde nicht rechtzeitig genehmigt',
  'escalation-solution.expired.intro':
    'Der Kunde wartet weiter. Bitte rufen Sie an, wer gefragt wurde, und schlagen Sie sie erneut oder eine andere vor.',
  'escalation-solution.comment': '{by}: {comment}',
  'escalation-solution.solution': 'Vorgeschlagene Lösung',
  'escalation-solution.cost': 'Kosten',
};
