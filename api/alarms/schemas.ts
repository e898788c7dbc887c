import { z } from 'zod';
import { causes, warningRulesSchema } from '../../domain/warnings/rules.ts';
import { day, instant, recordId } from '../fields.ts';
import { pageQuery } from '../paging.ts';

const cause = z.enum(causes).meta({ description: 'Which rule raised it.' });
const status = z.enum(['open', 'snoozed', 'cleared', 'closed']);
const verdict = z.enum(['useful', 'notUseful']);
const reason = z.string().trim().min(1, 'say why').max(1000);
const chosenDay = z.iso.date();
const programme = z.string().min(1).max(100).meta({ description: 'Its key.' });
const zone = z.string().min(1).max(60).meta({ description: 'Such as Europe/Lisbon.' });

const figure = z.union([z.string(), z.number(), z.null()]);
const window = z
  .object({ from: day, to: day.meta({ description: 'The day after the last one.' }) })
  .catchall(figure);
/** What an alarm rests on. */
export const evidence = z
  .union([
    z.object({ now: window, before: window, currency: z.string() }),
    z.object({ counts: z.record(z.string(), figure) }),
  ])
  .meta({
    description: 'The figures now and in the same window a year before, or counts of what the records hold.',
  });
const kind = z.enum([
  ...(['opened', 'updated', 'worsened', 'cleared', 'returned'] as const),
  ...(['snoozed', 'woke', 'judged', 'closed'] as const),
]);

/** An alarm. */
export const alarm = z
  .object({
    id: recordId,
    accountId: recordId,
    accountKey: z.string(),
    accountName: z.string(),
    cause,
    title: z.object({ en: z.string(), de: z.string() }),
    status,
    rulesVersion: z.int(),
    evidence,
    magnitude: z.number().meta({ description: 'How bad it is, in steps that are each told again.' }),
    openedAsOf: day,
    holdsSince: day,
    seenAsOf: day,
    clearedAsOf: day.nullable(),
    snoozedUntil: day.nullable(),
    snoozeReason: z.string().nullable(),
    verdict: verdict.nullable(),
    verdictReason: z.string().nullable(),
    openedAt: instant,
    closedAt: instant.nullable(),
    closeReason: z.string().nullable(),
    escalationId: recordId.nullable().meta({ description: 'The newest escalation that took it up.' }),
  })
  .meta({ id: 'Alarm' });

/** An alarm with what happened to it. */
export const alarmDetail = alarm
  .extend({
    events: z.array(
      z.object({
        kind,
        asOf: day.nullable(),
        evidence: evidence.nullable(),
        magnitude: z.number().nullable(),
        word: z.string(),
        by: z.string(),
        occurredAt: instant,
      }),
    ),
  })
  .meta({ id: 'AlarmDetail' });

/** Which alarms. */
export const alarmQuery = z.strictObject({
  ...pageQuery,
  accountId: recordId.optional(),
  cause: cause.optional(),
  status: status.or(z.literal('unclosed')).optional(),
});

/** The path of one alarm. */
export const alarmParams = z.object({ alarmId: recordId });

/** A wish not to hear of an alarm until a day. */
export const snoozeWish = z.strictObject({ until: chosenDay, reason }).meta({ id: 'AlarmSnooze' });

/** Whether an alarm was useful, and why. */
export const judgement = z.strictObject({ verdict, reason }).meta({ id: 'AlarmJudgement' });

/** Why an alarm is closed. */
export const closing = z.strictObject({ reason }).meta({ id: 'AlarmClosing' });

/** One version of the rules of early warning. */
export const warningRulesVersion = z
  .object({
    version: z.int(),
    rules: warningRulesSchema.meta({ id: 'WarningRuleSet' }),
    reason: z.string(),
    setBy: z.string(),
    setAt: instant,
  })
  .meta({ id: 'WarningRules' });

/** New rules, with the reason for them; what is left out is as the product has it. */
export const newWarningRules = z
  .strictObject({ rules: warningRulesSchema, reason })
  .meta({ id: 'NewWarningRules' });

/** The number of a version, in an address or a cursor. */
export const rulesNumber = z.coerce.number().int().min(1).max(2_147_483_647);

/** The path of one version of the rules. */
export const rulesParams = z.object({ version: rulesNumber });

/** A page of a list. */
export const pageOnly = z.strictObject({ ...pageQuery });

/** How useful each rule's alarms were. */
export const quality = z
  .object({
    items: z.array(
      z.object({
        cause,
        opened: z.int(),
        useful: z.int(),
        notUseful: z.int(),
        unjudged: z.int(),
        shareUseful: z.number().nullable().meta({ description: 'Of those judged; null while nobody has.' }),
      }),
    ),
  })
  .meta({ id: 'AlarmQuality' });

/** Over which alarms quality is counted. */
export const qualityQuery = z.strictObject({
  programme: programme.optional(),
  from: chosenDay.optional(),
  to: chosenDay.optional().meta({ description: 'The day before which they were opened.' }),
});

/** A sweep of a day. */
export const sweep = z
  .object({
    id: recordId,
    programmeId: recordId,
    asOf: day,
    rulesVersion: z.int(),
    dataFrom: day.nullable(),
    dataTo: day.nullable(),
    state: z.enum(['running', 'done', 'abandoned']),
    counts: z.object({
      accounts: z.int(),
      uncompared: z.int(),
      opened: z.int(),
      updated: z.int(),
      cleared: z.int(),
      closed: z.int(),
    }),
    startedAt: instant,
    finishedAt: instant.nullable(),
  })
  .meta({ id: 'WarningSweep' });

/** Whose sweeps. */
export const sweepQuery = z.strictObject({ ...pageQuery, programme: programme.optional() });

/** A day to be swept by hand. */
export const newSweep = z
  .strictObject({ programme, asOf: chosenDay, timeZone: zone.default('UTC') })
  .meta({ id: 'NewWarningSweep' });

/** The workflow that sweeps. */
export const sweepStarted = z.object({ workflowId: z.string() }).meta({ id: 'WarningSweepStarted' });

/** The path of a programme's schedule. */
export const scheduleParams = z.object({ programme });

/** When a programme is swept each day. */
export const scheduleWish = z
  .strictObject({
    hour: z.int().min(0).max(23),
    minute: z.int().min(0).max(59).default(0),
    timeZone: zone,
  })
  .meta({ id: 'NewWarningSchedule' });

/** Why a schedule is paused, or goes on. */
export const pauseWish = z.strictObject({ paused: z.boolean(), reason }).meta({ id: 'WarningSchedulePause' });

/** A programme's schedule. */
export const schedule = z
  .object({
    scheduleId: z.string(),
    timeZone: z.string(),
    paused: z.boolean(),
    note: z.string().nullable(),
    nextAt: instant.nullable(),
    lastAt: instant.nullable(),
  })
  .meta({ id: 'WarningSchedule' });
