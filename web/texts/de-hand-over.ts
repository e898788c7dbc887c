import type { enHandOver } from './en-hand-over.ts';

/** The German texts of the pages about decisions that pass from one person to another, and about absences; formal address. */
export const deHandOver: Record<keyof typeof enHandOver, string> = {
  'approval.asked.delegated':
    '{name} bittet um eine Entscheidung, und {of} hat Sie gebeten, sie für {of} zu treffen.',
  'approval.asked.suggested':
    '{name} bittet um Ihre Entscheidung: {of} hat Sie als die richtige Person benannt, Sie entscheiden also in eigener Verantwortung.',
  'approval.asked.reassigned': '{name} bittet um Ihre Entscheidung anstelle der von {of}.',
  'approval.asked.absent':
    '{name} bittet um eine Entscheidung. {of} ist abwesend, daher treffen Sie sie für {of}.',
  'approval.why.passed': 'Die Entscheidung wurde an Sie übergeben.',
  'seat.name.for': '{name} für {of}',
  'seat.name.instead': '{name} anstelle von {of}',

  'handOver.title': 'Soll jemand anderes entscheiden?',
  'handOver.delegate': 'Jemand entscheidet für mich',
  'handOver.delegate.hint': 'Die Entscheidung gilt als für Sie getroffen.',
  'handOver.instead': 'Jemand anderes ist die richtige Person',
  'handOver.instead.hint': 'Diese Person entscheidet in eigener Verantwortung. Bitte sagen Sie, warum.',
  'handOver.email': 'E-Mail-Adresse dieser Person',
  'handOver.words': 'Was sie wissen sollte',
  'handOver.submit': 'Entscheidung übergeben',
  'handOver.error': 'Es wurde noch nichts übergeben',
  'handOver.error.choice':
    'Bitte wählen Sie, ob jemand für Sie entscheidet oder stattdessen die richtige Person ist.',
  'handOver.error.person': 'Bitte geben Sie die E-Mail-Adresse der Person an, die entscheiden soll.',
  'handOver.error.noReason': 'Bitte sagen Sie kurz, warum dies die richtige Person ist.',
  'handOver.error.unknown': 'Unter dieser E-Mail-Adresse ist im Unternehmen niemand bekannt.',
  'handOver.error.inactive': 'Diese Person ist nicht mehr aktiv. Bitte nennen Sie jemand anderen.',
  'handOver.error.oneself': 'Das ist Ihre eigene Adresse. Bitte nennen Sie jemand anderen.',
  'handOver.error.requester':
    'Diese Person hat um die Entscheidung gebeten und kann sie nicht treffen. Bitte nennen Sie jemand anderen.',
  'handOver.error.owner':
    'Diese Person setzt den Schritt um, und niemand genehmigt den eigenen Schritt. Bitte nennen Sie jemand anderen.',
  'handOver.error.asked':
    'Diese Person ist oder war zu diesem Schritt bereits gefragt. Bitte nennen Sie jemand anderen.',
  'handOver.error.tooOften':
    'Diese Entscheidung wurde fünfmal weitergegeben, mehr geht nicht. Bitte entscheiden Sie, oder lassen Sie jemand anderen benennen.',
  'handOver.error.takeBack': 'Bitte setzen Sie den Haken, wenn Sie selbst entscheiden möchten.',

  'handedOver.title': 'Die Entscheidung liegt jetzt bei {holder}',
  'handedOver.for': '{holder} entscheidet für Sie über „{step}“ für {account}.',
  'handedOver.instead': '{holder} entscheidet an Ihrer Stelle über „{step}“ für {account}.',
  'takeBack.title': 'Doch selbst entscheiden?',
  'takeBack.choice': 'Ich entscheide selbst',
  'takeBack.hint': 'Wer die Entscheidung jetzt hat, erfährt davon, und Sie werden erneut gefragt.',
  'takeBack.submit': 'Entscheidung zurücknehmen',

  'absence.title': 'Werden Sie abwesend sein?',
  'absence.hint':
    'Während Ihrer Abwesenheit wird die Person, die Sie nennen, an Ihrer Stelle gefragt, zu allem, was auf Sie wartet. Ab dem Beginn des Tages Ihrer Rückkehr werden wieder Sie gefragt.',
  'absence.from': 'Erster Tag der Abwesenheit',
  'absence.back': 'Wieder da am',
  'absence.standIn': 'E-Mail-Adresse der Vertretung',
  'absence.submit': 'Abwesenheit vermerken',
  'absence.own': 'Ihre Abwesenheiten',
  'absence.line': 'von {from} bis {back}, Vertretung: {name}',
  'absence.cancel': 'Gewählte Abwesenheit stornieren',
  'absence.done.set':
    'Ihre Abwesenheit ist vermerkt. Was auf Sie wartet, geht an Ihre Vertretung, sobald sie beginnt.',
  'absence.done.cancelled':
    'Die Abwesenheit ist storniert. Was Ihre Vertretung gefragt wurde, bleibt bei ihr.',
  'absence.error': 'Es wurde noch nichts vermerkt',
  'absence.error.from': 'Bitte geben Sie den ersten Tag Ihrer Abwesenheit an.',
  'absence.error.back': 'Bitte geben Sie an, wann Sie wieder da sind.',
  'absence.error.standIn': 'Bitte geben Sie die E-Mail-Adresse der Person an, die Sie vertritt.',
  'absence.error.selection':
    'Bitte wählen Sie die Abwesenheit, die Sie stornieren möchten; vielleicht ist sie schon storniert.',
  'absence.error.order': 'Der Tag der Rückkehr muss nach dem ersten Tag der Abwesenheit liegen.',
  'absence.error.past': 'Diese Abwesenheit ist schon vorbei.',
  'absence.error.long': 'Eine Abwesenheit kann höchstens ein Jahr dauern.',
  'absence.error.overlap':
    'In dieser Zeit sind Sie bereits abwesend. Bitte stornieren Sie zuerst die andere Abwesenheit.',
  'absence.error.oneself': 'Das ist Ihre eigene Adresse. Bitte nennen Sie jemand anderen.',
  'absence.error.unknown': 'Unter dieser E-Mail-Adresse ist im Unternehmen niemand bekannt.',
  'absence.error.inactive': 'Diese Person ist nicht mehr aktiv. Bitte nennen Sie jemand anderen.',
  'absence.error.cycle':
    'Diese Person ist dann ebenfalls abwesend, und ihre Vertretung führt zu Ihnen zurück. Bitte nennen Sie jemand anderen.',
};
