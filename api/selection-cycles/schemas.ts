import { z } from 'zod';
import { panelPolicySchema } from '../../domain/selection/panel.ts';
import { blocker } from '../approvals/schemas.ts';
import { amount, day, instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';
import { placedAccount } from '../selection/schemas.ts';

const reason = z.string().trim().min(1, 'say why').max(1000);
const personName = z.string().trim().min(1).max(200);
const named = z.object({ id: recordId, name: z.string() });
const status = z.enum(['scoring', 'nominating', 'approving', 'exits', 'closed']);
const hours = z.int().min(0).max(2000);

/** The wish to select key accounts of a programme for a year. */
export const newSelectionCycle = z
  .strictObject({
    programme: z.string().min(1).max(100).meta({ description: 'Its key.' }),
    year: z.int('must be a whole number, a year'),
    asOf: z.iso
      .date()
      .optional()
      .meta({ description: 'The day that figures end before; today unless given.' }),
    criteriaSet: z
      .string()
      .max(60)
      .optional()
      .meta({ description: 'The key of a set, whose latest version is frozen; "standard" unless given.' }),
    criteriaSetId: recordId
      .optional()
      .meta({ description: 'One version of a set, in the place of its key.' }),
    lead: personName.optional().meta({ description: "Key or address; the programme's owner unless given." }),
    panel: z
      .array(personName)
      .max(50)
      .readonly()
      .meta({ description: 'Keys or addresses of those who decide.' }),
    policy: panelPolicySchema
      .optional()
      .meta({ description: "What it leaves open is as the firm's last approval rule has it." }),
    nominationHours: hours.optional().meta({
      description: 'Business hours of the lead in which accounts are nominated and vetoed; 40 unless given.',
    }),
  })
  .meta({ id: 'NewSelectionCycle' });

const cycleFields = {
  id: recordId,
  workflowId: z.string(),
  programmeId: recordId,
  programmeKey: z.string(),
  programmeName: z.string(),
  year: z.int(),
  criteriaSetId: recordId,
  asOf: day,
  scorecardId: recordId.nullable(),
  policy: z.object({}).loose().meta({ description: 'How the panel decides.' }),
  nominationHours: hours,
  status,
  outcome: z
    .enum(['designated', 'rejected', 'expired', 'cancelled', 'refused'])
    .nullable()
    .meta({ description: 'How it ended, or will when its exits are settled.' }),
  outcomeReason: z.string().nullable(),
  version: z.int(),
  revision: z.int().meta({ description: 'How often a list was sent to the panel.' }),
  nominationsUntil: instant.nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
};

/** A cycle of selection. */
export const selectionCycle = z
  .object({ ...cycleFields, leadId: recordId, panel: z.array(recordId).readonly() })
  .meta({ id: 'SelectionCycle' });

const nomination = z
  .object({
    id: recordId,
    accountId: recordId,
    accountKey: z.string(),
    accountName: z.string(),
    kind: z.enum(['nominate', 'veto']),
    reason: z.string(),
    personId: recordId.nullable(),
    personName: z.string().nullable(),
    givenBy: z.string(),
    givenAt: instant,
    withdrawnAt: instant.nullable(),
    withdrawnReason: z.string().nullable(),
  })
  .meta({ id: 'Nomination' });

const reasons = z.array(
  z.enum([
    'overCap',
    'notRepaying',
    'belowThreshold',
    'notEnoughKnown',
    'vetoed',
    'notActive',
    'otherProgramme',
    'aboveCap',
  ]),
);
const wish = z.object({ by: z.string(), reason: z.string() }).nullable();
const score = z.number().nullable();

const candidate = z
  .object({
    accountId: recordId,
    action: z.enum(['designate', 'keep', 'leave', 'leftOut']).meta({
      description: 'Becomes a key account, stays one, leaves; or a newcomer that a veto took off.',
    }),
    basis: z.enum(['score', 'nomination', 'veto']),
    rank: z.int().nullable(),
    account: z.object({
      key: z.string(),
      name: z.string(),
      quadrant: z.enum(['strategic', 'star', 'status', 'streamline']).nullable(),
      standing: z.enum(['selected', 'overCap', 'notRepaying', 'belowThreshold', 'notEnoughKnown']).nullable(),
      attractiveness: score,
      strength: score,
      expectedReturn: amount.nullable(),
      revenue: amount.nullable(),
      nominated: wish,
      vetoed: wish,
    }),
    reasons: reasons.readonly().meta({ description: 'Why it leaves or was left out.' }),
    warnings: reasons.readonly().meta({ description: 'What speaks against one that is on the list.' }),
  })
  .meta({ id: 'Candidate' });

const panelRequest = z
  .object({
    id: recordId,
    revision: z.int(),
    status: z.enum(['open', 'approved', 'changesRequested', 'rejected', 'expired', 'superseded', 'recalled']),
    reason: z.string().nullable(),
    requestedAt: instant,
    decidedAt: instant.nullable(),
    answers: z
      .array(
        z.object({
          personId: recordId,
          personName: z.string(),
          state: z.string(),
          choice: z.enum(['approve', 'requestChanges', 'reject']).nullable(),
          comment: z.string().nullable(),
          decidedAt: instant.nullable(),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'PanelRequest' });

const exit = z
  .object({
    id: recordId,
    accountId: recordId,
    accountKey: z.string(),
    accountName: z.string(),
    cycleId: recordId,
    reasons: reasons.readonly(),
    proposedAt: instant,
    responsibleId: recordId,
    responsibleName: z.string(),
    askedAt: instant,
    remindAt: instant.nullable(),
    passOnAt: instant.nullable(),
    reminders: z.int(),
    state: z.enum(['open', 'takenUp', 'kept']),
    settledAt: instant.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'ProposedExit' });

const places = z.array(placedAccount).readonly();

/** A cycle with what the score proposes, what people said, the list, the panel, its exits and who is blocking. */
export const selectionCycleDetail = z
  .object({
    ...cycleFields,
    criteriaSet: z.object({ key: z.string(), version: z.int(), currency: z.string() }),
    lead: named,
    panel: z.array(named).readonly(),
    proposal: z
      .object({
        accounts: z.int(),
        warnings: z.array(z.string()).readonly(),
        selected: places,
        overCap: places,
        leaving: places,
      })
      .nullable()
      .meta({ description: 'Null while the accounts are being scored.' }),
    nominations: z.array(nomination).readonly(),
    candidates: z.array(candidate).readonly().meta({ description: 'The latest list that was frozen.' }),
    requests: z.array(panelRequest).readonly(),
    exits: z.array(exit).readonly(),
    blocking: z.array(blocker).readonly(),
  })
  .meta({ id: 'SelectionCycleDetail' });

/** A nomination or a veto. */
export const newNomination = z
  .strictObject({
    accountId: recordId,
    kind: z.enum(['nominate', 'veto']),
    reason,
    personId: recordId
      .optional()
      .meta({ description: 'Whose wish it is; a key that acts for a person speaks for that person alone.' }),
  })
  .meta({ id: 'NewNomination' });

/** Why something is taken back or ended. */
export const selectionReason = z.strictObject({ reason }).meta({ id: 'SelectionReason' });

/** What somebody makes of a proposed exit. */
export const exitSettlement = z
  .strictObject({
    outcome: z.enum(['takenUp', 'kept']).meta({
      description: 'taken up: its exit will follow; kept: it stays a key account.',
    }),
    reason,
  })
  .meta({ id: 'ExitSettlement' });

/** Which cycles. */
export const cycleQuery = z.strictObject({
  ...pageQuery,
  status: status.optional(),
  programme: z.string().max(100).optional(),
});

/** The path of a cycle. */
export const cycleParams = z.object({ cycleId: recordId });

/** The path of a nomination or veto of a cycle. */
export const nominationParams = z.object({ cycleId: recordId, nominationId: recordId });

/** The path of a proposed exit of a cycle. */
export const exitParams = z.object({ cycleId: recordId, exitId: recordId });
