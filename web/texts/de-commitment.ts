/** The texts of the page on which a client's owner confirms a commitment, in German. */
export const commitmentDe = {
  'commitment.site': 'Was wir vereinbart haben',
  'commitment.eyebrow': '{account} und {manager}',
  'commitment.title': 'Bitte bestätigen Sie oder schlagen Sie einen anderen Termin vor',
  'commitment.title.agreed': 'Dies ist vereinbart',
  'commitment.title.recorded': 'Ihre Antwort ist gespeichert',
  'commitment.title.closed': 'Hier ist keine Antwort mehr nötig',
  'commitment.text': 'Was vereinbart ist',
  'commitment.due': 'Bis',
  'commitment.proposed': 'Ihr Vorschlag',
  'commitment.client': 'Ihr Unternehmen',
  'commitment.with': 'Vereinbart mit',
  'commitment.changed':
    'Es wurde nichts gesendet: Text oder Termin haben sich geändert, seit Sie diese Seite geöffnet haben. Bitte lesen Sie beides noch einmal.',
  'commitment.standing.open':
    '{manager} hat dies als mit Ihnen vereinbart notiert und bittet um Bestätigung.',
  'commitment.standing.agreed':
    'Vereinbart ist {day}. Wenn etwas dazwischenkommt, können Sie hier einen anderen Termin vorschlagen.',
  'commitment.standing.proposed':
    'Sie haben {proposed} vorgeschlagen. {manager} weiß davon und antwortet per E-Mail; bis dahin bleibt es bei {day}.',
  'commitment.ended.done': 'Es ist erledigt. Vielen Dank.',
  'commitment.ended.missed': 'Der Termin {day} ist vorbei. Bitte schreiben Sie {manager} an {email}.',
  'commitment.ended.withdrawn': '{manager} rechnet nicht mehr damit. Fragen? Schreiben Sie an {email}.',
  'commitment.ended.over': 'Dies ist abgeschlossen. Fragen? Schreiben Sie {manager} an {email}.',
  'commitment.form': 'Ihre Antwort',
  'commitment.confirm': 'Ich bestätige den Termin',
  'commitment.confirm.hint': '{manager} erhält darüber eine E-Mail.',
  'commitment.propose': 'Ich schlage einen anderen Termin vor',
  'commitment.propose.hint': '{manager} nimmt ihn an oder nicht; Sie erhalten in jedem Fall eine E-Mail.',
  'commitment.on': 'Anderer Termin',
  'commitment.word': 'Ein Wort dazu, wenn Sie möchten',
  'commitment.word.hint': '{manager} liest es.',
  'commitment.submit': 'Meine Antwort senden',
  'commitment.error': 'Nicht gesendet',
  'commitment.error.choice': 'Bitte wählen Sie eine der beiden Antworten.',
  'commitment.error.missing': 'Bitte nennen Sie den Termin, den Sie vorschlagen.',
  'commitment.error.same':
    'Das ist der bisherige Termin: Bitte nennen Sie einen anderen oder bestätigen Sie.',
  'commitment.error.past': 'Bitte nennen Sie einen Termin, der nicht vorbei ist.',
  'commitment.error.far': 'Bitte nennen Sie einen Termin innerhalb der nächsten drei Jahre.',
  'commitment.error.long': 'Bitte kürzen Sie Ihr Wort auf 1.000 Zeichen.',
};
