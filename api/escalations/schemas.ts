import { z } from 'zod';
import { clockKinds } from '../../db/stores/escalation-clocks.ts';
import { askedHow } from '../../domain/escalations/ladder.ts';
import { escalationOutcomes, escalationStages } from '../../db/stores/escalation-rows.ts';
import { recoveries } from '../../domain/escalations/recovery.ts';
import { contactChannels, rootCauseCategories } from '../../domain/escalations/work.ts';
import { evidence } from '../alarms/schemas.ts';
import { currency, day, instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const reason = z.string().trim().min(1).max(1000);
const severity = z.int().min(1).max(4).meta({ description: '1 is the worst.' });
const newSeverity = z
  .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
  .meta({ description: '1 is the worst.' });
const actor = z.object({ kind: z.string(), id: z.string() });

/** An escalation: a cause at an account that somebody has to take. */
const escalation = z
  .object({
    id: recordId,
    workflowId: z.string(),
    accountId: recordId,
    cause: z.string(),
    title: z.string(),
    stage: z.enum(escalationStages),
    run: z.int().meta({ description: 'Counts how often it was opened, the first time included.' }),
    policyVersion: z.int(),
    baseSeverity: severity,
    severity,
    region: z.string(),
    timeZone: z.string(),
    openedAt: instant,
    beganAt: instant.meta({ description: 'When this run began.' }),
    acknowledgedAt: instant.nullable(),
    holderId: recordId.nullable().meta({ description: 'Who has it.' }),
    climbAt: instant.nullable().meta({ description: 'When the next on the ladder is asked.' }),
    ladderEndedAt: instant.nullable().meta({ description: 'When nobody was left to be asked.' }),
    pausedAt: instant.nullable(),
    pauseUntil: instant.nullable(),
    closedAt: instant.nullable(),
    outcome: z.enum(escalationOutcomes).nullable(),
  })
  .meta({ id: 'Escalation' });

const runningClock = z.object({
  kind: z.enum(clockKinds).meta({
    description: 'Until somebody has it, until the next word of it, and until it is solved.',
  }),
  number: z.int().meta({ description: 'Counts the words that were due.' }),
  startedAt: instant,
  endedAt: instant.nullable(),
  warnedShare: z.int().meta({ description: 'The last share of the limit that was warned of, in percent.' }),
  warnAt: instant.nullable(),
  dueAt: instant.nullable().meta({ description: 'Null while it stands still, and once it has ended.' }),
  breachedAt: instant.nullable(),
});

/** An escalation with the clocks of its present run, and the name of whoever has it. */
export const clockedEscalation = escalation
  .extend({ holderName: z.string().nullable(), clocks: z.array(runningClock).readonly() })
  .meta({ id: 'ClockedEscalation' });

/** What became of a signal. */
export const openedEscalation = z
  .object({
    kind: z.enum(['opened', 'added', 'reopened']).meta({
      description:
        'A new escalation, an entry of the open one, or another run of one that ended not long ago.',
    }),
    escalation,
  })
  .meta({ id: 'OpenedEscalation' });

const minutes = z.number().meta({ description: "Minutes of the client's working time." });

const arithmetic = z
  .object({
    spans: z
      .array(z.object({ from: instant, to: instant, minutes, counted: z.boolean() }))
      .readonly()
      .meta({ description: 'Each stretch of working time since it began; pauses are not counted.' }),
    countedMinutes: minutes,
    pausedMinutes: minutes,
    limitMinutes: minutes.nullable(),
    leftMinutes: minutes.nullable(),
    dueAt: instant.nullable(),
  })
  .meta({ id: 'EscalationClock', description: 'How the time of a clock adds up.' });

const revenue = z.object({
  asOf: day,
  currency,
  now: z.object({ from: day, to: day, amount: z.number().nullable() }),
  before: z.object({ from: day, to: day, amount: z.number().nullable() }),
  share: z.number().nullable().meta({ description: 'Of the year before, 1 being as much.' }),
});

const workDone = {
  contacts: z
    .array(
      z.object({
        run: z.int(),
        channel: z.enum(contactChannels),
        contactId: recordId.nullable(),
        withWhom: z.string(),
        reached: z.boolean(),
        summary: z.string(),
        tookPlaceAt: instant,
        by: actor,
      }),
    )
    .readonly(),
  rootCauses: z
    .array(
      z.object({
        run: z.int(),
        number: z.int(),
        category: z.enum(rootCauseCategories),
        name: z.string(),
        text: z.string(),
        foundAt: instant,
        by: actor,
      }),
    )
    .readonly()
    .meta({ description: 'The last one of a run counts.' }),
  sameRootCause: z
    .array(
      z.object({
        id: recordId,
        accountId: recordId,
        title: z.string(),
        stage: z.string(),
        outcome: z.string().nullable(),
        foundAt: instant,
      }),
    )
    .readonly()
    .meta({ description: 'Other escalations with the same root cause.' }),
  followUps: z
    .array(
      z.object({
        run: z.int(),
        confirmedAt: instant,
        checkAt: instant.nullable().meta({ description: 'When the figures are looked at.' }),
        checks: z.int(),
        checkedAt: instant.nullable(),
        result: z.enum(recoveries).nullable().meta({ description: 'Whether it worked.' }),
        figures: z
          .object({
            incomparable: z.string().nullable(),
            judgedBy: z.array(z.string()).readonly(),
            then: revenue,
            now: revenue,
          })
          .partial(),
        lessonsAskedAt: instant.nullable(),
      }),
    )
    .readonly(),
  improvementIds: z.array(recordId).readonly().meta({ description: 'What its lessons became.' }),
  related: z
    .array(
      z.object({
        id: recordId,
        accountId: recordId,
        accountName: z.string(),
        cause: z.string(),
        title: z.string(),
        stage: z.string(),
        reason: z.string(),
      }),
    )
    .readonly()
    .meta({ description: 'Others that belong together with it, and why.' }),
  alarms: z
    .array(
      z.object({
        id: recordId,
        cause: z.string(),
        status: z.string(),
        run: z.int(),
        evidence,
      }),
    )
    .readonly()
    .meta({ description: 'The alarms of early warning that it took up.' }),
};

/** An escalation with everybody who was asked, everything that happened to it, and its clock's arithmetic. */
export const escalationDetail = escalation
  .extend({
    holderName: z.string().nullable(),
    asks: z
      .array(
        z.object({
          number: z.int(),
          rung: z.string(),
          attempt: z.int(),
          personId: recordId,
          personName: z.string(),
          how: z.enum(askedHow).meta({
            description:
              'As who fills the rung, as who is on call for it, or as the stand-in of one of them.',
          }),
          standsForId: recordId.nullable().meta({ description: 'In whose place.' }),
          standsForName: z.string().nullable(),
          round: z.int().meta({
            description: '0: to take it; above: to take over from a holder who is not active any more.',
          }),
          askedAt: instant,
        }),
      )
      .readonly()
      .meta({ description: 'Who was asked in this run, in that order.' }),
    history: z
      .array(
        z.object({
          id: recordId,
          run: z.int(),
          kind: z.string(),
          at: instant,
          by: actor,
          reason: z.string(),
          data: z.record(z.string(), z.unknown()),
        }),
      )
      .readonly(),
    clocks: z.array(runningClock.extend({ arithmetic })).readonly(),
    ...workDone,
  })
  .meta({ id: 'EscalationDetail' });

/** Which escalation. */
export const escalationParams = z.strictObject({ escalationId: recordId });

/** Which escalations are listed. */
export const escalationQuery = z.strictObject({
  ...pageQuery,
  accountId: recordId.optional(),
  stage: z.enum(escalationStages).optional(),
  open: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});

/** Something to be escalated. */
export const newEscalation = z
  .strictObject({
    accountId: recordId,
    cause: z
      .string()
      .regex(/^[a-z][A-Za-z0-9-]{0,59}$/, 'must be a short key such as late-deliveries')
      .meta({
        description: 'A key: the same cause at an account is escalated once.',
        example: 'late-deliveries',
      }),
    title: z.string().trim().min(1).max(300),
    text: z
      .string()
      .trim()
      .max(2000)
      .default('')
      .meta({ description: 'What was seen; kept in the history.' }),
    severity: newSeverity.optional().meta({ description: 'Where it is left out, the policy knows it.' }),
  })
  .meta({ id: 'NewEscalation' });

/** Who takes it. */
export const acknowledgement = z
  .strictObject({ personId: recordId })
  .meta({ id: 'EscalationAcknowledgement' });

/** How severe it is from now on, and why. */
export const severityChange = z
  .strictObject({ severity: newSeverity, reason })
  .meta({ id: 'EscalationSeverityChange' });

/** Why its clock stops or goes on. */
export const clockReason = z.strictObject({ reason }).meta({ id: 'EscalationClockReason' });

/** What came of it, and why it ends. */
export const closing = z
  .strictObject({ outcome: z.enum(escalationOutcomes), reason })
  .meta({ id: 'EscalationClosing' });
