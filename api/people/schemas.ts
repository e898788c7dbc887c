import { z } from 'zod';
import { recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

/** A person of the firm. */
export const person = z
  .object({
    id: recordId,
    key: z.string(),
    name: z.string(),
    email: z.string(),
    superiorId: recordId.nullable(),
    roles: z.array(z.string()).readonly(),
    region: z.string().meta({ description: 'Whose holidays count, such as PT or DE-BY.' }),
    timeZone: z.string(),
    language: z.string(),
    active: z.boolean(),
    digest: z
      .boolean()
      .meta({ description: 'One mail on each working day instead of one for each question.' }),
  })
  .meta({ id: 'Person' });

/** Which people. */
export const peopleQuery = z.strictObject({ ...pageQuery, active: z.stringbool().optional() });

/** The path of one person. */
export const personParams = z.object({ personId: recordId });

/** What of a person can be changed here. */
export const personChange = z.strictObject({ digest: person.shape.digest });
