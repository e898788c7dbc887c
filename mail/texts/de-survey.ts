/** The German texts of the mails about surveys of a client's contacts. */
export const deSurvey = {
  'survey.action': 'Antworten',
  'survey.stop': 'Bitte nicht mehr fragen',
  'survey.how':
    'Es ist eine Frage, auf Wunsch mit einigen weiteren: weniger als zwei Minuten. Antworten und Ihre Antwort ändern können Sie bis {at}.',
  'survey.linkNote':
    'Das Öffnen des Links beantwortet nichts; Sie wählen auf der Seite. Bitte leiten Sie diese E-Mail nicht weiter: Wer den Link hat, kann in Ihrem Namen antworten.',
  'survey.contact': 'Fragen? Schreiben Sie {manager} an {email}.',
  'survey.footer':
    'Sie erhalten diese E-Mail, weil {manager} mit {account} arbeitet und Sie dort als Kontakt verzeichnet sind. Wir fragen höchstens einmal in 60 Tagen.',
  'survey.firmFooter': 'Sie erhalten diese E-Mail, weil Sie für {account} verantwortlich sind.',
  'survey.score': '{score} auf einer Skala von {low} bis {high}',
  'survey.answers': 'Alle Antworten mit Namen: „kam surveys answers {id}“',
  'survey.measure.nps': 'Weiterempfehlung (NPS)',
  'survey.measure.csat': 'Zufrieden',
  'survey.measure.ces': 'Einfachheit, von 1 bis 7',
  'survey.measure.advocacy': 'Haben uns empfohlen',
  'survey.figure': '{value} (Antworten: {answers})',
  'survey-invitation.subject': 'Wie zufrieden sind Sie mit uns? Eine Frage von {manager}',
  'survey-invitation.heading': '{manager} möchte wissen, wie zufrieden Sie mit uns sind',
  'survey-invitation.intro':
    'Wir arbeiten mit {account} zusammen und wollen es besser machen. {manager} liest Ihre Antwort mit Ihrem Namen und handelt danach.',
  'survey-reminder.subject': 'Erinnerung: eine Frage von {manager}',
  'survey-reminder.heading': 'Ihre Meinung fehlt noch',
  'survey-reminder.intro':
    '{manager} hat Ihnen zu unserer Arbeit für {account} geschrieben und würde gern noch von Ihnen hören. Eine weitere Erinnerung gibt es nicht.',
  'survey-detractor.subject': 'Bitte anrufen: {contact} von {account} ist unzufrieden',
  'survey-detractor.heading': '{contact} von {account} ist unzufrieden',
  'survey-detractor.intro':
    '{contact} hat in der Umfrage bei {account} eine niedrige Bewertung gegeben. Sie ist als Warnzeichen gespeichert.',
  'survey-detractor.address': 'E-Mail-Adresse',
  'survey-detractor.next':
    'Bitte sprechen Sie bald mit {contact}: Ein Anruf binnen zwei Arbeitstagen zeigt, dass die Antwort gelesen wurde.',
  'survey-closed.subject': 'Umfrage bei {account}: {answered} von {asked} haben geantwortet',
  'survey-closed.heading': 'Die Umfrage bei {account} ist beendet',
  'survey-closed.intro': '{answered} von {asked} gefragten Kontakten haben geantwortet.',
  'survey-closed.none': 'Keiner der {asked} gefragten Kontakte hat geantwortet.',
  'survey-closed.next':
    'Bitte ordnen Sie die Antworten Themen zu und halten Sie fest, was jeweils getan wurde: Der Kunde erfährt es im nächsten Gespräch.',
} as const;
