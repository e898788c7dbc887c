import type { ReviewPack } from './review-pack.ts';

/** What a freeze keeps of a pack; the meeting itself, who is invited and what is to be decided are read when the pack is made. */
export type FrozenFigures = Omit<
  ReviewPack,
  'heldAt' | 'timeZone' | 'place' | 'invitees' | 'decisionsWanted'
>;
