import type { PlanContent } from './content.ts';

type Contact = PlanContent['buyingCentre'][number];

/** A contact as it was imported: `role` in the words of whoever wrote it. */
export interface ImportedContact {
  readonly key: string;
  readonly name: string;
  readonly role: string | null;
  readonly influence: number | null;
  readonly support: number | null;
  readonly lastContactOn: string | null;
}

const roles: readonly (readonly [RegExp, Contact['role']])[] = [
  [/sponsor/i, 'sponsor'],
  [/decision|decider|entscheid/i, 'decisionMaker'],
  [/buyer|procurement|purchas|einkauf/i, 'buyer'],
  [/influenc/i, 'influencer'],
  [/gate.?keeper/i, 'gatekeeper'],
  [/\buser\b|anwender/i, 'user'],
];

/** A contact as the draft of a buying centre shows it; how close the relationship is, is left to the manager. */
export function draftContact(contact: ImportedContact): Contact {
  const title = contact.role ?? '';
  return {
    contact: contact.key.trim().slice(0, 120),
    name: contact.name.trim().slice(0, 200),
    title: title.trim().slice(0, 200),
    role: roles.find(([pattern]) => pattern.test(title))?.[1] ?? 'other',
    influence: contact.influence,
    support: contact.support,
    levelNow: null,
    levelWanted: null,
    lastContactOn: contact.lastContactOn,
  };
}
