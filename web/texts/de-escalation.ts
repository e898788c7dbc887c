/** The texts of the page on which somebody takes an escalation, in German. */
export const escalationDe = {
  'escalation.eyebrow': 'Eskalation, {account}',
  'escalation.lead':
    'Jemand muss dies übernehmen. Wer es übernimmt, kümmert sich darum, und alle Gefragten erfahren es.',
  'escalation.severity': 'Schwere',
  'escalation.severity.1': '1, kritisch',
  'escalation.severity.2': '2, hoch',
  'escalation.severity.3': '3, mittel',
  'escalation.severity.4': '4, gering',
  'escalation.opened': 'Offen seit',
  'escalation.due': 'Zu übernehmen bis',
  'escalation.late': 'Seit {at} ist es zu spät; bitte übernehmen Sie es trotzdem.',
  'escalation.asked': 'Bisher gefragt',
  'escalation.form': 'Ihre Antwort',
  'escalation.take': 'Ich übernehme es',
  'escalation.take.hint': 'Sie kümmern sich von jetzt an darum, und niemand sonst wird gefragt.',
  'escalation.submit': 'Meine Antwort senden',
  'escalation.error': 'Nicht gesendet',
  'escalation.error.choice': 'Es wurde nichts festgehalten: Bitte kreuzen Sie an, dass Sie es übernehmen.',
  'escalation.title.recorded': 'Sie haben es übernommen',
  'escalation.title.taken': '{name} hat es übernommen',
  'escalation.title.closed': 'Hierzu wird niemand mehr gefragt',
  'escalation.taken.mine': 'Sie haben „{title}“ für {account} am {at} übernommen.',
  'escalation.taken.other': '{name} hat „{title}“ für {account} am {at} übernommen. Sie müssen nichts tun.',
  'escalation.over': '„{title}“ für {account} wurde am {at} geschlossen.',
  'escalation.anew':
    'Dies war geschlossen und ist wieder aufgekommen: Bitte nehmen Sie den Link in unserer letzten E-Mail, falls Sie eine erhalten haben.',
  'escalation.lead.gone':
    '{name} hatte es übernommen und ist hier nicht mehr aktiv. Jemand muss es weiterführen; alle Gefragten erfahren, wer es tut.',
  'escalation.for.standIn': 'Sie vertreten {name}.',
  'escalation.for.onCall': 'Sie haben Bereitschaft an Stelle von {name}.',
  'escalation.title.inactive': 'Sie können dies nicht übernehmen',
  'escalation.inactive':
    'In den Unterlagen der Firma sind Sie nicht mehr aktiv; es wurde nichts festgehalten. Bisher gefragt: {names}. Falls das nicht stimmt, sagen Sie es bitte denen, die die Personen pflegen.',
};
