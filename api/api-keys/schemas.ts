import { z } from 'zod';
import { apiKeyRoles } from '../../db/stores/api-keys.ts';
import { instant, recordId } from '../fields.ts';

/** An API key, never its secret. */
export const apiKey = z
  .object({
    id: recordId,
    name: z.string(),
    role: z.enum(apiKeyRoles),
    personId: recordId.nullable().meta({ description: 'The person on whose behalf it acts.' }),
    createdAt: instant,
    lastUsedAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' });

/** All keys at once: there are few. */
export const apiKeyList = z.object({ items: z.array(apiKey) });

/** The path of a key. */
export const apiKeyParams = z.object({ apiKeyId: recordId });
