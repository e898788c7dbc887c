import type { questionEn } from './en-question.ts';

/** The texts about questions without a decision, and about attachments, in German. */
export const questionDe: Record<keyof typeof questionEn, string> = {
  'approval.untilAnswered':
    'Ihre Frist ruht, bis Ihre Frage beantwortet ist. Sie können trotzdem schon entscheiden.',
  'attachments.title': 'Anhänge',
  'thread.title': 'Fragen und Antworten',
  'thread.youAsked': 'Sie haben am {at} gefragt',
  'thread.asked': '{name} hat am {at} gefragt',
  'thread.answered': '{name} hat am {at} geantwortet',
  'thread.waits': '{name} hat noch nicht geantwortet.',
  'thread.yoursWaits': 'Ihre Frage liegt bei {name}; die Antwort erhalten Sie per E-Mail.',
  'thread.moot': 'Sie blieb ohne Antwort, weil keine mehr nötig war.',
  'ask.title': 'Vor der Entscheidung etwas fragen',
  'ask.question': 'Ihre Frage',
  'ask.hint':
    '{name} erhält sie per E-Mail und beantwortet sie; die anderen Gefragten können beides lesen. Bis dahin müssen Sie nicht entscheiden, und Ihre Frist ruht.',
  'ask.submit': 'Frage senden',
  'ask.error.empty': 'Es wurde nichts gesendet: Bitte schreiben Sie Ihre Frage.',
  'ask.error.long': 'Es wurde nichts gesendet: Bitte kürzen Sie die Frage auf 4.000 Zeichen.',
  'ask.error.waiting':
    'Es wurde nichts gesendet: Ihre vorige Frage ist noch nicht beantwortet. Bitte warten Sie die Antwort ab.',
  'answer.title': '{name} hat eine Frage',
  'answer.lead':
    '{name} möchte etwas wissen, bevor die Entscheidung über „{step}“ fällt. Bis Sie antworten, ruht die Frist.',
  'answer.step': 'Schritt',
  'answer.label': 'Ihre Antwort',
  'answer.hint':
    '{name} erhält sie per E-Mail; auch die anderen Gefragten können sie lesen. Sie lässt sich danach nicht mehr ändern.',
  'answer.submit': 'Antwort senden',
  'answer.error': 'Ihre Antwort ist noch nicht gesendet',
  'answer.error.empty': 'Es wurde nichts gesendet: Bitte schreiben Sie Ihre Antwort.',
  'answer.error.long': 'Es wurde nichts gesendet: Bitte kürzen Sie die Antwort auf 4.000 Zeichen.',
  'answered.sent.title': 'Ihre Antwort ist gesendet',
  'answered.sent':
    '{name} erhält sie per E-Mail und kann nun über „{step}“ für {account} entscheiden. Vielen Dank.',
  'answered.first.title': 'Diese Frage ist bereits beantwortet',
  'answered.first':
    'Die erste Antwort an {name} zu „{step}“ für {account} gilt; eine weitere wurde nicht erfasst. Fehlt noch etwas, wenden Sie sich bitte direkt an {name}.',
  'answered.moot.title': 'Diese Frage braucht keine Antwort mehr',
  'answered.moot':
    'Seit {name} zu „{step}“ für {account} gefragt hat, wurde entschieden, die Entscheidung weitergegeben oder die Anfrage beendet. Sie müssen hier nichts mehr tun.',
};
