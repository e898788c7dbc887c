/** The German texts of the mails about escalations. */
export const deEscalation = {
  'escalation.what': 'Worum es geht',
  'escalation.severity': 'Schwere',
  'escalation.severity.1': '1, kritisch',
  'escalation.severity.2': '2, hoch',
  'escalation.severity.3': '3, mittel',
  'escalation.severity.4': '4, gering',
  'escalation.due.response': 'Zu übernehmen bis',
  'escalation.due.update': 'Nächste Nachricht bis',
  'escalation.due.resolution': 'Zu lösen bis',
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
  'escalation-ask.why.onCall': 'Sie haben Bereitschaft für dieses Konto und werden deshalb gefragt.',
  'escalation-ask.why.onCallFor':
    'Sie haben Bereitschaft und werden deshalb an Stelle von {of} gefragt; {of} erfährt davon.',
  'escalation-ask.why.standIn': 'Sie vertreten {of}; {of} ist nicht da.',
  'escalation-ask.why.standInUntil': 'Sie vertreten {of}; {of} ist bis {at} nicht da.',
  'escalation-ask.gone':
    '{name} hatte es übernommen und ist hier nicht mehr aktiv: Jemand muss es weiterführen.',
  'escalation-ask.before': 'Zuvor ohne rechtzeitige Antwort gefragt: {names}.',
  'escalation-ask.seen': 'Aufgefallen ist: {why}',
  'escalation-ask.action': 'Ansehen und übernehmen',
  'escalation-ask.then': 'Hat es bis {at} niemand übernommen, geht es weiter.',
  'escalation-ask.linkNote':
    'Das Öffnen des Links übernimmt nichts; Sie wählen auf der Seite. Bitte leiten Sie diese E-Mail nicht weiter: Wer den Link hat, kann in Ihrem Namen antworten.',
  'escalation-on-call.subject': '{onCall} wurde an Ihrer Stelle gefragt: {title} ({account})',
  'escalation-on-call.heading': '{onCall} hat Bereitschaft für {account}',
  'escalation-on-call.intro':
    'Weil {onCall} Bereitschaft hat, wurden Sie nicht gefragt. Sie müssen nichts tun; übernimmt es niemand, wird weiter oben gefragt.',
  'escalation-news.action': 'Die Eskalation ansehen',
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
  'escalation-news.warned.response.subject': '{share} % der Zeit sind vorbei: {title} ({account})',
  'escalation-news.warned.response.heading': 'Die Zeit für eine Antwort an {account} läuft ab',
  'escalation-news.warned.response.intro':
    '{share} % der Arbeitszeit, in der jemand übernehmen muss, sind vorbei. Mit dem Link in unserer ersten E-Mail geht es noch.',
  'escalation-news.warned.update.subject': 'Bald ist eine Nachricht fällig: {title} ({account})',
  'escalation-news.warned.update.heading': 'Die nächste Nachricht zu {account} ist bald fällig',
  'escalation-news.warned.update.intro':
    '{share} % der Zeit bis zur nächsten Nachricht sind vorbei. Ein Kontakt zum Kunden, eine Erkenntnis oder ein kurzer Stand zählt als Nachricht.',
  'escalation-news.warned.resolution.subject':
    '{share} % der Zeit zur Lösung sind vorbei: {title} ({account})',
  'escalation-news.warned.resolution.heading': 'Die Zeit zur Lösung für {account} läuft ab',
  'escalation-news.warned.resolution.intro':
    '{share} % der Arbeitszeit, in der dies zu lösen ist, sind vorbei. Das Warten auf den Kunden zählt nicht, solange die Uhr aus diesem Grund angehalten ist.',
  'escalation-news.breached.response.subject': 'Zu spät: {title} ({account})',
  'escalation-news.breached.response.heading': 'Niemand hat sich rechtzeitig um {account} gekümmert',
  'escalation-news.breached.response.intro':
    'Die Zeit für eine Antwort ist vorbei, und das ist festgehalten. Mit dem Link in unserer ersten E-Mail geht es noch.',
  'escalation-news.breached.update.subject': 'Keine Nachricht in der Zeit: {title} ({account})',
  'escalation-news.breached.update.heading': 'Eine Nachricht zu {account} ist überfällig',
  'escalation-news.breached.update.intro':
    'So lange, wie die Regeln es erlauben, wurde zu dieser Eskalation nichts gesagt, und das ist festgehalten. Wer gefragt wurde, wartet darauf.',
  'escalation-news.breached.resolution.subject': 'Nicht in der Zeit gelöst: {title} ({account})',
  'escalation-news.breached.resolution.heading': 'Die Zeit zur Lösung für {account} ist vorbei',
  'escalation-news.breached.resolution.intro':
    'Die Arbeitszeit, in der dies zu lösen war, ist vorbei, und das ist festgehalten. Es geht weiter, bis es gelöst oder geschlossen ist.',
  'escalation-news.updated.subject': 'Stand: {title} ({account})',
  'escalation-news.updated.heading': 'Neues zu {account}',
  'escalation-news.updated.intro': '{holder} kümmert sich darum. Sie müssen nichts tun.',
  'escalation-news.signal.subject': 'Noch ein Zeichen: {title} ({account})',
  'escalation-news.signal.heading': 'Zu {account} kam ein weiteres Zeichen',
  'escalation-news.signal.intro': 'Es wurde derselben Eskalation hinzugefügt.',
  'escalation-news.handedOver.subject': '{holder} hat es jetzt: {title} ({account})',
  'escalation-news.handedOver.heading': '{holder} kümmert sich jetzt um {account}',
  'escalation-news.handedOver.intro':
    'Die Eskalation wurde übergeben: Von jetzt an liegt sie bei {holder}. Ihre Seite zeigt, was bisher getan wurde.',
  'escalation-news.confirmed.subject': 'Der Kunde sagt, es sei gelöst: {title} ({account})',
  'escalation-news.confirmed.heading': '{account} ist einverstanden',
  'escalation-news.confirmed.intro':
    'In 90 Tagen wird nachgesehen, ob sich auch die Zahlen erholt haben. Bitte halten Sie bis dahin fest, was die Firma daraus lernt.',
  'escalation-news.silent.subject': 'Ohne Antwort des Kunden bestätigt: {title} ({account})',
  'escalation-news.silent.heading': '{account} hat nicht geantwortet',
  'escalation-news.silent.intro':
    'Der Kunde wurde gefragt, erinnert und hat geschwiegen; das gilt als Einverständnis und steht so im Verlauf. In 90 Tagen wird nachgesehen, ob sich die Zahlen erholt haben.',
  'escalation-news.refused.subject': 'Der Kunde sagt, es sei nicht gelöst: {title} ({account})',
  'escalation-news.refused.heading': '{account} ist nicht einverstanden',
  'escalation-news.refused.intro': 'Es geht zurück zur Ursache: Bitte fragen Sie nach, was fehlt.',
  'escalation-news.recovered.subject': 'Erholt: {title} ({account})',
  'escalation-news.recovered.heading': 'Die Zahlen von {account} haben sich erholt',
  'escalation-news.recovered.intro': 'Die Eskalation ist als gelöst geschlossen.',
  'escalation-news.improved.subject': 'Besser, aber nicht erholt: {title} ({account})',
  'escalation-news.improved.heading': 'Die Zahlen von {account} sind besser, aber noch nicht erholt',
  'escalation-news.improved.intro':
    'Die Eskalation ist als gelöst geschlossen; bitte behalten Sie das Konto im Blick.',
  'escalation-news.notRecovered.subject': 'Nicht erholt: {title} ({account})',
  'escalation-news.notRecovered.heading': 'Die Zahlen von {account} haben sich nicht erholt',
  'escalation-news.notRecovered.intro':
    'Was vereinbart war, hat nicht gewirkt: Die Eskalation ist als ungelöst geschlossen. Bitte entscheiden Sie, ob sie noch einmal geöffnet wird.',
  'escalation-news.unknown.subject': 'Wirkung unbekannt: {title} ({account})',
  'escalation-news.unknown.heading': 'Ob es {account} geholfen hat, lässt sich nicht sagen',
  'escalation-news.unknown.intro':
    'Es gibt keine Zahlen, die verglichen werden könnten. Die Eskalation ist geschlossen, weil der Kunde einverstanden war.',
  'escalation-news.lessons.subject': 'Was lernen wir daraus? {title} ({account})',
  'escalation-news.lessons.heading': 'Noch keine Lehre aus der Eskalation zu {account}',
  'escalation-news.lessons.intro':
    'Halten Sie bitte fest, was die Firma für alle Kunden ändert: Daraus wird eine Verbesserung mit einer verantwortlichen Person und einem Termin.',
  'escalation-news.ended.subject': 'Geschlossen: {title} ({account})',
  'escalation-news.ended.heading': 'Die Eskalation zu {account} ist geschlossen',
  'escalation-news.ended.intro': 'Sie müssen nichts mehr dafür tun.',
};
