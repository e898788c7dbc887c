import type { enHandOver } from './en-hand-over.ts';

/** The German texts of the mails about decisions that pass from one person to another, formal address. */
export const deHandOver: Record<keyof typeof enHandOver, string> = {
  'approval.why.delegated': '{of} hat Ihnen diese Entscheidung übergeben: Sie entscheiden für {of}.',
  'approval.why.suggested':
    '{of} hat Sie als die richtige Person benannt: Sie entscheiden in eigener Verantwortung.',
  'approval.why.reassigned': 'Sie werden anstelle von {of} gefragt.',
  'approval.why.absent': '{of} ist abwesend und hat Sie als Vertretung benannt: Sie entscheiden für {of}.',
  'approval.footer.standIn':
    'Sie erhalten diese E-Mail, weil eine Entscheidung zu einem Schritt des Plans {year} für {account} an Sie übergeben wurde.',

  'approval-handed-over.subject': 'An Sie übergeben: {step} ({account}, {year})',
  'approval-handed-over.heading.delegated': 'Sie werden für {of} gefragt',
  'approval-handed-over.heading.suggested': 'Sie werden anstelle von {of} gefragt',
  'approval-handed-over.heading.reassigned': 'Sie werden anstelle von {of} gefragt',
  'approval-handed-over.heading.absent': 'Sie werden für {of} gefragt',
  'approval-handed-over.intro':
    '{askedBy} hat „{step}“ für {account} geplant und bittet Sie, den Schritt zu genehmigen, Änderungen zu erbitten oder abzulehnen.',
  'approval-handed-over.words.approver': '{of} schreibt: „{words}“',
  'approval-handed-over.words.manager': 'Als Grund ist angegeben: „{words}“',

  'hand-over-confirmation.subject': 'Jetzt bei {to}: {step} ({account}, {year})',
  'hand-over-confirmation.heading': 'Die Entscheidung liegt jetzt bei {to}',
  'hand-over-confirmation.delegated':
    'Sie haben {to} gebeten, für Sie über „{step}“ für {account} zu entscheiden.',
  'hand-over-confirmation.suggested':
    'Sie haben {to} als die richtige Person benannt, um über „{step}“ für {account} zu entscheiden; {to} entscheidet in eigener Verantwortung.',
  'hand-over-confirmation.next':
    'Bis {to} entschieden hat, können Sie die Entscheidung auf Ihrer Seite zurücknehmen. Waren Sie das nicht, geben Sie {askedBy} bitte sofort Bescheid.',
  'hand-over-confirmation.action': 'Ansehen, bei wem sie liegt',

  'hand-over-note.subject': 'Jetzt bei {to}: {step} ({account}, {year})',
  'hand-over-note.heading.delegated': '{to} entscheidet für {from}',
  'hand-over-note.heading.suggested': '{to} entscheidet anstelle von {from}',
  'hand-over-note.heading.reassigned': '{to} entscheidet anstelle von {from}',
  'hand-over-note.heading.absent': '{to} entscheidet für {from}',
  'hand-over-note.heading.takenBack': '{to} entscheidet doch selbst',
  'hand-over-note.delegated':
    '{from} hat die Entscheidung über „{step}“ für {account} an {to} übergeben; die Anfrage ist dort eingegangen.',
  'hand-over-note.suggested':
    '{from} hat {to} als die richtige Person benannt, um über „{step}“ für {account} zu entscheiden. {to} ist gefragt worden.',
  'hand-over-note.reassigned':
    '„{step}“ für {account} wurde von {from} an {to} übertragen; {to} ist gefragt worden.',
  'hand-over-note.absent': '{from} ist abwesend; daher ist {to} zu „{step}“ für {account} gefragt worden.',
  'hand-over-note.takenBack':
    '{to} hat die Entscheidung über „{step}“ für {account} von {from} zurückgenommen und entscheidet selbst.',

  'hand-over-gone.reassigned':
    '„{step}“ für {account} wurde an {by} übertragen. Sie müssen nichts weiter tun; der Link in der früheren E-Mail ist geschlossen.',
  'hand-over-gone.takenBack':
    '{by} entscheidet über „{step}“ für {account} doch selbst. Sie müssen nichts weiter tun; der Link in der früheren E-Mail ist geschlossen.',

  'absence-nobody.subject': '{away} ist abwesend: {step} ({account}, {year})',
  'absence-nobody.heading': '{away} ist abwesend, und niemand kann vertreten',
  'absence-nobody.intro': '{away} ist zu „{step}“ für {account} trotzdem gefragt worden.',
  'absence-nobody.cycle': 'Die abwesenden Vertretungen verweisen aufeinander.',
  'absence-nobody.tooLong': 'Die Entscheidung müsste zu oft weitergegeben werden.',
  'absence-nobody.inactive': 'Die Vertretung ist nicht mehr aktiv.',
  'absence-nobody.mayNotDecide':
    'Die Vertretung hat selbst um die Entscheidung gebeten, verantwortet den Schritt oder ist bereits gefragt und kann daher nicht entscheiden.',
  'absence-nobody.next':
    'Wenn es nicht warten kann, übertragen Sie die Entscheidung an jemand anderen oder ziehen Sie die Anfrage zurück.',

  'absence-set.subject': 'Ihre Abwesenheit ist vermerkt; {to} vertritt Sie',
  'absence-set.heading': 'Ihre Abwesenheit ist vermerkt',
  'absence-set.intro': 'Von {from} bis {back} wird {to} an Ihrer Stelle gefragt.',
  'absence-set.next':
    'Sie können sie auf der Seite jeder Entscheidung stornieren, um die Sie gebeten werden. Haben Sie sie nicht selbst eingetragen, tun Sie das bitte sofort.',
  'absence-set.footer':
    'Sie erhalten diese E-Mail, weil die Abwesenheit auf der Seite eines Ihrer Entscheidungslinks eingetragen wurde.',
};
