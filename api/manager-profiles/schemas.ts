import { z } from 'zod';
import { accountNeedsSchema } from '../../domain/assignment/needs.ts';
import { managerProfileSchema } from '../../domain/assignment/profile.ts';
import { instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const version = z.int().meta({ description: 'Counts up with every change; earlier versions are kept.' });

/** A manager's profile of now. */
export const managerProfile = z
  .object({ personId: recordId, version, profile: managerProfileSchema, setAt: instant })
  .meta({ id: 'ManagerProfile' });

/** What an account needs now; version 0 is the standard, where nobody has said. */
export const accountNeeds = z
  .object({ accountId: recordId, version, needs: accountNeedsSchema, setAt: instant.nullable() })
  .meta({ id: 'AccountNeeds' });

/** Which profiles. */
export const managerProfileQuery = z.strictObject(pageQuery);

/** The path of one person's profile. */
export const managerProfileParams = z.object({ personId: recordId });

/** The path of one account's needs. */
export const accountNeedsParams = z.object({ accountId: recordId });
