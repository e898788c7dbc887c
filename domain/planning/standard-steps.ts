import type { Language } from '../reader-format.ts';

interface StepText {
  readonly title: string;
  readonly description: string;
}

const english: Readonly<Record<string, StepText>> = {
  'agree-on-the-year': {
    title: 'Agree on the year with the client',
    description:
      "Meet the client's decision makers, hear their goals for the year and what gets in their way, and write both down as measures that the client would sign.",
  },
  'remove-lost-business': {
    title: 'Remove the largest cause of lost business',
    description:
      'Find out with the inside teams why orders were lost or cancelled in the last twelve months, choose the largest cause, and change it.',
  },
  'introduce-an-offering': {
    title: 'Introduce one offering that the client does not buy yet',
    description:
      "Choose the offering that serves one of the client's own goals, prepare the case with its owner and present it to the client.",
  },
  'review-the-relationship': {
    title: 'Review the relationship with the client and the executive sponsor',
    description:
      'Go through commitments of both sides, satisfaction and figures; agree on what is carried into the next year.',
  },
};

const german: Readonly<Record<string, StepText>> = {
  'agree-on-the-year': {
    title: 'Das Jahr mit dem Kunden vereinbaren',
    description:
      'Die Entscheider des Kunden treffen, ihre Ziele für das Jahr hören und was ihnen im Weg steht, und beides als Messgrößen aufschreiben, die der Kunde unterschreiben würde.',
  },
  'remove-lost-business': {
    title: 'Die größte Ursache verlorener Geschäfte beseitigen',
    description:
      'Mit den internen Teams herausfinden, warum in den letzten zwölf Monaten Aufträge verloren gingen oder storniert wurden, die größte Ursache auswählen und sie ändern.',
  },
  'introduce-an-offering': {
    title: 'Ein Angebot einführen, das der Kunde noch nicht kauft',
    description:
      'Das Angebot auswählen, das einem der eigenen Ziele des Kunden dient, den Fall mit dem Verantwortlichen vorbereiten und dem Kunden vorstellen.',
  },
  'review-the-relationship': {
    title: 'Die Beziehung mit dem Kunden und dem Sponsor aus der Geschäftsleitung prüfen',
    description:
      'Zusagen beider Seiten, Zufriedenheit und Zahlen durchgehen; vereinbaren, was in das nächste Jahr mitgenommen wird.',
  },
};

/** What the steps of the standard template say, by key, in each language. */
export const standardStepTexts: Readonly<Record<Language, ReadonlyMap<string, StepText>>> = {
  en: new Map(Object.entries(english)),
  de: new Map(Object.entries(german)),
};
