import type { enQuestion } from './en-question.ts';

/** The German texts of the mails about questions that approvers ask without deciding. */
export const deQuestion: Record<keyof typeof enQuestion, string> = {
  'approval.attachments': 'Anhänge (auf der Seite)',
  'question.action': 'Lesen und antworten',
  'question.plan': 'Jahresplan',
  'question.asked': 'Gefragt am',
  'question.waits':
    'Bis eine Antwort da ist, muss {by} nicht entscheiden, und die Frist ruht: Der Schritt wartet auf Sie.',
  'question.linkNote':
    'Bitte leiten Sie diese E-Mail nicht weiter: Wer den Link hat, kann in Ihrem Namen antworten. {by} darf auch entscheiden, ohne die Antwort abzuwarten.',
  'question.footer.manager':
    'Sie erhalten diese E-Mail, weil Sie um die Genehmigung dieses Schritts für {account} gebeten haben.',
  'question.footer.other':
    'Sie erhalten diese E-Mail, weil {manager} um die Genehmigung dieses Schritts für {account} gebeten hat und zurzeit nicht antworten kann oder noch nicht geantwortet hat.',
  'approval-question.subject': 'Eine Frage von {by}: {step} ({account}, {year})',
  'approval-question.heading': '{by} hat eine Frage',
  'approval-question.intro':
    '{by} soll über „{step}“ für {account} entscheiden und möchte vorher etwas wissen.',
  'approval-question.instead':
    '{by} soll über „{step}“ für {account} entscheiden und möchte vorher etwas wissen. {manager} kann zurzeit nicht antworten; deshalb kommt die Frage zu Ihnen.',
  'question-reminder.subject': 'Erinnerung: eine Frage von {by} zu {step} ({account}, {year})',
  'question-reminder.heading': 'Eine Frage ist noch unbeantwortet',
  'question-reminder.intro':
    '{by} hat am {at} zu „{step}“ für {account} gefragt und wartet auf Ihre Antwort.',
  'question-unanswered.subject': 'Unbeantwortet: eine Frage von {by} zu {step} ({account}, {year})',
  'question-unanswered.heading': 'Eine Frage ist unbeantwortet geblieben',
  'question-unanswered.intro':
    '{by} hat am {at} zu „{step}“ für {account} gefragt. {owes} wurde zweimal erinnert und hat nicht geantwortet. Sie können selbst antworten oder dafür sorgen, dass {owes} antwortet.',
  'question-answered.subject': 'Ihre Frage ist beantwortet: {step} ({account}, {year})',
  'question-answered.heading': '{by} hat Ihre Frage beantwortet',
  'question-answered.intro':
    'Sie haben zu „{step}“ für {account} gefragt, bevor Sie entscheiden. Hier ist die Antwort.',
  'question-answered.yours': 'Ihre Frage',
  'question-answered.until':
    'Ihre Frist läuft wieder: Bitte antworten Sie bis {at}. Auf der Seite können Sie auch noch einmal fragen.',
  'question-answered.noLimit': 'Sie können jetzt entscheiden oder auf der Seite noch einmal fragen.',
};
