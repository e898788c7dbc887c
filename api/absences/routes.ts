import { z } from 'zod';
import { getPerson } from '../../db/read-models/people.ts';
import { cancelAbsence, listAbsences, setAbsence } from '../../db/stores/absences.ts';
import { absenceFault } from '../../domain/approvals/absence.ts';
import { DomainError } from '../../domain/errors.ts';
import { instant, recordId } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { personParams } from '../people/schemas.ts';

/** What setting absences stands on. */
export interface AbsenceDeps {
  readonly ring: (workflowId: string) => Promise<void>;
}

const given = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .meta({ override: { type: 'string', format: 'date-time' }, example: '2026-12-21T00:00:00+01:00' });
const newAbsence = z.strictObject({ startsAt: given, endsAt: given, standInId: recordId });
const absence = z
  .object({
    id: recordId,
    personId: recordId,
    standInId: recordId,
    standInName: z.string(),
    startsAt: instant,
    endsAt: instant.meta({ description: 'From this instant on, the person decides again.' }),
    setAt: instant,
  })
  .meta({ id: 'Absence' });
const absenceParams = personParams.extend({ absenceId: recordId });
const about = { tag: 'absences', params: personParams } as const;

const listOperation = operation({
  ...about,
  id: 'listAbsences',
  method: 'get',
  path: '/people/{personId}/absences',
  summary: "List a person's absences that are not over",
  role: 'viewer',
  result: z.object({ items: z.array(absence).readonly() }).meta({ id: 'Absences' }),
  handle: async ({ db, params: { personId }, now }) => {
    await getPerson(db, personId);
    return { body: { items: await listAbsences(db, { personId, asOf: now }) } };
  },
});

function setOperation({ ring }: AbsenceDeps): Operation {
  return operation({
    ...about,
    id: 'setAbsence',
    method: 'post',
    path: '/people/{personId}/absences',
    summary: 'Say from when until when a person is away, and who stands in',
    description:
      'The stand-in is asked in their place, about what waits for them already too. A year at most; absences of one person do not overlap, and stand-ins never lead back in a circle.',
    role: 'manager',
    body: newAbsence,
    result: absence,
    statuses: [201],
    idempotent: true,
    handle: async ({ db, params: { personId }, body, caller, now }) => {
      const { standInId, ...span } = body;
      const by = caller.actor;
      const result = await setAbsence(db, {
        ...{ ...span, personId, standIn: { id: standInId }, via: 'api' },
        ...{ by, at: now },
      });
      if (result.kind === 'refused')
        throw new DomainError('invalid', 'The absence cannot be set.', result.refused.map(absenceFault));
      return {
        body: result.absence,
        afterCommit: () => result.workflowIds.forEach((workflowId) => void ring(workflowId)),
      };
    },
  });
}

function cancelOperation({ ring }: AbsenceDeps): Operation {
  return operation({
    id: 'cancelAbsence',
    method: 'delete',
    path: '/people/{personId}/absences/{absenceId}',
    tag: 'absences',
    summary: 'Cancel an absence; what the stand-in was asked stays with them',
    role: 'manager',
    params: absenceParams,
    handle: async ({ db, params, caller, now }) => {
      const { workflowIds } = await cancelAbsence(db, {
        ...{ ...params, via: 'api' },
        ...{ by: caller.actor, at: now },
      });
      return { afterCommit: () => workflowIds.forEach((workflowId) => void ring(workflowId)) };
    },
  });
}

/** Absences of people, and who stands in for them. */
export function createAbsenceOperations(deps: AbsenceDeps): readonly Operation[] {
  return [listOperation, setOperation(deps), cancelOperation(deps)];
}
