import type { BothLanguages } from '../kpis/definition.ts';
import type { Cause } from './rules.ts';

/** What an alarm is called. */
export const causeTitles: Readonly<Record<Cause, BothLanguages>> = {
  drop: { en: 'Revenue has dropped', de: 'Der Umsatz ist eingebrochen' },
  silence: { en: 'The account has fallen silent', de: 'Das Konto ist verstummt' },
  costSpike: { en: 'Serving the account costs more', de: 'Die Betreuung kostet mehr' },
  cancellationSpike: { en: 'More is being cancelled', de: 'Es wird mehr storniert' },
  detractor: { en: 'Somebody would not recommend us', de: 'Jemand würde uns nicht empfehlen' },
  lostSponsor: { en: 'The sponsor is lost', de: 'Der Fürsprecher fehlt' },
  overdue: { en: 'Promises are overdue', de: 'Zusagen sind überfällig' },
};

/** What the manager might ask the client about, or see to, because of an alarm. */
export const causeQuestions: Readonly<Record<Cause, BothLanguages>> = {
  drop: {
    en: 'Ask what has changed on their side since last year: plans, budgets, people, or another supplier, and which part of the business went where.',
    de: 'Fragen Sie, was sich dort seit dem Vorjahr geändert hat: Pläne, Etats, Personen oder ein anderer Lieferant, und welcher Teil des Geschäfts wohin gegangen ist.',
  },
  silence: {
    en: 'Ask whether they are well served: nothing was ordered where they ordered regularly a year ago. Is something planned, postponed or gone?',
    de: 'Fragen Sie, ob alles in Ordnung ist: Wo vor einem Jahr regelmäßig bestellt wurde, kommt nichts mehr. Ist etwas geplant, verschoben oder verloren?',
  },
  costSpike: {
    en: 'Ask what makes their orders harder to serve than last year, and what both sides could do to need fewer changes, requests and cancellations.',
    de: 'Fragen Sie, was ihre Aufträge aufwendiger macht als im Vorjahr, und was beide Seiten tun können, um mit weniger Änderungen, Wünschen und Stornierungen auszukommen.',
  },
  cancellationSpike: {
    en: 'Ask why orders are given back: is it their demand, our terms, or an order placed elsewhere at the same time?',
    de: 'Fragen Sie, warum Aufträge zurückgegeben werden: Liegt es an der Nachfrage, an unseren Bedingungen oder an einer zweiten Bestellung anderswo?',
  },
  detractor: {
    en: 'Call the person who answered, listen to what went wrong, and say by when they will hear what is done about it.',
    de: 'Rufen Sie die Person an, die geantwortet hat, hören Sie, was schiefging, und sagen Sie, bis wann sie erfährt, was daraus wird.',
  },
  lostSponsor: {
    en: 'Find out who speaks for us now: ask the contacts that are left for an introduction, and name an active sponsor of ours.',
    de: 'Klären Sie, wer jetzt für uns spricht: Bitten Sie die verbliebenen Ansprechpartner um eine Vorstellung und benennen Sie einen aktiven Fürsprecher auf unserer Seite.',
  },
  overdue: {
    en: 'Go through what was promised with the client: what still holds, by when it will be done, and what is no longer wanted.',
    de: 'Gehen Sie mit dem Kunden durch, was zugesagt war: was noch gilt, bis wann es erledigt ist und was nicht mehr gewünscht wird.',
  },
};
