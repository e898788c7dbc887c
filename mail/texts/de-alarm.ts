/** The German texts of the mails about alarms. */
export const deAlarm = {
  'alarm.opened.subject': 'Frühwarnung: {account} – {title}',
  'alarm.opened.heading': '{title}: {account}',
  'alarm.opened.intro':
    'Was vor {day} in den Daten steht, weicht stärker von derselben Zeit im Vorjahr oder vom Vereinbarten ab, als Ihre Regeln hinnehmen.',
  'alarm.worsened.subject': 'Schlimmer: {account} – {title}',
  'alarm.worsened.heading': 'Es ist schlimmer geworden: {title}, {account}',
  'alarm.worsened.intro':
    'Vor {day} steht es merklich schlechter als bei der letzten Nachricht.',
  'alarm.returned.subject': 'Wieder da: {account} – {title}',
  'alarm.returned.heading': 'Es ist wieder so weit: {title}, {account}',
  'alarm.returned.intro':
    'Die Ursache war entfallen und besteht vor {day} wieder; die Warnung wird fortgeführt.',
  'alarm.woke.subject': 'Nicht mehr zurückgestellt: {account} – {title}',
  'alarm.woke.heading': 'Die Zurückstellung ist zu Ende: {title}, {account}',
  'alarm.woke.intro': 'Sie wollten davon wieder hören. Das sind die neuesten Zahlen vor {day}.',
  'alarm.cleared.subject': 'Entfallen: {account} – {title}',
  'alarm.cleared.heading': 'Es trifft nicht mehr zu: {title}, {account}',
  'alarm.cleared.intro':
    'Vor {day} besteht die Ursache dieser Warnung nicht mehr. Das sind die Zahlen, als sie zuletzt bestand.',
  'alarm.now': 'Jetzt',
  'alarm.before': 'Vor einem Jahr',
  'alarm.span': '{from} bis {to}',
  'alarm.against': '{now}, vor einem Jahr {before}',
  'alarm.amount': 'Gelieferter Umsatz',
  'alarm.orders': 'Aufträge',
  'alarm.cost': 'Betreuungskosten',
  'alarm.lost': 'Storniert oder nicht angetreten',
  'alarm.due': 'Alles Fällige',
  'alarm.deliveries': 'Lieferungen',
  'alarm.activeDays': 'Tage mit einer Lieferung',
  'alarm.detractors': 'Antworten von Kritikern',
  'alarm.commitments': 'Versäumte oder unbeantwortete Zusagen',
  'alarm.steps': 'Überfällige Schritte',
  'alarm.named': 'Benannte Fürsprecher bei uns',
  'alarm.active': 'Davon aktiv',
  'alarm.contacts': 'Einflussreiche Ansprechpartner',
  'alarm.unreachable': 'Davon von unserer letzten E-Mail nicht erreicht',
  'alarm.action': 'Das Konto ansehen',
  'alarm.closing':
    'Sagen Sie später, ob das nützlich war, oder stellen Sie die Warnung mit einem Grund zurück (Nummer {id}); so werden die Regeln besser.',
  'alarm.closing.cleared':
    'Kehrt die Ursache in der Frist Ihrer Regeln zurück, geht Warnung {id} weiter; sonst wird sie geschlossen. Sagen Sie, ob sie nützlich war: So werden die Regeln besser.',
  'alarm.footer': 'Sie erhalten diese E-Mail, weil Sie für das Konto {account} verantwortlich sind.',
} as const;
