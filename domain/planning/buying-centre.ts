import type { PlanContent } from './content.ts';

type Contact = PlanContent['buyingCentre'][number];

/** A gap of a buying centre as a whole. */
export type WholeGap = 'noSponsor' | 'noDecisionMaker' | 'singleThreaded';

/** What is missing in a buying centre; `contact` is what the contact concerned is known by, null for the buying centre as a whole. */
export interface BuyingCentreGap {
  readonly gap: WholeGap | 'staleContact' | 'levelBelowWanted';
  readonly contact: string | null;
}

/** Calendar days without contact after which a contact counts as lost touch with. */
const staleAfterDays = 90;

const day = 86_400_000;
const supportive = 4;
const workingLevel = 3;

function isStale({ lastContactOn }: Contact, asOf: string): boolean {
  return lastContactOn === null || Date.parse(asOf) - Date.parse(lastContactOn) > staleAfterDays * day;
}

// Where nobody has said how close a relationship is, contact within the last months stands for it.
function isHeld(contact: Contact, asOf: string): boolean {
  return contact.levelNow === null ? !isStale(contact, asOf) : contact.levelNow >= workingLevel;
}

/**
 * The gaps of a buying centre on a day: nobody with the role of a sponsor who supports us (4 or 5, or not rated), no decision maker, only
 * one relationship held (level 3 or more, or recent contact where the level is unknown), contacts not spoken to for 90 days, and
 * levels below those wanted.
 */
export function buyingCentreGaps(contacts: readonly Contact[], asOf: string): readonly BuyingCentreGap[] {
  const sponsors = contacts.filter(
    ({ role, support }) => role === 'sponsor' && (support ?? supportive) >= supportive,
  );
  const whole = (gap: BuyingCentreGap['gap'], missing: boolean): BuyingCentreGap[] =>
    missing ? [{ gap, contact: null }] : [];
  const each = (gap: BuyingCentreGap['gap'], concerned: (one: Contact) => boolean): BuyingCentreGap[] =>
    contacts.filter(concerned).map(({ contact }) => ({ gap, contact }));
  return [
    ...whole('noSponsor', sponsors.length === 0),
    ...whole('noDecisionMaker', !contacts.some(({ role }) => role === 'decisionMaker')),
    ...whole('singleThreaded', contacts.filter((one) => isHeld(one, asOf)).length < 2),
    ...each('staleContact', (one) => isStale(one, asOf)),
    ...each(
      'levelBelowWanted',
      ({ levelNow, levelWanted }) => levelWanted !== null && (levelNow ?? 0) < levelWanted,
    ),
  ];
}
