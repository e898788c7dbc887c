import { programmeDe } from './de-programme.ts';
import { reviewsDe } from './de-reviews.ts';
import { accountDe } from './de-account.ts';
import { codeDe } from './de-code.ts';
import { commitmentDe } from './de-commitment.ts';
import { digestDe } from './de-digest.ts';
import { escalationDe } from './de-escalation.ts';
import { escalationWorkDe } from './de-escalation-work.ts';
import { escalationDetailDe } from './de-escalation-detail.ts';
import { escalationHistoryDe } from './de-escalation-history.ts';
import { escalationsDe } from './de-escalations.ts';
import { deHandOver } from './de-hand-over.ts';
import { homeDe } from './de-home.ts';
import { leaseDe } from './de-lease.ts';
import { undoDe } from './de-undo.ts';
import { inboxDe } from './de-inbox.ts';
import { planDe } from './de-plan.ts';
import { planEditDe } from './de-plan-edit.ts';
import { exportDe } from './de-export.ts';
import { planWorkDe } from './de-plan-work.ts';
import { questionDe } from './de-question.ts';
import type { en } from './en.ts';
import { selectionDe } from './de-selection.ts';
import { surveyDe } from './de-survey.ts';

/** Every text of the pages in German, formal address; placeholders in braces are filled by name. */
export const de: Record<keyof typeof en, string> = {
  ...programmeDe,
  ...reviewsDe,
  ...accountDe,
  ...selectionDe,
  ...homeDe,
  ...escalationDe,
  ...escalationWorkDe,
  ...escalationDetailDe,
  ...escalationHistoryDe,
  ...escalationsDe,
  ...leaseDe,
  ...surveyDe,
  ...undoDe,
  ...deHandOver,
  ...questionDe,
  ...planDe,
  ...planEditDe,
  ...planWorkDe,
  ...exportDe,
  ...codeDe,
  ...inboxDe,
  ...commitmentDe,
  ...digestDe,
  'site.name': 'Key-Account-Pläne',
  'site.private':
    'Diese Seite ist nur für {name} bestimmt. Wer ihre Adresse hat, kann in diesem Namen antworten.',

  'approval.title': 'Ihre Entscheidung: {step}',
  'approval.eyebrow': '{account}, Jahresplan {year}',
  'approval.asked': '{name} bittet um Ihre Entscheidung',
  'approval.askedInsteadOf':
    '{name} hat zuerst bei {insteadOf} angefragt und nicht rechtzeitig Antwort erhalten. Die Entscheidung liegt jetzt bei Ihnen.',
  'approval.why.named': 'Sie werden gefragt, weil der Schritt Ihre Genehmigung vorsieht.',
  'approval.why.superior': 'Sie werden anstelle einer Person gefragt, die an Sie berichtet.',
  'approval.why.director': 'Sie werden als Account Director dieses Kunden gefragt.',
  'approval.why.programmeOwner':
    'Sie werden gefragt, weil Sie das Programm verantworten, zu dem dieser Kunde gehört.',
  'approval.step': 'Was geplant ist',
  'approval.cost': 'Kosten',
  'approval.benefit': 'Erwarteter Nutzen pro Jahr',
  'approval.owner': 'Verantwortlich',
  'approval.dueOn': 'Umzusetzen bis',
  'approval.noCost': 'Keine',
  'approval.noBenefit': 'Keiner',
  'approval.changes': 'Was sich seit der letzten Anfrage geändert hat',
  'approval.before': 'Bisher',
  'approval.after': 'Jetzt',
  'approval.words.removed': 'gestrichen:',
  'approval.words.added': 'neu:',
  'approval.field': 'Feld',
  'approval.how': 'Wie entschieden wird',
  'approval.until': 'Bitte antworten Sie bis {at}.',
  'approval.untilNoLimit': 'Es gibt keine Frist.',
  'approval.others': 'Wer außerdem gefragt wird',
  'seat.waiting': 'noch nicht gefragt',
  'seat.asked': 'hat noch nicht geantwortet',
  'seat.approved': 'genehmigt',
  'seat.changesRequested': 'Änderungen erbeten',
  'seat.rejected': 'abgelehnt',
  'seat.expired': 'hat nicht rechtzeitig geantwortet',
  'seat.released': 'wird nicht mehr gefragt',
  'seat.handedOver': 'hat die Anfrage übergeben',
  'seat.at': '{what} am {at}',

  'form.title': 'Ihre Entscheidung',
  'form.approve': 'Genehmigen',
  'form.approve.hint': 'Der Schritt darf wie beschrieben umgesetzt werden.',
  'form.requestChanges': 'Änderungen erbitten',
  'form.requestChanges.hint': '{name} überarbeitet den Schritt und fragt erneut.',
  'form.reject': 'Ablehnen',
  'form.reject.hint': 'Der Schritt soll nicht umgesetzt werden.',
  'form.comment': 'Kommentar',
  'form.comment.hint':
    'Nötig, wenn Sie Änderungen erbitten oder ablehnen. {name} und die anderen Gefragten können ihn lesen.',
  'form.submit': 'Entscheidung senden',
  'form.error': 'Ihre Entscheidung ist noch nicht gesendet',
  'form.error.choice': 'Bitte wählen Sie eine der drei Antworten.',
  'form.error.comment': 'Bitte schreiben Sie im Kommentar, was sich ändern soll oder warum Sie ablehnen.',
  'form.error.commentLong': 'Bitte kürzen Sie den Kommentar auf 4.000 Zeichen.',

  'choice.approve': 'Sie haben genehmigt',
  'choice.requestChanges': 'Sie haben Änderungen erbeten',
  'choice.reject': 'Sie haben abgelehnt',

  'receipt.title': 'Ihre Entscheidung ist erfasst',
  'receipt.title.repeated': 'Ihre Entscheidung war schon erfasst',
  'receipt.repeated':
    'Sie haben dieselbe Entscheidung noch einmal gesendet. Es hat sich nichts geändert; dies ist ihr Beleg.',
  'receipt.number': 'Belegnummer',
  'receipt.decision': 'Entscheidung',
  'receipt.step': 'Schritt',
  'receipt.account': 'Kunde und Plan',
  'receipt.by': 'Entschieden von',
  'receipt.at': 'Erfasst am',
  'receipt.comment': 'Ihr Kommentar',
  'receipt.content': 'Entschiedener Inhalt',
  'receipt.contentHint': 'die ersten Stellen des SHA-256',
  'receipt.next': 'Wie es weitergeht',
  'receipt.next.open': 'Der Schritt wartet jetzt auf die Antwort von {names}.',
  'receipt.next.approved': 'Der Schritt hat alle nötigen Genehmigungen.',
  'receipt.next.changesRequested':
    '{name} überarbeitet den Schritt. Zur neuen Fassung werden Sie erneut gefragt.',
  'receipt.next.rejected': 'Der Schritt ist abgelehnt, und {name} erfährt davon.',
  'receipt.next.expired':
    'Von den anderen haben nicht genug rechtzeitig geantwortet. {name} erfährt davon und entscheidet, wie es weitergeht.',
  'receipt.next.superseded':
    'Der Schritt wurde inzwischen bearbeitet; diese Entscheidung zählt daher nicht mehr. Sie werden erneut gefragt, wenn die neue Fassung Ihre Genehmigung braucht.',
  'receipt.next.recalled': '{name} hat die Anfrage inzwischen zurückgezogen.',
  'receipt.next.waiting': 'Die anderen Antworten stehen noch aus.',
  'receipt.download': 'Signierten Beleg herunterladen, der Ihre Entscheidung gegenüber jedem nachweist',
  'receipt.mail': 'Ein Beleg ist per E-Mail zu Ihnen unterwegs. Sie können diese Seite schließen.',

  'closed.title': 'Diese Anfrage ist geschlossen',
  'closed.title.alreadyDecided': 'Sie haben bereits entschieden',
  'closed.alreadyDecided':
    'Ihre erste Entscheidung gilt; die zweite wurde nicht erfasst. Falls die erste ein Versehen war, geben Sie {name} bitte Bescheid.',
  'closed.approved': '„{step}“ für {account} wurde genehmigt. Sie müssen nichts weiter tun.',
  'closed.rejected': '„{step}“ für {account} wurde abgelehnt. Sie müssen nichts weiter tun.',
  'closed.changesRequested':
    'Zu „{step}“ für {account} wurden Änderungen erbeten. Braucht die neue Fassung Ihre Entscheidung, erhalten Sie eine neue E-Mail.',
  'closed.expired': 'Die Frist für „{step}“ ({account}) ist abgelaufen.',
  'closed.superseded':
    '„{step}“ für {account} wurde seit der Anfrage bearbeitet. Braucht die neue Fassung Ihre Entscheidung, erhalten Sie eine E-Mail mit einem neuen Link, sofern sie nicht schon da ist.',
  'closed.recalled': '{name} hat die Anfrage zu „{step}“ für {account} zurückgezogen.',
  'closed.open':
    'Sie werden zu „{step}“ für {account} nicht mehr gefragt; die Entscheidung liegt bei jemand anderem.',
  'closed.decisions': 'Wer entschieden hat',
  'closed.nobody': 'Niemand hat entschieden.',

  'changed.title': 'Der Schritt wurde inzwischen geändert',
  'changed.lead':
    'Ihre Entscheidung wurde nicht erfasst, denn „{step}“ für {account} ist nicht mehr so, wie diese Seite es gezeigt hat.',
  'changed.differences': 'Was sich geändert hat',
  'changed.notAsked': 'Zur neuen Fassung ist Ihre Entscheidung zurzeit nicht nötig.',
  'changed.draft':
    '{name} arbeitet noch an der neuen Fassung. Braucht sie Ihre Entscheidung, erhalten Sie eine E-Mail.',
  'changed.link': 'Eine E-Mail mit einem neuen Link ist an Sie gesendet worden. Dort können Sie entscheiden.',

  'expired.title': 'Die Frist ist abgelaufen',
  'expired.lead': 'Die Anfrage zu „{step}“ für {account} konnte bis {at} beantwortet werden.',
  'expired.recorded': 'Ihre Antwort kam danach und zählt nicht. {name} hat sie als Notiz erhalten.',
  'expired.next': 'Ist Ihre Antwort weiterhin wichtig, wenden Sie sich bitte direkt an {name}.',

  'resend.title': 'Suchen Sie den aktuellen Link?',
  'resend.hint':
    'Falls zu diesem Schritt eine Anfrage an Sie offen ist, kann ihr Link noch einmal an die Adresse gehen, an die dieser gesendet wurde.',
  'resend.submit': 'Aktuellen Link senden',
  'resent.title': 'Bitte sehen Sie in Ihr Postfach',
  'resent.lead':
    'Falls eine Anfrage an Sie offen ist, ist ihr Link unterwegs an die Adresse, an die der erste ging. Das kann einige Minuten dauern.',

  'unknown.title': 'Hier ist nichts',
  'unknown.lead':
    'Diese Adresse ist unvollständig, oder es gab sie nie. Bitte öffnen Sie den Link aus Ihrer E-Mail noch einmal; manche Mailprogramme brechen lange Adressen in zwei Zeilen um.',
  'foreign.title': 'Bitte entscheiden Sie auf der Seite selbst',
  'foreign.lead':
    'Diese Antwort kam nicht von der Seite, zu der Ihre E-Mail führt; daher wurde nichts erfasst. Bitte öffnen Sie den Link aus Ihrer E-Mail und entscheiden Sie dort.',
  'broken.title': 'Das hat nicht geklappt',
  'broken.lead':
    'Bei uns ist ein Fehler aufgetreten. Bitte versuchen Sie es in einigen Minuten noch einmal. Tritt er wieder auf, nennen Sie bitte die Nummer unten.',
  'broken.reference': 'Nummer',
  'tooMany.title': 'Bitte warten Sie eine Minute',
  'tooMany.lead':
    'Aus Ihrem Netz kamen mehr Anfragen, als diese Seite auf einmal beantwortet; es wurde nichts ausgeführt. Bitte versuchen Sie es in einer Minute noch einmal.',
  'refused.title': 'Das kann nicht angenommen werden',
  'refused.lead':
    'Was gesendet wurde, sendet diese Seite nicht. Bitte öffnen Sie den Link aus Ihrer E-Mail und entscheiden Sie dort.',
};
