import { z } from 'zod';

const language = z.enum(['en', 'de']).default('en');

/** For whom a plan's document is, and in which language. */
export const documentQuery = z.strictObject({
  audience: z
    .enum(['internal', 'client'])
    .default('internal')
    .meta({ description: 'client: only what the client may read.' }),
  language,
});

/** A copy that is handed to the client. */
export const newClientCopy = z
  .strictObject({
    language,
    givenTo: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .meta({ description: 'Who gets it; kept in the audit trail.', example: 'Rui Matos' }),
  })
  .meta({ id: 'NewClientCopy' });
