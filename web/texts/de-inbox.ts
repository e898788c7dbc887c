import type { inboxEn } from './en-inbox.ts';

/** The German texts of the inbox and of signing in to it. */
export const inboxDe: Record<keyof typeof inboxEn, string> = {
  'site.inbox': 'Alles, was auf Sie wartet',

  'signIn.title.ask': 'Alles, was auf Sie wartet',
  'signIn.ask':
    'Sehen Sie an einer Stelle jede Entscheidung, die auf Sie wartet. Den Link bringt eine E-Mail; ein Passwort gibt es nicht.',
  'signIn.title.sent': 'Bitte sehen Sie in Ihr Postfach',
  'signIn.sent':
    'Falls diese Adresse hier bekannt ist, ist ein Link zur Anmeldung an sie unterwegs. Öffnen Sie ihn innerhalb von 15 Minuten in diesem Browser. Es kann einige Minuten dauern, bis er ankommt.',
  'signIn.title.faulty': 'Alles, was auf Sie wartet',
  'signIn.faulty': 'Es wurde nichts gesendet.',
  'signIn.title.over': 'Dieser Link meldet niemanden an',
  'signIn.over':
    'Ein Link zur Anmeldung gilt einmal und 15 Minuten lang. Dieser wurde schon verwendet, ist zu alt oder unvollständig. Sie können sich einen neuen senden lassen.',
  'signIn.title.ended': 'Sie sind nicht angemeldet',
  'signIn.ended': 'Ihre Anmeldung ist beendet; es wurde nichts ausgeführt. Bitte melden Sie sich neu an.',
  'signIn.form': 'Anmelden',
  'signIn.form.again': 'Neuen Link anfordern',
  'signIn.email': 'Ihre E-Mail-Adresse',
  'signIn.hint': 'Die Adresse, an der Sie um Entscheidungen gebeten werden.',
  'signIn.fault': 'Bitte geben Sie eine E-Mail-Adresse ein, zum Beispiel name@example.com.',
  'signIn.submit': 'Link senden',
  'enter.title': 'Anmelden als {name}',
  'enter.button':
    'Sie haben diesen Link in diesem Browser angefordert. Er bleibt 12 Stunden lang als {name} angemeldet, oder bis Sie sich abmelden.',
  'enter.address':
    'In diesem Browser wurde der Link nicht angefordert. Wenn Sie {name} sind und sich hier anmelden möchten, geben Sie die E-Mail-Adresse ein, an die der Link gesendet wurde.',
  'enter.hint': 'Damit niemand aus Versehen angemeldet wird.',
  'enter.fault': 'An diese Adresse wurde der Link nicht gesendet. Es wurde niemand angemeldet.',
  'enter.submit': 'In diesem Browser als {name} anmelden',

  'inbox.title': 'Was auf Sie wartet',
  'inbox.private': 'Dieser Browser ist als {name} angemeldet.',
  'inbox.lead':
    'Was zuerst fällig ist, steht oben. Öffnen Sie eine Anfrage, um sie zu lesen und zu entscheiden.',
  'inbox.nothing': 'Keine Entscheidung wartet auf Sie.',
  'inbox.more': 'Gezeigt werden die ersten {count}. Die anderen folgen, wenn diese entschieden sind.',
  'inbox.askedBy': 'Gefragt von',
  'inbox.for': 'Sie entscheiden',
  'inbox.for.named': 'für {name}',
  'inbox.for.escalated': 'anstelle von {name}, weil keine rechtzeitige Antwort kam',
  'inbox.for.delegated': 'für {name}; die Anfrage wurde Ihnen übergeben',
  'inbox.for.suggested': 'weil {name} Sie dafür vorgeschlagen hat',
  'inbox.for.reassigned': 'anstelle von {name}',
  'inbox.for.absent': 'für {name}, wegen Abwesenheit',
  'inbox.waited': 'Wartet auf Sie seit',
  'inbox.hours': '{count} Arbeitsstunden',
  'inbox.until.escalate': 'Bis {at}, danach wird {name} gefragt.',
  'inbox.until.back': 'Bis {at}, danach geht die Anfrage an {name} zurück.',
  'inbox.until.reject': 'Bis {at}, danach gilt der Schritt als abgelehnt.',
  'inbox.until.keepWaiting': 'Fällig bis {at}, und auch danach noch offen.',
  'inbox.until.stopped': 'Sie haben eine Frage gestellt. Bis zur Antwort läuft keine Frist.',
  'inbox.decided': 'Was Sie entschieden haben',
  'inbox.outcome.open': 'Andere müssen noch antworten.',
  'inbox.outcome.approved': 'Der Schritt ist genehmigt.',
  'inbox.outcome.changesRequested': 'Der Schritt wird überarbeitet.',
  'inbox.outcome.rejected': 'Der Schritt ist abgelehnt.',
  'inbox.outcome.expired': 'Nicht genügend Personen haben rechtzeitig geantwortet.',
  'inbox.outcome.superseded': 'Der Schritt wurde seither bearbeitet.',
  'inbox.outcome.recalled': 'Die Anfrage wurde zurückgezogen.',
  'inbox.signOut': 'Abmelden',

  'bulk.title': 'Mehrere auf einmal entscheiden',
  'bulk.lead':
    'Kreuzen Sie oben die Anfragen an, für die diese eine Antwort gelten soll. Ein Code bestätigt sie.',
  'bulk.fault.items': 'Bitte kreuzen Sie mindestens eine Anfrage an.',
  'bulk.comment.hint':
    'Nötig, wenn Sie Änderungen erbitten oder ablehnen. Er gilt für jede Anfrage, die Sie angekreuzt haben.',
  'bulk.submit': 'Entscheidungen senden',
  'bulkResult.title': '{recorded} von {count} Entscheidungen erfasst',
  'bulkResult.lead': 'Jede wurde für sich erfasst, und zu jeder kommt eine Bestätigung per E-Mail.',
  'bulkResult.each': 'Im Einzelnen',
  'bulkResult.recorded': 'Erfasst.',
  'bulkResult.repeated': 'War bereits erfasst.',
  'bulkResult.contentChanged': 'Nicht erfasst: Der Schritt wurde bearbeitet, nachdem Sie ihn gesehen hatten.',
  'bulkResult.alreadyDecided': 'Nicht erfasst: Sie hatten vorher anders entschieden, und das gilt.',
  'bulkResult.closed': 'Nicht erfasst: Die Anfrage ist geschlossen.',
  'bulkResult.expired':
    'Nicht erfasst: Die Frist ist abgelaufen. Ihre Antwort wurde als Notiz weitergegeben.',
  'bulkResult.codeUsed': 'Nicht erfasst: Der Code war bereits verwendet.',
  'bulkResult.codeNeeded': 'Nicht erfasst: Diese Anfrage braucht einen eigenen Code.',
  'bulkResult.failed':
    'Nicht erfasst: Bei uns ist ein Fehler aufgetreten. Bitte versuchen Sie es mit dieser Anfrage noch einmal.',
  'bulkResult.open': 'Öffnen',
};
