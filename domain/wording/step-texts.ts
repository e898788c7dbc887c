/** Words about a plan's step and how it is approved, used by mails and pages alike. */
export const stepTextsEn = {
  'field.title': 'Title',
  'field.description': 'Description',
  'field.type': 'Kind of step',
  'field.ownerId': 'Carried out by',
  'field.dueOn': 'To be done by',
  'field.cost': 'Cost',
  'field.benefit': 'Expected benefit per year',
  'field.approverIds': 'Approvers',
  'field.policy': 'How it is approved',
  'field.attachments': 'Attachments',
  'field.dependsOn': 'Waits for',
  'value.none': 'None',
  'policy.one': 'One person is asked and decides alone.',
  'policy.any': '{of} people are asked; the first answer that approves is enough.',
  'policy.all': '{of} people are asked, and all of them have to approve.',
  'policy.quorum': '{of} people are asked, and {needed} of them have to approve.',
  'policy.sequence': 'They are asked one after the other.',
  'policy.escalate':
    'Whoever does not answer within {hours} working hours is replaced by the next person in line.',
  'policy.reject': 'No answer within {hours} working hours counts as a rejection.',
  'policy.keepWaiting': 'The question stays open until it is answered.',
} as const;

/** The same words in German, formal address. */
export const stepTextsDe: Record<keyof typeof stepTextsEn, string> = {
  'field.title': 'Titel',
  'field.description': 'Beschreibung',
  'field.type': 'Art des Schritts',
  'field.ownerId': 'Verantwortlich',
  'field.dueOn': 'Umzusetzen bis',
  'field.cost': 'Kosten',
  'field.benefit': 'Erwarteter Nutzen pro Jahr',
  'field.approverIds': 'Genehmigung durch',
  'field.policy': 'Wie genehmigt wird',
  'field.attachments': 'Anhänge',
  'field.dependsOn': 'Wartet auf',
  'value.none': 'Keine Angabe',
  'policy.one': 'Eine Person wird gefragt und entscheidet allein.',
  'policy.any': '{of} Personen werden gefragt; die erste Genehmigung genügt.',
  'policy.all': '{of} Personen werden gefragt, und alle müssen genehmigen.',
  'policy.quorum': '{of} Personen werden gefragt; es braucht die Genehmigung von {needed}.',
  'policy.sequence': 'Sie werden nacheinander gefragt.',
  'policy.escalate':
    'Wer nicht innerhalb von {hours} Arbeitsstunden antwortet, wird durch die nächste zuständige Person ersetzt.',
  'policy.reject': 'Bleibt die Antwort {hours} Arbeitsstunden lang aus, gilt das als Ablehnung.',
  'policy.keepWaiting': 'Die Anfrage bleibt offen, bis sie beantwortet ist.',
};
