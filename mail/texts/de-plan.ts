import type { enPlan } from './en-plan.ts';

/** The German texts of the mails about a plan and the work on its steps. */
export const dePlan: Record<keyof typeof enPlan, string> = {
  'plan-ready-to-draft.subject': 'Bereit zur Bearbeitung: Jahresplan {year} für {account}',
  'plan-ready-to-draft.heading': 'Der Jahresplan {year} für {account} liegt für Sie bereit',
  'plan-ready-to-draft.intro':
    'Aus einer Vorlage und den Zahlen des Kunden ist ein Entwurf entstanden. Bitte bearbeiten Sie ihn und legen Sie ihn zur Genehmigung vor.',
  'plan-ready-to-draft.by': 'Bitte legen Sie ihn spätestens am {day} vor.',
  'figure.revenue': 'Umsatz, zwölf Monate',
  'figure.growth': 'Gegenüber dem Vorjahr',
  'figure.orders': 'Aufträge',
  'figure.cancelled': 'Storniert',
  'figure.notCovered': 'in den Daten nicht enthalten',
  'figure.none': '–',
  'plan-executing.subject': 'In Umsetzung: Jahresplan {year} für {account}',
  'plan-executing.heading': 'Der Jahresplan {year} für {account} wird umgesetzt',
  'plan-executing.intro.one':
    'Alle Entscheidungen liegen vor. Ein Schritt wird nun umgesetzt; die verantwortliche Person ist informiert.',
  'plan-executing.intro.more':
    'Alle Entscheidungen liegen vor. {count} Schritte werden nun umgesetzt; die Verantwortlichen sind informiert.',
  'plan-executing.intro.none':
    'Alle Entscheidungen liegen vor, aber kein Schritt wurde genehmigt. Es gibt daher nichts umzusetzen.',
  'plan-executing.step': '{owner}, bis {day}',
  'plan-executing.waits': 'beginnt nach {steps}',
  'step.owner': 'Verantwortlich',
  'step.due': 'Umzusetzen bis',
  'step.approvedBy': 'Genehmigt von',
  'step.plan': 'Jahresplan',
  'step.planOf': '{account}, {year}',
  'step.footer':
    'Sie erhalten diese E-Mail, weil Sie diesen Schritt im Jahresplan {year} für {account} verantworten.',
  'step-started.subject': 'Jetzt sind Sie am Zug: {step} ({account}, {year})',
  'step-started.heading': '„{step}“ kann beginnen',
  'step-started.intro':
    '{manager} hat Ihnen diesen Schritt im Jahresplan {year} für {account} anvertraut. Er ist genehmigt.',
  'step-started.next':
    'Bitte geben Sie {manager} Bescheid, sobald der Schritt erledigt ist, und frühzeitig, falls der Termin nicht zu halten ist.',
  'step-due-soon.subject': 'Fällig am {day}: {step} ({account}, {year})',
  'step-due-soon.heading': '„{step}“ ist bald fällig',
  'step-due-soon.intro': 'Dieser Schritt im Jahresplan {year} für {account} ist bis {day} umzusetzen.',
  'step-due-soon.next':
    'Ist er schon erledigt, geben Sie {manager} bitte Bescheid. Wird es später, sagen Sie es {manager} bitte jetzt.',
  'step-overdue.subject': 'Überfällig: {step} ({account}, {year})',
  'step-overdue.heading': '„{step}“ ist überfällig',
  'step-overdue.owner':
    'Dieser Schritt im Jahresplan {year} für {account} war bis {day} umzusetzen und ist nicht als erledigt gemeldet.',
  'step-overdue.manager':
    'Diesen Schritt im Jahresplan {year} für {account} sollte {owner} bis {day} umsetzen; er ist nicht als erledigt gemeldet.',
  'step-overdue.owner.next':
    'Ist er erledigt, geben Sie {manager} bitte Bescheid. Wenn nicht, vereinbaren Sie mit {manager} bitte einen neuen Termin.',
  'step-overdue.manager.next':
    'Bitte melden Sie den Schritt als erledigt, oder vereinbaren Sie mit {owner} einen neuen Termin.',
  'plan-closed.subject': 'Abgeschlossen: Jahresplan {year} für {account}',
  'plan-closed.heading': 'Der Jahresplan {year} für {account} ist abgeschlossen',
  'plan-closed.intro': 'Das Planjahr ist vorbei, und seine Aufzeichnung ist vollständig.',
  'plan-closed.done': 'Schritte erledigt',
  'plan-closed.notDone': 'Schritte nicht erledigt',
  'plan-closed.cancelled': 'Schritte gestrichen',
  'plan-closed.target.reached': '{value}: Ziel von {target} erreicht',
  'plan-closed.target.missed': '{value}: Ziel von {target} verfehlt',
  'plan-closed.target.unknown': 'Nicht bekannt; das Ziel war {target}',
  'plan-closed.lessons': 'Erkenntnisse',
  'delivery-failed.subject': 'Nicht zustellbar: E-Mail an {name}',
  'delivery-failed.subject.uncertain': 'Vielleicht nicht angekommen: E-Mail an {name}',
  'delivery-failed.heading': 'Eine E-Mail an {name} war nicht zustellbar',
  'delivery-failed.heading.uncertain': 'Eine E-Mail an {name} ist vielleicht nicht angekommen',
  'delivery-failed.intro':
    'Die unten genannte E-Mail wurde endgültig abgewiesen. {name} weiß also noch nichts davon.',
  'delivery-failed.intro.uncertain':
    'Die unten genannte E-Mail wurde zweimal übergeben, aber der Mailserver hat sie nie bestätigt.',
  'delivery-failed.to': 'An',
  'delivery-failed.about': 'Betreff',
  'delivery-failed.reason': 'Meldung des Mailservers',
  'delivery-failed.next':
    'Bitte prüfen Sie die Adresse in der Personenliste. Sobald sie stimmt, lassen Sie die Frage erneut stellen oder benennen Sie eine andere Person. Bis dahin hilft ein Anruf.',
  'delivery-failed.next.uncertain':
    'Bitte fragen Sie {name}, ob sie angekommen ist. Wenn nicht, lassen Sie die Frage erneut stellen.',
  'delivery-failed.footer': 'Sie erhalten diese E-Mail, weil Sie den Kunden betreuen, um den es geht.',
};
