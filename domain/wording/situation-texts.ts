/** The first paragraph of a plan, which its draft writes from the figures. */
export const situationTextsEn = {
  'situation.none': 'There were no orders in the twelve months before {asOf}.',
  'situation.revenue': 'In the twelve months before {asOf} the account brought {amount} {currency}: {trend}.',
  'situation.less': '{share} less than in the year before',
  'situation.more': '{share} more than in the year before',
  'situation.notCovered': 'the data do not cover the year before, so there is no comparison',
  'situation.notConverted':
    'not all of it could be converted, so there is no comparison with the year before',
  'situation.cancelled': '{share} of its {orders} orders were cancelled.',
  'situation.buys': 'It buys {offerings}.',
  'situation.open': 'It does not buy {offerings} yet.',
  'situation.converted': 'Deliveries in other currencies ({count}) are converted at the rates of their days.',
  'situation.unconverted':
    '{count} transactions of {amount} {currency} have no exchange rate of their days: their money is in none of these figures.',
  'situation.unconvertedOne':
    'One transaction of {amount} {currency} has no exchange rate of its day: its money is in none of these figures.',
} as const;

/** The same words in German. */
export const situationTextsDe: Record<keyof typeof situationTextsEn, string> = {
  'situation.none': 'In den zwölf Monaten vor dem {asOf} gab es keine Aufträge.',
  'situation.revenue': 'In den zwölf Monaten vor dem {asOf} brachte der Kunde {amount} {currency}: {trend}.',
  'situation.less': '{share} weniger als im Jahr davor',
  'situation.more': '{share} mehr als im Jahr davor',
  'situation.notCovered': 'die Daten reichen nicht über das Jahr davor, daher gibt es keinen Vergleich',
  'situation.notConverted':
    'nicht alles ließ sich umrechnen, daher gibt es keinen Vergleich mit dem Jahr davor',
  'situation.cancelled': '{share} der {orders} Aufträge wurden storniert.',
  'situation.buys': 'Er kauft {offerings}.',
  'situation.open': 'Er kauft noch nicht: {offerings}.',
  'situation.converted':
    'Lieferungen in anderen Währungen ({count}) sind zu den Kursen ihrer Tage umgerechnet.',
  'situation.unconverted':
    '{count} Transaktionen über {amount} {currency} haben keinen Kurs ihrer Tage: Ihr Betrag steht in keiner dieser Zahlen.',
  'situation.unconvertedOne':
    'Eine Transaktion über {amount} {currency} hat keinen Kurs ihres Tages: Ihr Betrag steht in keiner dieser Zahlen.',
};
