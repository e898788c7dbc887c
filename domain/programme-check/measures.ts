import type { BothLanguages } from '../kpis/definition.ts';

/**
 * One thing that is measured. `standard` is what the product holds it against: research names what matters, the figures are ours; null where
 * more is not plainly better. `current` says what of it the records keep only as it is now.
 */
interface MeasureDefinition {
  readonly name: BothLanguages;
  readonly meaning: BothLanguages;
  readonly unit: 'share' | 'count';
  readonly direction: 'higher' | 'lower';
  readonly standard: number | null;
  readonly current: BothLanguages | null;
  /** What a measure without anything to count lacks. */
  readonly missing: BothLanguages;
}

const noAccounts: BothLanguages = {
  en: 'The programme had no key accounts on that day.',
  de: 'Das Programm hatte an dem Tag keine Schlüsselkunden.',
};
const noPlans: BothLanguages = {
  en: 'No key account had a plan at work on that day.',
  de: 'Kein Schlüsselkunde hatte an dem Tag einen Plan in Umsetzung.',
};
const noManagers: BothLanguages = {
  en: 'No key account has a manager.',
  de: 'Kein Schlüsselkunde hat eine Betreuung.',
};
const teamsNow: BothLanguages = {
  en: 'Teams are kept as they are now.',
  de: 'Teams sind so erfasst, wie sie jetzt sind.',
};
const contactsNow: BothLanguages = {
  en: 'Where no plan describes the buying centre, contacts count as they are now.',
  de: 'Wo kein Plan das Buying Center beschreibt, zählen die Kontakte, wie sie jetzt sind.',
};
const managersNow: BothLanguages = {
  en: 'Who manages an account is kept as it is now.',
  de: 'Wer einen Kunden betreut, ist so erfasst, wie es jetzt ist.',
};

const share = { unit: 'share', direction: 'higher' } as const;

const sponsorship = {
  sponsored: {
    ...share,
    name: { en: 'Accounts with an executive sponsor', de: 'Kunden mit Förderung durch die Geschäftsleitung' },
    meaning: {
      en: 'Key accounts whose team has an active sponsor.',
      de: 'Schlüsselkunden, deren Team eine aktive fördernde Person der Geschäftsleitung hat.',
    },
    standard: 1,
    current: teamsNow,
    missing: noAccounts,
  },
  decidedInTime: {
    ...share,
    name: { en: 'Executive decisions in time', de: 'Rechtzeitige Entscheidungen der Geschäftsleitung' },
    meaning: {
      en: 'Of the approvals that sponsors and the owner of the programme were asked for, those that they decided before the request expired or passed to somebody else.',
      de: 'Von den Genehmigungen, um die fördernde Personen und die Leitung des Programms gebeten wurden, jene, die sie entschieden, bevor die Anfrage ablief oder an andere überging.',
    },
    standard: 0.9,
    current: teamsNow,
    missing: {
      en: 'No approval asked of an executive ended in the period.',
      de: 'Im Zeitraum endete keine Genehmigung, um die die Geschäftsleitung gebeten wurde.',
    },
  },
  executiveReviews: {
    ...share,
    name: { en: 'Executive reviews held', de: 'Abgehaltene Gespräche der Geschäftsleitung' },
    meaning: {
      en: "Of the executives' yearly reviews that were to be held in the period, those that were.",
      de: 'Von den jährlichen Gesprächen der Geschäftsleitung, die im Zeitraum anstanden, jene, die stattfanden.',
    },
    standard: 0.9,
    current: null,
    missing: {
      en: 'No executive review was due in the period.',
      de: 'Im Zeitraum stand kein Gespräch der Geschäftsleitung an.',
    },
  },
} as const satisfies Readonly<Record<string, MeasureDefinition>>;

const formalisation = {
  planned: {
    ...share,
    name: { en: 'Accounts with a plan at work', de: 'Kunden mit einem Plan in Umsetzung' },
    meaning: {
      en: 'Key accounts with an annual plan for that day of which a step was approved and begun.',
      de: 'Schlüsselkunden mit einem Jahresplan für diesen Tag, von dem ein Schritt genehmigt und begonnen war.',
    },
    standard: 0.9,
    current: null,
    missing: noAccounts,
  },
  targeted: {
    ...share,
    name: { en: 'Plans with targets', de: 'Pläne mit Zielwerten' },
    meaning: {
      en: 'Of the key accounts with a plan at work, those whose plan held a target for a KPI.',
      de: 'Von den Schlüsselkunden mit einem Plan in Umsetzung jene, deren Plan einen Zielwert für eine Kennzahl enthielt.',
    },
    standard: 0.9,
    current: null,
    missing: noPlans,
  },
  reviewed: {
    ...share,
    name: { en: 'Reviews held', de: 'Abgehaltene Quartalsgespräche' },
    meaning: {
      en: 'Of the reviews that were to be held in the period, those that were.',
      de: 'Von den Gesprächen, die im Zeitraum anstanden, jene, die stattfanden.',
    },
    standard: 0.9,
    current: null,
    missing: { en: 'No review was due in the period.', de: 'Im Zeitraum stand kein Gespräch an.' },
  },
} as const satisfies Readonly<Record<string, MeasureDefinition>>;

const teams = {
  functions: {
    ...share,
    name: { en: 'Accounts with a team of three functions', de: 'Kunden mit einem Team aus drei Bereichen' },
    meaning: {
      en: 'Key accounts whose team has active people of at least three functions.',
      de: 'Schlüsselkunden, deren Team aktive Personen aus mindestens drei Bereichen hat.',
    },
    standard: 0.8,
    current: teamsNow,
    missing: noAccounts,
  },
  sharedWork: {
    ...share,
    name: { en: 'Plans carried by more than one person', de: 'Pläne, die mehr als eine Person trägt' },
    meaning: {
      en: 'Of the key accounts with a plan at work, those with steps of at least two owners.',
      de: 'Von den Schlüsselkunden mit einem Plan in Umsetzung jene, deren Schritte mindestens zwei Verantwortliche haben.',
    },
    standard: 0.8,
    current: {
      en: 'Owners of steps are kept as they are now.',
      de: 'Verantwortliche von Schritten sind so erfasst, wie sie jetzt sind.',
    },
    missing: noPlans,
  },
} as const satisfies Readonly<Record<string, MeasureDefinition>>;

const proactivity = {
  sawFirst: {
    ...share,
    name: { en: 'Trouble seen before the client said it', de: 'Ärger erkannt, bevor der Kunde ihn äußerte' },
    meaning: {
      en: 'Of the complaints of clients in surveys (detractors), those before which an alarm of another cause had been opened for the account within half a year.',
      de: 'Von den Beschwerden in Umfragen (Kritiker) jene, vor denen innerhalb eines halben Jahres ein Alarm aus anderem Grund für den Kunden eröffnet worden war.',
    },
    standard: 0.5,
    current: null,
    missing: {
      en: 'No client complained in a survey in the period, so that nothing tells who saw first.',
      de: 'Im Zeitraum hat sich kein Kunde in einer Umfrage beschwert; nichts zeigt also, wer zuerst gesehen hat.',
    },
  },
} as const satisfies Readonly<Record<string, MeasureDefinition>>;

const resources = {
  managed: {
    ...share,
    name: { en: 'Accounts with a manager', de: 'Betreute Kunden' },
    meaning: { en: 'Key accounts with an active manager.', de: 'Schlüsselkunden mit aktiver Betreuung.' },
    standard: 1,
    current: managersNow,
    missing: noAccounts,
  },
  withinCapacity: {
    ...share,
    name: { en: 'Managers within their capacity', de: 'Betreuende innerhalb ihrer Kapazität' },
    meaning: {
      en: 'Of the managers of key accounts whose capacity is known, those whose active accounts do not exceed it.',
      de: 'Von den Betreuenden, deren Kapazität bekannt ist, jene, deren aktive Kunden sie nicht übersteigen.',
    },
    standard: 1,
    current: managersNow,
    missing: {
      en: 'No manager of a key account has a profile.',
      de: 'Niemand, der Schlüsselkunden betreut, hat ein Profil.',
    },
  },
  accountsPerManager: {
    unit: 'count',
    direction: 'lower',
    name: { en: 'Key accounts per manager', de: 'Schlüsselkunden je Betreuung' },
    meaning: {
      en: 'Managed key accounts over their managers. Shown without a standard: how many are right depends on the accounts.',
      de: 'Betreute Schlüsselkunden geteilt durch ihre Betreuenden. Ohne Maßstab: Wie viele richtig sind, hängt von den Kunden ab.',
    },
    standard: null,
    current: managersNow,
    missing: noManagers,
  },
  budgeted: {
    ...share,
    name: { en: 'Plans with a budget', de: 'Pläne mit Budget' },
    meaning: {
      en: 'Of the key accounts with a plan at work, those whose plan held a budget.',
      de: 'Von den Schlüsselkunden mit einem Plan in Umsetzung jene, deren Plan ein Budget enthielt.',
    },
    standard: 0.9,
    current: null,
    missing: noPlans,
  },
} as const satisfies Readonly<Record<string, MeasureDefinition>>;

/** The measures of the first five dimensions. */
export const firstMeasures = {
  ...sponsorship,
  ...formalisation,
  ...teams,
  ...proactivity,
  ...resources,
} as const;

/** Texts that several measures need, and what every measure has. */
export const measureWords = { noAccounts, noPlans, noManagers, contactsNow, managersNow, share } as const;

/** See {@link MeasureDefinition}. */
export type Measure = MeasureDefinition;
