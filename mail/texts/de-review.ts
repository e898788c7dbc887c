/** The German texts of the mails about quarterly reviews. */
export const deReview = {
  'review.when': 'Wann',
  'review.where': 'Wo',
  'review.long': 'Dauer',
  'review.minutes': '{count} Minuten',
  'review.open': 'Quartalsgespräch öffnen',
  'review.reason': 'Begründung: {reason}',
  'review.footer': 'Sie erhalten diese E-Mail, weil Sie zum Quartalsgespräch mit {account} eingeladen sind.',
  'review.footer.client':
    'Sie erhalten diese E-Mail, weil Sie zum Quartalsgespräch mit {account} eingeladen sind.',
  'review.footer.manager': 'Sie erhalten diese E-Mail, weil Sie {account} betreuen.',
  'review.footer.overseer':
    'Sie erhalten diese E-Mail, weil das Konto {account} oder sein Programm in Ihrer Verantwortung liegt.',
  'review-invitation.invited.subject': 'Einladung: Quartalsgespräch mit {account}, {quarter}. Quartal {year}',
  'review-invitation.invited.heading': 'Das Quartalsgespräch mit {account} für das {quarter}. Quartal {year}',
  'review-invitation.moved.subject': 'Geändert: Quartalsgespräch mit {account}, {quarter}. Quartal {year}',
  'review-invitation.moved.heading':
    'Das Quartalsgespräch mit {account} für das {quarter}. Quartal {year} hat einen anderen Termin oder Ort',
  'review-invitation.cancelled.subject':
    'Abgesagt: Quartalsgespräch mit {account}, {quarter}. Quartal {year}',
  'review-invitation.cancelled.heading':
    'Das Quartalsgespräch mit {account} für das {quarter}. Quartal {year} ist abgesagt',
  'review-invitation.intro':
    'Wir sehen gemeinsam an, was das Quartal für {account} gebracht hat, und entscheiden, wie es weitergeht.',
  'review-invitation.executive':
    'Das Gespräch der Geschäftsleitung schließt für {account} das Jahr {year} ab: was es gebracht hat und was das nächste bringen soll.',
  'review-invitation.closing':
    'Die angehängte Einladung trägt den Termin in Ihren Kalender ein. Fragen beantwortet Ihnen {manager}.',
  'review-pre-read.subject': 'Vorab zu lesen: Quartalsgespräch mit {account}, {quarter}. Quartal {year}',
  'review-pre-read.heading': 'Bitte lesen Sie dies vor dem Quartalsgespräch mit {account}',
  'review-pre-read.intro':
    'Im Anhang finden Sie die Zahlen und die gewünschten Entscheidungen des Quartalsgesprächs mit {account} für das {quarter}. Quartal {year}.',
  'review-pre-read.unsigned':
    'Nicht freigegeben: Wer das Konto betreut, hat diese Zahlen und Entscheidungen nicht bestätigt.',
  'review-pre-read.comment': 'Zur Freigabe: {comment}',
  'review-changes.subject': 'Änderungen gewünscht: Quartalsgespräch mit {account}, {quarter}. Quartal {year}',
  'review-changes.heading': 'Das Quartalsgespräch mit {account} soll vor der Freigabe geändert werden',
  'review-changes.own': 'Sie haben vor der Freigabe um Änderungen am Quartalsgespräch gebeten.',
  'review-changes.intro': '{by} bittet vor der Freigabe um Änderungen am Quartalsgespräch.',
  'review-changes.next':
    'Ändern Sie auf der Seite des Quartalsgesprächs die Tagesordnung oder die gewünschten Entscheidungen; danach wird erneut um die Freigabe gebeten. Die Vorablektüre geht am {until} hinaus.',
  'review-not-signed-off.subject':
    'Nicht freigegeben: Quartalsgespräch mit {account}, {quarter}. Quartal {year}',
  'review-not-signed-off.heading': 'Die Vorablektüre für {account} ging ohne Freigabe hinaus',
  'review-not-signed-off.intro':
    '{manager} sollte die Unterlagen freigeben und hat es nicht getan. Sie gingen an alle Eingeladenen und sagen unseren eigenen Leuten, dass sie nicht freigegeben sind.',
  'review-minutes-wanted.asked':
    'Bitte das Protokoll: Quartalsgespräch mit {account}, {quarter}. Quartal {year}',
  'review-minutes-wanted.again':
    'Erinnerung: das Protokoll des Quartalsgesprächs mit {account}, {quarter}. Quartal {year}',
  'review-minutes-wanted.heading': 'Was hat das Quartalsgespräch mit {account} entschieden?',
  'review-minutes-wanted.intro':
    'Bitte halten Sie fest, wer da war, was entschieden wurde und wer was bis wann tut. Maßnahmen werden zu Schritten oder Zusagen des Plans; was offen bleibt, kommt beim nächsten Quartalsgespräch wieder.',
  'review-minutes-wanted.then':
    'Ohne Protokoll erfährt {name} am {at} davon, und das Quartalsgespräch gilt als versäumt.',
  'review-missed.subject': 'Versäumt: Quartalsgespräch mit {account}, {quarter}. Quartal {year}',
  'review-missed.heading': 'Vom Quartalsgespräch mit {account} gibt es kein Protokoll',
  'review-missed.intro':
    '{manager} wurde um das Protokoll gebeten und erinnert und hat keines erfasst. Das Quartalsgespräch gilt als versäumt.',
  'review-missed.next':
    'Bis zum {at} kann das Protokoll noch erfasst werden; danach wird das Quartalsgespräch ohne es geschlossen.',
  'review-summary.subject': 'Entschieden: Quartalsgespräch mit {account}, {quarter}. Quartal {year}',
  'review-summary.heading': 'Was das Quartalsgespräch mit {account} entschieden hat',
  'review-summary.intro':
    'Vielen Dank für das Quartalsgespräch mit {account} für das {quarter}. Quartal {year}. Das ist daraus geworden.',
  'review-summary.open': 'noch offen; es kommt beim nächsten Quartalsgespräch wieder',
  'review-summary.action': '{name}, bis {day}',
} as const;
