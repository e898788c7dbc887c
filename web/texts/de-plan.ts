import type { planEn } from './en-plan.ts';

/** The texts of what stands in a plan beside its steps in German. */
export const planDe: Record<keyof typeof planEn, string> = {
  'plan.checks': 'Vor dem Einreichen',
  'plan.check.block': 'Verhindert das Einreichen: {message}',
  'plan.check.warn': 'Zu bedenken: {message}',
  'plan.template': 'Wo er von der Vorlage {template} abweicht',
  'plan.missing': 'Weggelassen: {title}',
  'plan.added': 'Hinzugefügt: {title}',
  'plan.carried': 'Aus dem Vorjahr übernommen: {title}',
  'plan.content': 'Worauf der Plan beruht',
  'plan.more': 'Und {count} weitere, die über die API zu lesen sind.',
  'plan.decidedAlone': 'Von {name} im eigenen Rahmen entschieden',
  'plan.approvedBy': 'Wie entschieden wurde',
};
