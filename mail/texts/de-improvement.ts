import type { enImprovement } from './en-improvement.ts';

/** German texts of the mails about process improvements. */
export const deImprovement: Readonly<Record<keyof typeof enImprovement, string>> = {
  'improvement.assigned.subject': 'Ihre Verbesserung: {title}',
  'improvement.assigned.heading': 'Eine Verbesserung liegt bei Ihnen: {title}',
  'improvement.assigned.intro':
    'Mit {account} haben wir etwas gelernt, das auch andere Kunden betrifft. Sie sind benannt, dafür zu sorgen, dass es sich ändert.',
  'improvement.due.subject': 'Heute fällig: {title}',
  'improvement.due.heading': 'Ihre Verbesserung ist fällig: {title}',
  'improvement.due.intro':
    'Sie sind benannt, dafür zu sorgen, dass sich dies ändert, und für heute war es zugesagt.',
  'improvement.late.subject': 'Überfällig: {title}',
  'improvement.late.heading': 'Eine Verbesserung ist überfällig: {title}',
  'improvement.late.intro':
    '{owner} sollte dafür sorgen, dass sich dies ändert. Der Tag ist vorbei, und nichts wurde gemeldet.',
  'improvement.title': 'Verbesserung',
  'improvement.owner': 'Zuständig',
  'improvement.due': 'Fällig am',
  'improvement.learned': 'Was wir mit {account} gelernt haben',
  'improvement.next':
    'Wenn es erledigt ist oder doch nicht geschehen soll, trägt die Kundenbetreuung ein, was daraus wurde (Verbesserung {id}). Bis dahin steht es im nächsten Plan.',
  'improvement.footer':
    'Sie erhalten diese Nachricht wegen einer Verbesserung, die aus der Arbeit mit {account} folgt.',
};
