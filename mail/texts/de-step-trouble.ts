/** The German texts of the mails about steps that cannot go on as planned. */
export const deStepTrouble = {
  'step-blocked.subject': 'Blockiert: {step} ({account}, {year})',
  'step-blocked.heading': '„{step}“ ist blockiert',
  'step-blocked.intro': '{owner} kommt mit diesem Schritt des Plans {year} für {account} nicht weiter.',
  'step-blocked.reason': 'Was im Weg steht',
  'step-blocked.next': 'Bitte räumen Sie den Weg frei. Der Termin bleibt, wie er ist.',
  'step-dependency-lost.subject': 'Noch einmal ansehen: {step} ({account}, {year})',
  'step-dependency-lost.heading': '„{step}“ hat verloren, worauf es folgen sollte',
  'step-dependency-lost.cancelled':
    '„{step}“ sollte auf „{lost}“ folgen, das aufgegeben wurde. Es wartet nicht mehr darauf: Wenn es allein keinen Sinn ergibt, geben Sie es auch auf.',
  'step-dependency-lost.rejected':
    '„{step}“ sollte auf „{lost}“ folgen, das abgelehnt wurde. Es beginnt erst, wenn „{lost}“ geändert und genehmigt oder aufgegeben ist oder „{step}“ nicht mehr darauf wartet.',
};
