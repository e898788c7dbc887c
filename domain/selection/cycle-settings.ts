import { z } from 'zod';
import { panelPolicySchema } from './panel.ts';

const person = z.string().trim().min(1).max(200);

/** What a schedule starts each year's cycle with; people by key or address, hours as business hours of the lead. */
export const cycleSettingsSchema = z.strictObject({
  criteriaSet: z.string().max(60).optional(),
  lead: person.optional(),
  panel: z.array(person).max(50).readonly(),
  policy: panelPolicySchema.optional(),
  nominationHours: z.int().min(0).max(2000).optional(),
});
