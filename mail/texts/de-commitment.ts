/** The German texts of the mails about commitments of both sides. */
export const deCommitment = {
  'commitment.text': 'Was vereinbart ist',
  'commitment.due': 'Bis',
  'commitment.owner': 'Wer',
  'commitment.with': 'Vereinbart mit',
  'commitment.person': '{manager} ({email})',
  'commitment.action': 'Bestätigen oder anderen Termin vorschlagen',
  'commitment.linkNote':
    'Das Öffnen des Links beantwortet nichts; Sie wählen auf der Seite. Bitte leiten Sie diese E-Mail nicht weiter: Wer den Link hat, kann in Ihrem Namen antworten.',
  'commitment.contact': 'Fragen? Schreiben Sie {manager} an {email}.',
  'commitment.footer':
    'Sie erhalten diese E-Mail, weil {manager} dies für {account} mit Ihrem Namen notiert hat.',
  'commitment-request.subject': 'Bitte bestätigen: unsere Vereinbarung für {day}',
  'commitment-request.heading': '{manager} bittet Sie um Bestätigung eines Termins',
  'commitment-request.intro':
    '{manager} hat Folgendes als mit {account} vereinbart notiert. Bitte bestätigen Sie es oder schlagen Sie einen anderen Termin vor.',
  'commitment-request.again': 'Sie wurden dazu schon gefragt; jetzt gilt, was in dieser E-Mail steht.',
  'commitment-reminder.subject': 'Erinnerung: Bitte bestätigen Sie unsere Vereinbarung für {day}',
  'commitment-reminder.heading': 'Ihre Bestätigung fehlt noch',
  'commitment-reminder.intro':
    '{manager} hat Ihnen dazu am {at} geschrieben. Bitte bestätigen Sie es für {account} oder schlagen Sie einen anderen Termin vor.',
  'commitment-settled.accepted.subject': 'Vereinbart: Der neue Termin ist {day}',
  'commitment-settled.accepted.heading': 'Ihr Terminvorschlag ist angenommen',
  'commitment-settled.accepted':
    '{manager} ist mit {proposed} einverstanden. Der neue Termin für {account} gilt ab jetzt.',
  'commitment-settled.refused.subject': 'Nicht vereinbart: Bitte sehen Sie sich den Termin noch einmal an',
  'commitment-settled.refused.heading': 'Ihr Terminvorschlag passt leider nicht',
  'commitment-settled.refused':
    '{manager} kann {proposed} nicht zusagen. Für {account} bleibt es bei {day}; Sie können das bestätigen oder einen anderen Termin vorschlagen.',
  'commitment-withdrawn.subject': 'Nicht mehr nötig: unsere Vereinbarung für {day}',
  'commitment-withdrawn.heading': 'Dies ist nicht mehr nötig',
  'commitment-withdrawn.intro': '{manager} rechnet nicht mehr mit Folgendem von {account}.',
  'commitment-answered.confirmed.subject': 'Bestätigt: {owner} von {account}, {day}',
  'commitment-answered.confirmed.heading': '{owner} hat bestätigt',
  'commitment-answered.confirmed': '{owner} von {account} bestätigt diese Zusage im Plan {year}.',
  'commitment-answered.proposed.subject': 'Anderer Termin: {owner} von {account} schlägt {proposed} vor',
  'commitment-answered.proposed.heading': '{owner} schlägt einen anderen Termin vor',
  'commitment-answered.proposed':
    '{owner} von {account} schlägt für diese Zusage im Plan {year} statt {day} {proposed} vor.',
  'commitment-answered.next':
    'Nehmen Sie den Termin mit einer Begründung an oder lehnen Sie ihn ab; {owner} erhält eine E-Mail. Bis dahin bleibt der Termin, wie er ist.',
  'commitment-trouble.unreachable.subject': 'Keine Adresse: {owner} von {account} kann nicht gefragt werden',
  'commitment-trouble.unreachable.heading': '{owner} kann nicht per E-Mail gefragt werden',
  'commitment-trouble.unreachable':
    '{owner} ist für diese Zusage im Plan {year} für {account} genannt, hat aber in den Daten keine E-Mail-Adresse.',
  'commitment-trouble.unreachable.next':
    'Tragen Sie die Adresse von {owner} nach und lassen Sie die Frage noch einmal stellen.',
  'commitment-trouble.silent.subject': 'Keine Antwort: {owner} von {account}',
  'commitment-trouble.silent.heading': '{owner} hat nicht geantwortet',
  'commitment-trouble.silent':
    '{owner} von {account} wurde gefragt und erinnert und hat diese Zusage im Plan {year} nicht bestätigt. Das Schweigen ist festgehalten.',
  'commitment-trouble.silent.next':
    'Ein Anruf bei {owner} hilft mehr als noch eine E-Mail. Der Link gilt weiterhin.',
  'commitment-trouble.missed.subject': 'Versäumt: {owner}, {day} ({account}, {year})',
  'commitment-trouble.missed.heading': 'Eine Zusage wurde versäumt',
  'commitment-trouble.missed':
    '{owner} sollte diese Zusage im Plan {year} für {account} bis {day} einhalten; sie ist nicht als erledigt gemeldet.',
  'commitment-trouble.missed.next':
    'Melden Sie sie als erledigt, wenn sie es ist, oder sprechen Sie mit {owner}.',
  'commitment-given.subject': 'In Ihrer Hand: eine Zusage an {account} bis {day}',
  'commitment-given.heading': 'Sie sind für eine Zusage an {account} genannt',
  'commitment-given.intro': '{manager} zählt hierfür im Plan {year} für {account} auf Sie.',
  'commitment-given.next':
    'Sagen Sie {manager}, wenn es erledigt ist, oder rechtzeitig, wenn {day} nicht zu halten ist.',
  'commitment-due.subject': 'Fällig am {day}: Ihre Zusage an {account}',
  'commitment-due.heading': 'Eine Zusage von Ihnen ist am {day} fällig',
  'commitment-due.intro': '{manager} zählt hierfür im Plan {year} für {account} auf Sie.',
  'commitment-due.next':
    'Sagen Sie {manager}, wenn es erledigt ist, oder noch heute, wenn {day} nicht zu halten ist.',
  'commitment-late.subject': 'Überfällig: Ihre Zusage an {account}',
  'commitment-late.heading': 'Eine Zusage von Ihnen war am {day} fällig',
  'commitment-late.intro':
    'Diese Zusage im Plan {year} für {account} ist nicht als erledigt gemeldet und gilt als versäumt.',
  'commitment-late.next': 'Sagen Sie {manager}, dass sie erledigt ist oder wann sie es sein wird.',
  'commitment-unsettled.subject': 'Noch keine Antwort: {owner} von {account} schlägt {proposed} vor',
  'commitment-unsettled.heading': '{owner} wartet auf eine Antwort zu {proposed}',
  'commitment-unsettled.manager':
    '{owner} von {account} schlägt für diese Zusage im Plan {year} statt {day} {proposed} vor und hat noch keine Antwort von Ihnen.',
  'commitment-unsettled.manager.next':
    'Nehmen Sie den Termin mit einer Begründung an oder lehnen Sie ihn ab; {owner} erhält eine E-Mail. Bis dahin bleibt der Termin, wie er ist.',
  'commitment-unsettled.overseer':
    '{owner} von {account} schlägt für diese Zusage im Plan {year} statt {day} {proposed} vor. {manager} wurde erinnert und hat nicht geantwortet.',
  'commitment-unsettled.overseer.next':
    'Bitte sprechen Sie mit {manager}: Der Kunde wartet auf eine Antwort.',
  'commitment-due-client.subject': 'Erinnerung: unsere Vereinbarung für {day}',
  'commitment-due-client.heading': 'Unsere Vereinbarung ist am {day} fällig',
  'commitment-due-client.intro':
    '{manager} zählt auf Folgendes von {account}. Ist etwas dazwischengekommen, können Sie einen anderen Termin vorschlagen.',
  'commitment-given.footer': 'Sie erhalten diese E-Mail, weil der Plan {year} für {account} Sie nennt.',
};
