import { measureWords, type Measure } from './measures.ts';

const { contactsNow, managersNow, noAccounts, noManagers, share } = measureWords;

const skills = {
  skilled: {
    ...share,
    name: {
      en: 'Accounts whose manager has what they need',
      de: 'Kunden, deren Betreuung kann, was sie brauchen',
    },
    meaning: {
      en: 'Of the key accounts whose manager has a profile, those where it has at least 3 of 5 in every role group that the account needs.',
      de: 'Von den Schlüsselkunden, deren Betreuung ein Profil hat, jene, bei denen es in jeder benötigten Rollengruppe mindestens 3 von 5 hat.',
    },
    standard: 0.8,
    current: managersNow,
    missing: {
      en: 'No manager of a key account has a profile.',
      de: 'Niemand, der Schlüsselkunden betreut, hat ein Profil.',
    },
  },
  strongGroups: {
    unit: 'count',
    direction: 'higher',
    name: { en: 'Role groups with somebody strong', de: 'Rollengruppen mit jemandem, der darin stark ist' },
    meaning: {
      en: 'Of the five role groups, those in which a manager of a key account has 4 or 5.',
      de: 'Von den fünf Rollengruppen jene, in denen jemand, der einen Schlüsselkunden betreut, 4 oder 5 hat.',
    },
    standard: 5,
    current: managersNow,
    missing: {
      en: 'No manager of a key account has a profile.',
      de: 'Niemand, der Schlüsselkunden betreut, hat ein Profil.',
    },
  },
} as const satisfies Readonly<Record<string, Measure>>;

const latitude = {
  limited: {
    ...share,
    name: { en: 'Managers with a limit of their own', de: 'Betreuende mit eigenem Rahmen' },
    meaning: {
      en: 'Managers of key accounts whose profile gives them an amount within which they decide alone.',
      de: 'Betreuende von Schlüsselkunden, deren Profil ihnen einen Betrag gibt, in dessen Rahmen sie allein entscheiden.',
    },
    standard: 1,
    current: managersNow,
    missing: noManagers,
  },
  decidedAlone: {
    ...share,
    name: { en: 'Steps decided alone', de: 'Allein entschiedene Schritte' },
    meaning: {
      en: 'Of the steps of key accounts that were decided or asked for in the period, those that the manager decided within their limit. Shown without a standard: how many are right depends on the steps.',
      de: 'Von den Schritten, die im Zeitraum entschieden oder angefragt wurden, jene, die die Betreuung in ihrem Rahmen entschied. Ohne Maßstab: Wie viele richtig sind, hängt von den Schritten ab.',
    },
    standard: null,
    current: null,
    missing: {
      en: 'No step was decided or asked for in the period.',
      de: 'Im Zeitraum wurde kein Schritt entschieden oder angefragt.',
    },
  },
} as const satisfies Readonly<Record<string, Measure>>;

const coverage = {
  contacts: {
    ...share,
    name: { en: 'Accounts with three contacts', de: 'Kunden mit drei Kontakten' },
    meaning: {
      en: 'Key accounts of which at least three people are known.',
      de: 'Schlüsselkunden, von denen mindestens drei Personen bekannt sind.',
    },
    standard: 0.9,
    current: contactsNow,
    missing: noAccounts,
  },
  roles: {
    ...share,
    name: {
      en: 'Accounts with sponsor and decision maker known',
      de: 'Kunden mit bekanntem Förderer und Entscheider',
    },
    meaning: {
      en: 'Key accounts whose buying centre names both somebody who sponsors us and somebody who decides.',
      de: 'Schlüsselkunden, deren Buying Center jemanden nennt, der uns fördert, und jemanden, der entscheidet.',
    },
    standard: 0.8,
    current: contactsNow,
    missing: noAccounts,
  },
  recent: {
    ...share,
    name: { en: 'Accounts spoken with in 90 days', de: 'Kunden mit Kontakt in 90 Tagen' },
    meaning: {
      en: 'Key accounts with anybody of whom we spoke in the 90 days before.',
      de: 'Schlüsselkunden, mit denen wir in den 90 Tagen davor gesprochen haben.',
    },
    standard: 0.9,
    current: contactsNow,
    missing: noAccounts,
  },
  channels: {
    ...share,
    name: { en: 'Channels', de: 'Kanäle' },
    meaning: {
      en: 'Key accounts that we reach by more than one channel.',
      de: 'Schlüsselkunden, die wir auf mehr als einem Kanal erreichen.',
    },
    standard: 0.8,
    current: null,
    missing: {
      en: 'By which channel somebody was spoken with is in no record.',
      de: 'Auf welchem Kanal mit jemandem gesprochen wurde, ist nirgends erfasst.',
    },
  },
} as const satisfies Readonly<Record<string, Measure>>;

/** The measures of the last three dimensions. */
export const furtherMeasures = { ...skills, ...latitude, ...coverage } as const;
