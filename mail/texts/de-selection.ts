import type { enSelection } from './en-selection.ts';

/** The German texts of the mails about the selection of key accounts. */
export const deSelection: Record<keyof typeof enSelection, string> = {
  'selection.place': '{quadrant}, erwarteter Ertrag {money}',
  'selection.quadrant.strategic': 'Strategisch',
  'selection.quadrant.star': 'Aufsteiger',
  'selection.quadrant.status': 'Bestand',
  'selection.quadrant.streamline': 'Standard',
  'selection.reason': 'Grund',
  'selection.reason.overCap': 'Andere bringen mehr ein, und es ist kein Platz mehr frei',
  'selection.reason.notRepaying': 'Seinen Anteil an einer Betreuung bringt er voraussichtlich nicht mehr ein',
  'selection.reason.belowThreshold': 'Seine Bewertung reicht für einen Schlüsselkunden nicht aus',
  'selection.reason.notEnoughKnown': 'Für eine Bewertung ist zu wenig über ihn bekannt',
  'selection.reason.vetoed': 'Gegen ihn wurde Einspruch erhoben',
  'selection.reason.notActive': 'Der Kunde ist nicht mehr aktiv',
  'selection.reason.otherProgramme': 'Er gehört jetzt zu einem anderen Programm',
  'selection.reason.aboveCap': 'Mit ihm gibt es mehr Schlüsselkunden als vorgesehen',
  'selection.footer.lead': 'Sie erhalten diese E-Mail, weil Sie die Auswahl {year} für {programme} leiten.',
  'selection.footer.director':
    'Sie erhalten diese E-Mail, weil die Auswahl {year} für {programme} Kunden betrifft, die Sie verantworten.',
  'selection-nominations-open.subject': 'Wer wird Schlüsselkunde? {programme}, {year}',
  'selection-nominations-open.heading': 'Zur Auswahl {year} für {programme} sind Sie jetzt gefragt',
  'selection-nominations-open.intro.some':
    'Alle Kunden wurden zum Stichtag {day} bewertet. Danach sollen diese Schlüsselkunden sein; der höchste erwartete Ertrag steht oben.',
  'selection-nominations-open.intro.none':
    'Alle Kunden wurden zum Stichtag {day} bewertet. Danach soll keiner Schlüsselkunde sein.',
  'selection-nominations-open.leaving': 'Heute Schlüsselkunden, aber nicht mehr dabei: {accounts}.',
  'selection-nominations-open.more': 'Und {count} weitere.',
  'selection-nominations-open.next.lead':
    'Bis {until} können Kunden vorgeschlagen werden, und gegen Kunden kann Einspruch erhoben werden, jeweils mit Grund. Danach geht die Liste an das Gremium. Sie können sie früher einreichen: „kam selection submit“.',
  'selection-nominations-open.next.director':
    'Fehlt ein Kunde oder sollte einer nicht auf der Liste stehen, sagen Sie es {lead} bitte bis {until}, oder nutzen Sie „kam selection nominate“ oder „kam selection veto“. Danach geht die Liste an das Gremium.',
  'selection-nomination.subject.nominate': 'Vorgeschlagen: {account} ({programme}, {year})',
  'selection-nomination.subject.veto': 'Einspruch gegen {account} ({programme}, {year})',
  'selection-nomination.subject.withdrawn': 'Zurückgenommen: die Meinung zu {account} ({programme}, {year})',
  'selection-nomination.heading.nominate': '{by} schlägt {account} vor',
  'selection-nomination.heading.veto': '{by} erhebt Einspruch gegen {account}',
  'selection-nomination.heading.withdrawn': 'Eine Meinung zu {account} wurde zurückgenommen',
  'selection-nomination.intro':
    'Die Liste für {programme}, {year} ändert sich damit, sobald sie an das Gremium geht.',
  'selection-changes-requested.subject': 'Änderungen gewünscht: Schlüsselkunden von {programme}, {year}',
  'selection-changes-requested.heading':
    'Das Gremium wünscht Änderungen an der Liste für {programme}, {year}',
  'selection-changes-requested.intro': 'Dazu wurde gesagt:',
  'selection-changes-requested.next':
    'Bis {until} können Sie vorschlagen, Einspruch erheben oder beides zurücknehmen; danach geht die Liste erneut an das Gremium, das die Änderungen sieht. Sie können sie früher einreichen.',
  'selection-ended.subject.rejected': 'Abgelehnt: Schlüsselkunden von {programme}, {year}',
  'selection-ended.subject.expired': 'Nicht entschieden: Schlüsselkunden von {programme}, {year}',
  'selection-ended.subject.cancelled': 'Abgebrochen: Schlüsselkunden von {programme}, {year}',
  'selection-ended.subject.refused': 'Nicht möglich: Schlüsselkunden von {programme}, {year}',
  'selection-ended.subject.unchanged': 'Alles bleibt: Schlüsselkunden von {programme}, {year}',
  'selection-ended.heading.rejected': 'Das Gremium hat die Liste für {programme}, {year} abgelehnt',
  'selection-ended.heading.expired':
    'Das Gremium hat über die Liste für {programme}, {year} nicht rechtzeitig entschieden',
  'selection-ended.heading.cancelled': 'Die Auswahl {year} für {programme} wurde abgebrochen',
  'selection-ended.heading.refused': 'Die Auswahl {year} für {programme} war nicht möglich',
  'selection-ended.heading.unchanged': 'Die Schlüsselkunden von {programme} bleiben {year}, wie sie sind',
  'selection-ended.next.rejected':
    'Niemand wurde ernannt, und wer Schlüsselkunde ist, bleibt es. Für dasselbe Jahr können Sie eine neue Auswahl beginnen.',
  'selection-ended.next.expired':
    'Niemand wurde ernannt, und wer Schlüsselkunde ist, bleibt es. Für dasselbe Jahr können Sie eine neue Auswahl beginnen.',
  'selection-ended.next.cancelled':
    'Niemand wurde ernannt, und wer Schlüsselkunde ist, bleibt es. Für dasselbe Jahr können Sie eine neue Auswahl beginnen.',
  'selection-ended.next.refused':
    'Niemand wurde ernannt. Ist der Grund behoben, können Sie für dasselbe Jahr eine neue Auswahl beginnen.',
  'selection-ended.next.unchanged':
    'Niemand käme hinzu und niemand würde ausscheiden, deshalb wurde das Gremium nicht gefragt.',
  'selection-designated.subject': 'Ernannt: Schlüsselkunden von {programme}, {year}',
  'selection-designated.heading': 'Die Schlüsselkunden von {programme} für {year} sind ernannt',
  'selection-designated.intro': 'Neu: {designated}. Weiterhin: {kept}. Zum Ausscheiden: {leaving}.',
  'selection-designated.manager': 'Neu, betreut von {name}',
  'selection-designated.noManager': 'Neu, noch ohne Betreuung',
  'selection-designated.leaves': 'Soll ausscheiden; gefragt ist {name}',
  'selection-designated.notStarted': 'Die Betreuung ließ sich nicht beginnen: {reason}',
  'selection-designated.assign':
    'Ohne Betreuung: {accounts}. Bitte weisen Sie mit „kam assign“ jemanden zu; erst dann beginnt die Jahresplanung.',
  'account-designated.subject': '{account} ist jetzt Schlüsselkunde',
  'account-designated.heading': '{account} ist ab {year} Schlüsselkunde von {programme}',
  'account-designated.intro':
    'Der Kunde wurde ausgewählt, und das Gremium hat zugestimmt. Der Jahresplan {year} wird vorbereitet; Sie erhalten eine E-Mail, sobald er für Sie bereitliegt.',
  'account-designated.footer': 'Sie erhalten diese E-Mail, weil Sie {account} betreuen.',
  'exit-proposed.subject.asked': 'Soll {account} aus {programme} ausscheiden?',
  'exit-proposed.subject.reminder': 'Erinnerung: Soll {account} aus {programme} ausscheiden?',
  'exit-proposed.subject.passedOn': 'Jetzt bei Ihnen: Soll {account} aus {programme} ausscheiden?',
  'exit-proposed.heading': '{account} soll kein Schlüsselkunde mehr sein',
  'exit-proposed.intro.asked':
    'In der Auswahl {year} für {programme} steht der Kunde nicht mehr auf der Liste. Nichts endet von selbst: Er bleibt Schlüsselkunde, bis jemand sein Ausscheiden übernimmt.',
  'exit-proposed.intro.reminder':
    'In der Auswahl {year} für {programme} steht der Kunde nicht mehr auf der Liste. Bisher hat niemand sein Ausscheiden übernommen oder ihn behalten.',
  'exit-proposed.intro.passedOn':
    'In der Auswahl {year} für {programme} steht der Kunde nicht mehr auf der Liste. {insteadOf} wurde gefragt und hat es nicht rechtzeitig geklärt; nun liegt es bei Ihnen.',
  'exit-proposed.next':
    'Übernehmen Sie das Ausscheiden oder behalten Sie den Kunden, jeweils mit Grund: „kam selection exits take-up {id}“ oder „kam selection exits keep {id}“.',
  'exit-proposed.passesOn': 'Ist es bis {at} nicht geklärt, wird {name} gefragt.',
  'exit-proposed.stays': 'Es bleibt bei Ihnen, bis es geklärt ist.',
  'exit-proposed.footer':
    'Sie erhalten diese E-Mail, weil Sie für das vorgeschlagene Ausscheiden von {account} zuständig sind.',
  'selection-closed.subject': 'Abgeschlossen: Auswahl der Schlüsselkunden von {programme}, {year}',
  'selection-closed.heading': 'Die Auswahl {year} für {programme} ist vorbei',
  'selection-closed.intro': 'Jedes vorgeschlagene Ausscheiden ist geklärt.',
  'selection-closed.none': 'Alle Schlüsselkunden sind ernannt, und keiner sollte ausscheiden.',
  'selection-closed.takenUp': 'Das Ausscheiden ist übernommen: {reason}',
  'selection-closed.kept': 'Er bleibt Schlüsselkunde: {reason}',
  'selection-not-opened.subject': 'Nicht begonnen: Auswahl {year} für {programme}',
  'selection-not-opened.heading': 'Die geplante Auswahl {year} für {programme} ließ sich nicht beginnen',
  'selection-not-opened.intro':
    'Ihr Termin ist da, aber so, wie der Zeitplan es vorsieht, kann sie nicht beginnen.',
  'selection-not-opened.next':
    'Bitte berichtigen Sie den Zeitplan mit „kam selection schedule set“, und beginnen Sie diese Auswahl mit „kam selection start“.',
  'selection-not-opened.footer': 'Sie erhalten diese E-Mail, weil Ihnen das Programm {programme} gehört.',
};
