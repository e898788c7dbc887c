/** The German texts of the mails about escalations. */
export const deEscalation = {
  'escalation.what': 'Worum es geht',
  'escalation.severity': 'Schwere',
  'escalation.severity.1': '1, kritisch',
  'escalation.severity.2': '2, hoch',
  'escalation.severity.3': '3, mittel',
  'escalation.severity.4': '4, gering',
  'escalation.due': 'Zu übernehmen bis',
  'escalation.footer':
    'Sie erhalten diese E-Mail, weil Sie an dem Konto {account} mitwirken oder für sein Programm einstehen.',
  'escalation-ask.subject': 'Bitte übernehmen Sie: {title} ({account})',
  'escalation-ask.subject.again': 'Noch einmal, bitte übernehmen Sie: {title} ({account})',
  'escalation-ask.heading': 'Jemand muss sich um {account} kümmern',
  'escalation-ask.why.manager': 'Sie betreuen dieses Konto und werden deshalb zuerst gefragt.',
  'escalation-ask.why.director': 'Sie werden als Direktorin oder Direktor dieses Kontos gefragt.',
  'escalation-ask.why.sponsor': 'Sie werden als Sponsorin oder Sponsor dieses Kontos gefragt.',
  'escalation-ask.why.executive':
    'Sie werden gefragt, weil das Programm in Ihrer Verantwortung liegt; nach Ihnen wird niemand gefragt.',
  'escalation-ask.before': 'Zuvor ohne rechtzeitige Antwort gefragt: {names}.',
  'escalation-ask.action': 'Ansehen und übernehmen',
  'escalation-ask.then': 'Hat es bis {at} niemand übernommen, geht es weiter.',
  'escalation-ask.linkNote':
    'Das Öffnen des Links übernimmt nichts; Sie wählen auf der Seite. Bitte leiten Sie diese E-Mail nicht weiter: Wer den Link hat, kann in Ihrem Namen antworten.',
  'escalation-news.action': 'Das Konto ansehen',
  'escalation-news.reason': 'Grund: {reason}',
  'escalation-news.nobody': 'niemand, weil kein Platz auf der Leiter besetzt ist',
  'escalation-news.acknowledged.subject': '{holder} hat es übernommen: {title} ({account})',
  'escalation-news.acknowledged.heading': '{holder} kümmert sich um {account}',
  'escalation-news.acknowledged.intro':
    '{holder} hat übernommen, wonach Sie gefragt wurden; Sie müssen nichts tun.',
  'escalation-news.unacknowledged.subject': 'Niemand hat es übernommen: {title} ({account})',
  'escalation-news.unacknowledged.heading': 'Niemand hat die Eskalation zu {account} übernommen',
  'escalation-news.unacknowledged.intro':
    'Die Leiter ist zu Ende, und von selbst wird niemand mehr gefragt. Gefragt wurden: {asked}. Bitte sorgen Sie dafür, dass jemand sie übernimmt.',
  'escalation-news.warned.subject': '{share} % der Zeit sind vorbei: {title} ({account})',
  'escalation-news.warned.heading': 'Die Zeit für eine Antwort an {account} läuft ab',
  'escalation-news.warned.intro':
    '{share} % der Arbeitszeit, in der jemand übernehmen muss, sind vorbei. Mit dem Link in unserer ersten E-Mail geht es noch.',
  'escalation-news.breached.subject': 'Zu spät: {title} ({account})',
  'escalation-news.breached.heading': 'Niemand hat sich rechtzeitig um {account} gekümmert',
  'escalation-news.breached.intro':
    'Die Zeit für eine Antwort ist vorbei, und das ist festgehalten. Mit dem Link in unserer ersten E-Mail geht es noch.',
  'escalation-news.ended.subject': 'Geschlossen: {title} ({account})',
  'escalation-news.ended.heading': 'Die Eskalation zu {account} ist geschlossen',
  'escalation-news.ended.intro': 'Sie müssen nichts mehr dafür tun.',
};
