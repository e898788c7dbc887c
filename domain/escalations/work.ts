/** By which way somebody spoke with the client. */
export const contactChannels = ['phone', 'mail', 'meeting', 'social', 'other'] as const;

/** See {@link contactChannels}. */
export type ContactChannel = (typeof contactChannels)[number];

/** What a root cause belongs to, so that the same one is seen across accounts. */
export const rootCauseCategories = [
  'product',
  'service',
  'delivery',
  'quality',
  'price',
  'billing',
  'people',
  'communication',
  'competition',
  'clientChange',
  'other',
] as const;

/** See {@link rootCauseCategories}. */
export type RootCauseCategory = (typeof rootCauseCategories)[number];
