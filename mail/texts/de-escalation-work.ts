/** The German texts of the mails about tasks for an escalation and about what the client says of its solution. */
export const deEscalationWork = {
  'escalation-task.title': 'Aufgabe',
  'escalation-task.details': 'Einzelheiten',
  'escalation-task.function': 'Für',
  'escalation-task.function.sales': 'Vertrieb',
  'escalation-task.function.operations': 'Betrieb',
  'escalation-task.function.it': 'IT',
  'escalation-task.function.finance': 'Finanzen',
  'escalation-task.function.product': 'Produkt',
  'escalation-task.function.service': 'Service',
  'escalation-task.function.legal': 'Recht',
  'escalation-task.function.marketing': 'Marketing',
  'escalation-task.function.logistics': 'Logistik',
  'escalation-task.function.quality': 'Qualität',
  'escalation-task.function.other': 'Andere',
  'escalation-task.due': 'Fällig am',
  'escalation-task.owner': 'Zuständig',
  'escalation-task.action': 'Sagen, dass es erledigt ist oder nicht geht',
  'escalation-task.linkNote':
    'Das Öffnen des Links beantwortet nichts; Sie wählen auf der Seite. Bitte leiten Sie diese E-Mail nicht weiter: Wer den Link hat, kann in Ihrem Namen antworten.',
  'escalation-task.given.subject': 'Eine Aufgabe für Sie, fällig am {day}: {task} ({account})',
  'escalation-task.given.heading': 'Eine Aufgabe für Sie bei {account}',
  'escalation-task.given.intro':
    'Eine Eskalation dieses Kontos braucht Ihre Arbeit. Bitte sagen Sie auf der Seite, wenn sie erledigt ist, oder gleich, wenn Sie sie nicht übernehmen können.',
  'escalation-task.changed.subject': 'Ihre Aufgabe hat sich geändert: {task} ({account})',
  'escalation-task.changed.heading': 'Eine Ihrer Aufgaben bei {account} hat sich geändert',
  'escalation-task.changed.intro': 'Es gilt, was in dieser E-Mail steht; Ihr Link bleibt derselbe.',
  'escalation-task.passedOn.subject': '{owner} hat jetzt Ihre Aufgabe: {task} ({account})',
  'escalation-task.passedOn.heading': '{owner} hat diese Aufgabe jetzt',
  'escalation-task.passedOn.intro': 'Die Aufgabe wurde an {owner} gegeben. Sie müssen dafür nichts mehr tun.',
  'escalation-task.reminder.subject': 'Fällig am {day}: {task} ({account})',
  'escalation-task.reminder.heading': 'Eine Ihrer Aufgaben ist am {day} fällig',
  'escalation-task.reminder.intro':
    'Bitte sagen Sie auf der Seite, dass sie erledigt ist oder dass Sie sie nicht erledigen können.',
  'escalation-task.overdue.subject': 'Überfällig seit {day}: {task} ({account})',
  'escalation-task.overdue.heading': 'Eine Aufgabe bei {account} ist überfällig',
  'escalation-task.overdue.intro':
    'Sie war am {day} fällig, und {owner} hat sie nicht als erledigt gemeldet. Das ist festgehalten.',
  'escalation-task.cannot.subject': '{owner} kann es nicht übernehmen: {task} ({account})',
  'escalation-task.cannot.heading': '{owner} kann diese Aufgabe nicht erledigen',
  'escalation-task.cannot.intro':
    'Sie bleibt bei {owner}, bis Sie sie jemand anderem geben, ändern oder fallen lassen.',
  'escalation-task.ownerGone.subject': 'Niemand arbeitet daran: {task} ({account})',
  'escalation-task.ownerGone.heading': '{owner} ist hier nicht mehr aktiv',
  'escalation-task.ownerGone.intro':
    'Die Aufgabe ist am {day} fällig, und niemand arbeitet daran: Bitte geben Sie sie jemand anderem oder lassen Sie sie fallen.',
  'escalation-task.done.subject': 'Erledigt: {task} ({account})',
  'escalation-task.done.heading': 'Eine Aufgabe bei {account} ist erledigt',
  'escalation-task.done.intro':
    'Die Aufgabe von {owner} ist als erledigt festgehalten. Sie müssen nichts weiter tun.',
  'escalation-task.dropped.subject': 'Nicht mehr nötig: {task} ({account})',
  'escalation-task.dropped.heading': 'Eine Aufgabe bei {account} wurde fallen gelassen',
  'escalation-task.dropped.intro': 'Die Aufgabe von {owner} wird nicht mehr gebraucht.',
  'solution-confirmation.first.subject': 'Ist es gelöst? Bitte sagen Sie es uns',
  'solution-confirmation.again.subject': 'Erinnerung: Ist es gelöst? Bitte sagen Sie es uns',
  'solution-confirmation.heading': 'Ist es damit für {account} gelöst?',
  'solution-confirmation.first.intro':
    'Wir haben Ihnen eine Lösung vorgestellt. Bitte sagen Sie uns, ob damit gelöst ist, was Sie uns gesagt haben.',
  'solution-confirmation.again.intro':
    'Wir haben Sie gefragt, ob die vorgestellte Lösung geholfen hat, und noch nichts von Ihnen gehört.',
  'solution-confirmation.until':
    'Hören wir bis {until} nichts von Ihnen, gehen wir davon aus, dass Sie zustimmen; danach schreiben Sie uns bitte, wenn es nicht gelöst ist.',
  'solution-confirmation.summary': 'Was wir vorgestellt haben',
  'solution-confirmation.presented': 'Vorgestellt am',
  'solution-confirmation.action': 'Uns sagen, ob es gelöst ist',
  'solution-confirmation.linkNote':
    'Das Öffnen des Links beantwortet nichts; Sie wählen auf der Seite. Bitte leiten Sie diese E-Mail nicht weiter: Wer den Link hat, kann in Ihrem Namen antworten.',
  'solution-confirmation.contact': 'Fragen? Schreiben Sie {manager} an {email}.',
  'solution-confirmation.footer':
    'Sie erhalten diese E-Mail, weil {manager} festgehalten hat, dass Ihnen dies bei {account} vorgestellt wurde.',
  'solution-by-hand.subject': 'Bitte halten Sie fest, was {contact} sagt: {title} ({account})',
  'solution-by-hand.heading': 'Bitte halten Sie die Antwort von {account} selbst fest',
  'solution-by-hand.noAddress':
    'Zu {contact} ist keine E-Mail-Adresse bekannt, deshalb wurde niemand per E-Mail gefragt, ob es gelöst ist.',
  'solution-by-hand.stillNone':
    'Die Lösung wurde {contact} vorgestellt, ohne dass eine E-Mail-Adresse bekannt ist, und es ist noch keine Antwort festgehalten.',
  'solution-by-hand.notMailed':
    'Keine E-Mail hat {contact} erreicht; das Schweigen gilt deshalb nicht als Zustimmung, und niemand fragt mehr nach.',
  'solution-by-hand.then':
    'Bitte fragen Sie selbst nach und halten Sie die Antwort fest, oder nehmen Sie die Vorstellung zurück und stellen Sie die Lösung jemand anderem vor.',
} as const;
