import type { planEditEn } from './en-plan-edit.ts';

/** The texts of the forms in which a plan is edited, in German. */
export const planEditDe: Record<keyof typeof planEditEn, string> = {
  'edit.back': 'Zurück zu {plan}',
  'edit.cancel': 'Nichts ändern',
  'edit.save': 'Speichern',
  'edit.notSaved': 'Noch nicht gespeichert: {title}',
  'edit.title': 'Bearbeiten: {section}',
  'edit.reason': 'Warum Sie es ändern',
  'edit.reason.hint': 'Ein Satz. Er steht bei dieser Fassung für alle, die den Plan später lesen.',
  'edit.faults': 'Noch nicht gespeichert. Ihre Eingaben sind noch da.',
  'edit.newRow': 'Weiteres hinzufügen',
  'edit.remove': 'Entfernen',
  'edit.noSteps': 'Der Plan hat noch keinen Schritt.',
  'edit.choose': 'Bitte wählen',
  'edit.unknown': 'Nicht bekannt',
  'edit.noObjective': 'Kein Ziel',
  'edit.indicator': 'Anzeichen',
  'edit.expected': 'Erwartet',
  'edit.inactive': '{name} (ausgeschieden)',
  'edit.dropped': '{title} (gestrichen)',
  'edit.hint.points': 'Ein Punkt pro Zeile.',
  'edit.hint.monthlyBenefits':
    'Ein Betrag pro Zeile für jeden Monat. Gleiche Monate zum Beispiel als „12 x 500“.',
  'edit.hint.timeZone': 'Zum Beispiel Europe/Lisbon. Bleibt es leer, gilt die der Person.',
  'edit.hint.function': 'Zum Beispiel finance oder customer-success.',
  'edit.hint.target': 'Was erreicht werden soll.',
  'edit.hint.budget':
    'Für alle Schritte zusammen, in der Währung des Plans. Bleibt es leer, gibt es keine Grenze.',
  'edit.hint.situation': 'Wo der Kunde steht und worum es in diesem Jahr geht.',
  'edit.lead.situation': 'Kunden können diesen Abschnitt lesen.',
  'edit.lead.swot': 'Intern: Kunden lesen diesen Abschnitt nie.',
  'edit.lead.competitors': 'Intern: Kunden lesen diesen Abschnitt nie.',
  'edit.lead.risks': 'Intern: Kunden lesen diesen Abschnitt nie.',
  'edit.lead.whitespace':
    'Was jeder Bereich von unserem Angebot bezieht, bei uns oder bei anderen. Intern: Kunden lesen diesen Abschnitt nie.',
  'edit.lead.buyingCentre':
    'Wer beim Kunden entscheidet und wie nah wir sind. Intern: Kunden lesen diesen Abschnitt nie.',
  'edit.lead.objectives': 'Was das Jahr erreichen soll. Kunden können diesen Abschnitt lesen.',
  'edit.lead.stepObjectives': 'Welchem Ziel jeder Schritt dient. Kunden können diesen Abschnitt lesen.',
  'edit.lead.budget': 'Intern: Kunden lesen diesen Abschnitt nie.',
  'edit.lead.businessCases':
    'Was Schritte kosten und bringen, Monat für Monat. Intern: Kunden lesen diesen Abschnitt nie.',
  'edit.lead.kpis':
    'Zu erreichende Werte und woran man früh sieht, ob es gelingt. Kunden können diesen Abschnitt lesen.',
  'edit.lead.team': 'Wer für diesen Kunden arbeitet. Kunden können diesen Abschnitt lesen.',
  'edit.conflict': 'Inzwischen hat jemand anders etwas geändert',
  'edit.conflict.lead':
    'Noch ist nichts gespeichert, und Ihre Eingaben stehen weiter im Formular. Bitte lesen Sie, was sich geändert hat; Sie können es übernehmen oder Ihre Fassung darüber speichern.',
  'edit.conflict.elsewhere':
    'Noch ist nichts gespeichert. Geändert wurde etwas an anderer Stelle des Plans und nicht in diesem Formular; Sie können einfach noch einmal speichern.',
  'edit.meanwhile': '{who}, {at} – {what}',
  'edit.yours': 'Wenn Sie jetzt speichern, ändert sich:',
  'edit.over': 'Ich habe gelesen, was sich geändert hat',
  'edit.over.hint': 'Meine Fassung wird darüber gespeichert.',
  'edit.fault.over': 'bitte nach dem Lesen ankreuzen oder die Seite verlassen, ohne zu speichern.',
  'edit.fault.reason': 'bitte in einem Satz sagen, warum Sie es ändern.',
  'edit.fault.missing': 'bitte ausfüllen.',
  'edit.fault.long': 'bitte auf {max} Zeichen kürzen.',
  'edit.fault.many': 'bitte höchstens {max} angeben.',
  'edit.fault.atMost': 'bitte höchstens {max} eintragen.',
  'edit.fault.atLeast': 'bitte mindestens {min} eintragen.',
  'edit.fault.choose': 'bitte eines wählen.',
  'edit.fault.number': 'bitte eine Zahl wie 12.5 eintragen.',
  'edit.fault.day': 'bitte einen Tag wie 2027-03-31 eintragen.',
  'edit.fault.other': 'das passt nicht ({what}).',
  'planNotice.foreign.title': 'Bitte nutzen Sie das Formular auf unserer Seite',
  'planNotice.foreign.lead':
    'Dies wurde von anderswo gesendet; daher wurde nichts geändert. Öffnen Sie den Plan und nutzen Sie dort sein Formular.',
  'planNotice.forbidden.title': 'Sie können diesen Plan lesen, aber nicht ändern',
  'planNotice.forbidden.lead':
    'Zum Ändern braucht es einen API-Schlüssel mit der Rolle manager. Es wurde nichts geändert.',
  'planNotice.signIn.title': 'Bitte geben Sie einen API-Schlüssel an',
  'planNotice.signIn.lead':
    'Pläne sieht, wer als Passwort einen API-Schlüssel angibt. Der Benutzername ist beliebig.',
  'planNotice.tooLarge.title': 'Das ist zu groß',
  'planNotice.tooLarge.lead':
    'Es wurde nichts geändert. Eine Datei hat höchstens 10 MB, ein Formular einige tausend Felder.',
  'planNotice.refused.title': 'Das ist nicht möglich',
  'planNotice.refused.lead': 'Es wurde nichts geändert.',
  'actor.apiKey': 'API-Schlüssel „{name}“',
  'actor.operator': '{name} an der Kommandozeile',
  'actor.local': 'Jemand am Server',
  'actor.system': 'Der Dienst selbst',
};
