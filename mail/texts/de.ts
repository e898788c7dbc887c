import { deAlarm } from './de-alarm.ts';
import { deChat } from './de-chat.ts';
import { deCommitment } from './de-commitment.ts';
import { deDigest } from './de-digest.ts';
import { deDirect } from './de-direct.ts';
import { deEscalation } from './de-escalation.ts';
import { deEscalationSolution } from './de-escalation-solution.ts';
import { deEscalationWork } from './de-escalation-work.ts';
import { deHandOver } from './de-hand-over.ts';
import { deImprovement } from './de-improvement.ts';
import { deLease } from './de-lease.ts';
import { deReview } from './de-review.ts';
import { dePlan } from './de-plan.ts';
import { deStepTrouble } from './de-step-trouble.ts';
import { deQuestion } from './de-question.ts';
import { deSelection } from './de-selection.ts';
import { deSurvey } from './de-survey.ts';
import type { en } from './en.ts';

/** Every text of the mails in German, formal address; placeholders in braces are filled by name. */
export const de: Record<keyof typeof en, string> = {
  ...deAlarm,
  ...deEscalation,
  ...deEscalationSolution,
  ...deEscalationWork,
  ...deChat,
  ...deLease,
  ...deReview,
  ...deSurvey,
  ...dePlan,
  ...deImprovement,
  ...deStepTrouble,
  ...deQuestion,
  ...deSelection,
  ...deHandOver,
  ...deDirect,
  ...deCommitment,
  ...deDigest,
  'approval.action': 'Lesen und entscheiden',
  'approval.cost': 'Kosten',
  'approval.benefit': 'Erwarteter Nutzen',
  'approval.owner': 'Verantwortlich',
  'approval.stepDue': 'Umzusetzen bis',
  'approval.answerBy': 'Antwort bitte bis',
  'approval.noCost': 'Keine',
  'approval.words.replaced': 'Aus „{before}“ wurde „{after}“',
  'approval.words.removed': 'Gestrichen: „{before}“',
  'approval.words.added': 'Neu: „{after}“',
  'approval.changesTitle': 'Was sich seit der letzten Anfrage geändert hat',
  'approval.before': 'bisher',
  'approval.after': 'jetzt',
  'approval.why.named': 'Sie werden gefragt, weil der Schritt Ihre Genehmigung vorsieht.',
  'approval.why.superior': 'Sie werden anstelle einer Person gefragt, die an Sie berichtet.',
  'approval.why.director': 'Sie werden als Account Director dieses Kunden gefragt.',
  'approval.why.programmeOwner':
    'Sie werden gefragt, weil Sie das Programm verantworten, zu dem dieser Kunde gehört.',
  'approval.onlyYou': 'Ihre Antwort allein entscheidet.',
  'approval.any': 'Bei {of} gefragten Personen genügt eine Antwort.',
  'approval.all': 'Alle {of} gefragten Personen müssen genehmigen.',
  'approval.quorum': 'Es braucht die Genehmigung von {needed} der {of} gefragten Personen.',
  'approval.expiry.reject': 'Liegt bis {at} keine Antwort vor, gilt der Schritt als abgelehnt.',
  'approval.expiry.escalate': 'Liegt bis {at} keine Antwort vor, wird stattdessen {name} gefragt.',
  'approval.expiry.escalateUp': 'Liegt bis {at} keine Antwort vor, geht die Anfrage an {askedBy} zurück.',
  'approval.expiry.wait': 'Die Anfrage bleibt offen, bis sie beantwortet ist.',
  'approval.waited': 'Bisher gewartet, in Arbeitsstunden: {hours}.',
  'approval.linkNote':
    'Mit dem Öffnen des Links ist noch nichts entschieden; Sie wählen auf der Seite. Bitte leiten Sie diese E-Mail nicht weiter: Wer den Link hat, kann in Ihrem Namen antworten.',
  'approval.footer':
    'Sie erhalten diese E-Mail, weil ein Schritt im Jahresplan {year} für {account} Ihre Genehmigung vorsieht.',
  'approval.inbox': 'Alles, was auf Sie wartet: {url}',

  'approval-request.subject': 'Bitte um Ihre Entscheidung: {step} ({account}, {year})',
  'approval-request.heading': '{askedBy} bittet um Ihre Entscheidung',
  'approval-request.intro':
    '{askedBy} hat für {account} den Schritt „{step}“ geplant und bittet Sie, ihn zu genehmigen, Änderungen zu erbitten oder ihn abzulehnen.',
  'approval-request.again':
    'Der Schritt wurde nach dem Versand bearbeitet. Frühere Antworten zählen daher nicht mehr, und ältere Links sind geschlossen.',
  'approval-reminder.subject': 'Erinnerung: Ihre Entscheidung zu {step} ({account}, {year})',
  'approval-reminder.heading': 'Ihre Antwort fehlt noch',
  'approval-reminder.intro':
    '{askedBy} hat Sie zum Schritt „{step}“ für {account} gefragt und wartet auf Ihre Antwort.',
  'approval-escalated.subject': 'An Sie übergeben: {step} ({account}, {year})',
  'approval-escalated.heading': 'Eine Entscheidung liegt jetzt bei Ihnen',
  'approval-escalated.intro':
    '{askedBy} hat am {since} bei {insteadOf} wegen „{step}“ für {account} angefragt und nicht rechtzeitig Antwort erhalten. Die Entscheidung liegt jetzt bei Ihnen.',

  'approval-no-longer-needed.subject': 'Nicht mehr nötig: Ihre Entscheidung zu {step} ({account}, {year})',
  'approval-no-longer-needed.heading': 'Ihre Entscheidung ist nicht mehr nötig',
  'approval-no-longer-needed.decided':
    'Über „{step}“ für {account} haben andere entschieden. Sie müssen nichts weiter tun.',
  'approval-no-longer-needed.edited':
    '{askedBy} bearbeitet „{step}“ für {account}. Ist Ihre Entscheidung danach wieder nötig, erhalten Sie eine neue E-Mail mit einem neuen Link.',
  'approval-no-longer-needed.recalled': '{askedBy} hat die Anfrage zu „{step}“ für {account} zurückgezogen.',
  'approval-no-longer-needed.expired':
    'Die Frist für „{step}“ ({account}) ist abgelaufen. Der Link in der früheren E-Mail ist geschlossen.',
  'approval-no-longer-needed.escalated':
    'Die Frist für „{step}“ ({account}) ist abgelaufen; stattdessen wurde {name} gefragt. Der Link in der früheren E-Mail ist geschlossen.',

  'decision-receipt.subject.approve': 'Beleg {number}: {step} genehmigt ({account}, {year})',
  'decision-receipt.subject.requestChanges':
    'Beleg {number}: Änderungen erbeten an {step} ({account}, {year})',
  'decision-receipt.subject.reject': 'Beleg {number}: {step} abgelehnt ({account}, {year})',
  'decision-receipt.heading': 'Ihre Entscheidung ist erfasst',
  'decision-receipt.intro.approve': 'Sie haben „{step}“ für {account} genehmigt. Vielen Dank.',
  'decision-receipt.intro.requestChanges':
    'Sie haben Änderungen an „{step}“ für {account} erbeten. Vielen Dank.',
  'decision-receipt.intro.reject': 'Sie haben „{step}“ für {account} abgelehnt. Vielen Dank.',
  'decision-receipt.number': 'Belegnummer',
  'decision-receipt.comment': 'Ihr Kommentar',
  'decision-receipt.at': 'Erfasst am',
  'decision-receipt.content': 'Entschiedener Inhalt',
  'decision-receipt.contentHash': 'SHA-256 {hash}…',
  'decision-receipt.attached':
    'Die angehängte Datei receipt-{number}.json ist der signierte Beleg: Damit lässt sich prüfen, dass diese Entscheidung getroffen wurde.',
  'decision-receipt.waiting': 'Der Schritt wartet jetzt auf die Antwort von {names}.',
  'decision-receipt.approved': 'Damit ist der Schritt genehmigt und kann beginnen.',
  'decision-receipt.requestChanges':
    '{askedBy} erfährt davon und überarbeitet den Schritt; zur neuen Fassung werden Sie erneut gefragt.',
  'decision-receipt.reject': '{askedBy} erfährt davon. Der Schritt wird nicht umgesetzt.',
  'decision-receipt.footer':
    'Bitte bewahren Sie diese E-Mail als Nachweis auf. Falls Sie diese Entscheidung nicht getroffen haben, geben Sie {askedBy} bitte sofort Bescheid.',

  'decision-receipt.undo': 'Entscheidung zurücknehmen',
  'decision-receipt.undoUntil':
    'Sie können diese Entscheidung bis {at} zurücknehmen; vorher folgt nichts aus ihr. Der Link in dieser Mail führt dorthin.',
  'decision-taken-back.subject': 'Zurückgenommen: Ihre Entscheidung über {step} ({account}, {year})',
  'decision-taken-back.heading': 'Ihre Entscheidung ist zurückgenommen',
  'decision-taken-back.intro':
    'Sie haben Ihre Entscheidung über „{step}“ für {account} zurückgenommen. Aus ihr ist nichts gefolgt, und {askedBy} wartet wieder auf Ihre Antwort.',

  'manager.footer': 'Sie erhalten diese E-Mail, weil Sie {account} im Key Account Management betreuen.',
  'manager.action': 'Jahresplan öffnen',
  'step-approved.subject': 'Genehmigt: {step} ({account}, {year})',
  'step-approved.heading': '„{step}“ ist genehmigt',
  'step-approved.intro': '„{step}“ für {account} hat alle nötigen Genehmigungen.',
  'step-approved.remaining.one': 'Ein weiterer Schritt des Jahresplans wartet noch auf eine Entscheidung.',
  'step-approved.remaining.more':
    '{count} weitere Schritte des Jahresplans warten noch auf eine Entscheidung.',
  'step-approved.remaining.none': 'Kein weiterer Schritt des Jahresplans wartet auf eine Entscheidung.',
  'step-rejected.subject': 'Abgelehnt: {step} ({account}, {year})',
  'step-rejected.heading': '„{step}“ ist abgelehnt',
  'step-rejected.intro':
    '{by} hat „{step}“ für {account} am {at} abgelehnt. So, wie er ist, wird der Schritt nicht umgesetzt.',
  'step-rejected.next': 'Die anderen Schritte des Jahresplans sind davon nicht betroffen.',
  'changes-requested.subject': 'Änderungen erbeten: {step} ({account}, {year})',
  'changes-requested.heading': '{by} bittet um Änderungen',
  'changes-requested.intro': '{by} hat am {at} um Änderungen an „{step}“ für {account} gebeten.',
  'changes-requested.next':
    'Der Schritt ist wieder ein Entwurf. Bearbeiten Sie ihn und legen Sie den Plan erneut vor; nur dieser Schritt wird neu versandt.',
  'approval-expired.subject': 'Keine Antwort: {step} ({account}, {year})',
  'approval-expired.heading': 'Bis zum Ende der Frist kam keine Antwort',
  'approval-expired.intro': 'Die Frist für „{step}“ ({account}) endete am {at} ohne Antwort von {names}.',
  'approval-expired.rejected': 'Nach der Regel dieses Schritts gilt er damit als abgelehnt.',
  'approval-expired.escalated': 'Stattdessen wurde {name} gefragt.',
  'approval-expired.waiting':
    'Nach der Regel dieses Schritts bleibt die Anfrage offen. Vielleicht hilft ein Anruf.',
  'approval-expired.nobody':
    'Es gibt niemanden mehr, an den die Entscheidung gehen könnte. Bitte ziehen Sie die Anfrage zurück, oder legen Sie den Schritt einer anderen Person zur Genehmigung vor.',
  'question-open-again.subject': 'Wieder offen: {step} ({account}, {year})',
  'question-open-again.heading': 'Eine Anfrage ist wieder offen',
  'question-open-again.intro':
    '{by} hat eine Entscheidung über „{step}“ für {account} am {at} zurückgenommen. Die Anfrage, die ohne genügend Antworten geendet hatte, ist damit wieder offen.',
  'question-open-again.next': 'Sie müssen nichts tun: Wer noch nicht geantwortet hat, wird wieder gefragt.',
  'late-decision-note.subject': 'Zu spät: Antwort von {by} zu {step} ({account}, {year})',
  'late-decision-note.heading': 'Eine Antwort kam zu spät',
  'late-decision-note.intro.approve':
    '{by} hat „{step}“ für {account} am {at} genehmigt. Die Anfrage war bereits seit {closedAt} geschlossen.',
  'late-decision-note.intro.requestChanges':
    '{by} hat am {at} um Änderungen an „{step}“ für {account} gebeten. Die Anfrage war bereits seit {closedAt} geschlossen.',
  'late-decision-note.intro.reject':
    '{by} hat „{step}“ für {account} am {at} abgelehnt. Die Anfrage war bereits seit {closedAt} geschlossen.',
  'late-decision-note.next':
    'Die Antwort zählt nicht. Soll sie etwas bewirken, bearbeiten Sie den Schritt und legen Sie den Plan erneut vor.',
};
