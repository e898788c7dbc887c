import { z } from 'zod';
import type { MailContent } from '../content.ts';
import { day, instant, mailKind, money, type MailWriting } from './kind.ts';

const cycle = z.object({ programmeName: z.string(), year: z.number().int() });
const listReason = z.enum([
  'overCap',
  'notRepaying',
  'belowThreshold',
  'notEnoughKnown',
  'vetoed',
  'notActive',
  'otherProgramme',
  'aboveCap',
]);
const proposed = z.object({
  accountName: z.string(),
  quadrant: z.enum(['strategic', 'star', 'status', 'streamline']),
  expectedReturn: money.nullable(),
});
const named = z.object({ accountName: z.string(), personName: z.string().nullable() });

const nominationsOpen = cycle.extend({
  asOf: day,
  until: instant,
  leadName: z.string(),
  isLead: z.boolean(),
  proposed: z.array(proposed),
  more: z.number().int().nonnegative(),
  leaving: z.array(z.string()),
});
const nomination = cycle.extend({
  accountName: z.string(),
  change: z.enum(['nominate', 'veto', 'withdrawn']),
  by: z.string(),
  reason: z.string(),
});
const changesRequested = cycle.extend({
  comments: z.array(z.object({ by: z.string(), text: z.string() })),
  until: instant,
});
const ended = cycle.extend({
  outcome: z.enum(['rejected', 'expired', 'cancelled', 'refused', 'unchanged']),
  reason: z.string(),
});
const designated = cycle.extend({
  designated: z.array(named),
  kept: z.number().int().nonnegative(),
  leaving: z.array(named),
  notStarted: z.array(z.object({ accountName: z.string(), reason: z.string() })),
});
const accountDesignated = cycle.extend({ accountName: z.string() });
const exit = cycle.extend({
  why: z.enum(['asked', 'reminder', 'passedOn']),
  accountName: z.string(),
  exitId: z.string(),
  reasons: z.array(listReason),
  insteadOf: z.string().nullable(),
  passOnAt: instant.nullable(),
  nextName: z.string().nullable(),
});
const settled = cycle.extend({
  exits: z.array(
    z.object({ accountName: z.string(), state: z.enum(['takenUp', 'kept']), reason: z.string() }),
  ),
});
const notOpened = cycle.extend({ faults: z.array(z.string()).min(1) });

type Cycle = z.output<typeof cycle>;
type Footed = Pick<MailContent, 'footer'>;

/** Tells the lead and the directors concerned whom the score proposes, and until when they can nominate and veto. */
export const selectionNominationsOpen = mailKind(nominationsOpen, (data, writing) => {
  const { t, format } = writing;
  const names = { ...namesOf(data), lead: data.leadName };
  const until = { until: format.instant(data.until) };
  const intro = data.proposed.length === 0 ? 'none' : 'some';
  return {
    subject: t('selection-nominations-open.subject', names),
    heading: t('selection-nominations-open.heading', names),
    paragraphs: [
      t(`selection-nominations-open.intro.${intro}`, { ...names, day: format.day(data.asOf) }),
      ...(data.leaving.length > 0
        ? [t('selection-nominations-open.leaving', { accounts: format.list(data.leaving) })]
        : []),
    ],
    facts: data.proposed.map(({ accountName, quadrant, expectedReturn }) => ({
      label: accountName,
      value: t('selection.place', {
        quadrant: t(`selection.quadrant.${quadrant}`),
        money: expectedReturn === null ? t('figure.none') : format.money(expectedReturn),
      }),
    })),
    closing: [
      ...(data.more > 0 ? [t('selection-nominations-open.more', { count: data.more })] : []),
      t(`selection-nominations-open.next.${data.isLead ? 'lead' : 'director'}`, { ...names, ...until }),
    ],
    ...(data.isLead ? forLead(data, writing) : { footer: t('selection.footer.director', names) }),
  };
});

/** Tells the lead that somebody nominated or vetoed an account, or took that back. */
export const selectionNomination = mailKind(nomination, (data, writing) => {
  const { t } = writing;
  const names = { ...namesOf(data), account: data.accountName, by: data.by };
  return {
    subject: t(`selection-nomination.subject.${data.change}`, names),
    heading: t(`selection-nomination.heading.${data.change}`, names),
    paragraphs: [t('selection-nomination.intro', names)],
    quote: { by: t('selection.reason'), text: data.reason },
    ...forLead(data, writing),
  };
});

/** Tells the lead that the panel wants the list changed, with what it said. */
export const selectionChangesRequested = mailKind(changesRequested, (data, writing) => {
  const { t, format } = writing;
  return {
    subject: t('selection-changes-requested.subject', namesOf(data)),
    heading: t('selection-changes-requested.heading', namesOf(data)),
    paragraphs: [t('selection-changes-requested.intro')],
    facts: data.comments.map(({ by, text }) => ({ label: by, value: text })),
    closing: [t('selection-changes-requested.next', { until: format.instant(data.until) })],
    ...forLead(data, writing),
  };
});

/** Tells the lead that a selection ended without designating anybody, and why. */
export const selectionEnded = mailKind(ended, (data, writing) => {
  const { t } = writing;
  return {
    subject: t(`selection-ended.subject.${data.outcome}`, namesOf(data)),
    heading: t(`selection-ended.heading.${data.outcome}`, namesOf(data)),
    paragraphs: [t(`selection-ended.next.${data.outcome}`)],
    quote: data.reason === '' ? undefined : { by: t('selection.reason'), text: data.reason },
    ...forLead(data, writing),
  };
});

/** Tells the lead who is a key account now, who manages each, who is proposed to leave, and what could not be started. */
export const selectionDesignated = mailKind(designated, (data, writing) => {
  const { t, format } = writing;
  const without = data.designated.filter(({ personName }) => personName === null);
  return {
    subject: t('selection-designated.subject', namesOf(data)),
    heading: t('selection-designated.heading', namesOf(data)),
    paragraphs: [
      t('selection-designated.intro', {
        designated: data.designated.length,
        kept: data.kept,
        leaving: data.leaving.length,
      }),
    ],
    facts: designatedFacts(data, writing),
    closing:
      without.length === 0
        ? []
        : [
            t('selection-designated.assign', {
              accounts: format.list(without.map(({ accountName }) => accountName)),
            }),
          ],
    ...forLead(data, writing),
  };
});

function designatedFacts(
  data: z.output<typeof designated>,
  { t }: MailWriting,
): NonNullable<MailContent['facts']> {
  return [
    ...data.designated.map(({ accountName, personName }) => ({
      label: accountName,
      value:
        personName === null
          ? t('selection-designated.noManager')
          : t('selection-designated.manager', { name: personName }),
    })),
    ...data.leaving.map(({ accountName, personName }) => ({
      label: accountName,
      value: t('selection-designated.leaves', { name: personName ?? '' }),
    })),
    ...data.notStarted.map(({ accountName, reason }) => ({
      label: accountName,
      value: t('selection-designated.notStarted', { reason }),
    })),
  ];
}

/** Tells an account's manager that it has become a key account. */
export const keyAccountDesignated = mailKind(accountDesignated, (data, writing) => {
  const { t } = writing;
  const names = { ...namesOf(data), account: data.accountName };
  return {
    subject: t('account-designated.subject', names),
    heading: t('account-designated.heading', names),
    paragraphs: [t('account-designated.intro', names)],
    footer: t('account-designated.footer', names),
  };
});

/** Asks somebody to take up the proposed exit of a key account or to keep it, reminds them, or passes the question on to them. */
export const exitProposed = mailKind(exit, (data, writing) => {
  const { t, format } = writing;
  const names = {
    ...namesOf(data),
    account: data.accountName,
    insteadOf: data.insteadOf ?? '',
    id: data.exitId,
  };
  const { passOnAt, nextName } = data;
  return {
    subject: t(`exit-proposed.subject.${data.why}`, names),
    heading: t('exit-proposed.heading', names),
    paragraphs: [t(`exit-proposed.intro.${data.why}`, names)],
    facts: data.reasons.map((reason) => ({
      label: t('selection.reason'),
      value: t(`selection.reason.${reason}`),
    })),
    closing: [
      t('exit-proposed.next', names),
      passOnAt === null || nextName === null
        ? t('exit-proposed.stays')
        : t('exit-proposed.passesOn', { at: format.instant(passOnAt), name: nextName }),
    ],
    footer: t('exit-proposed.footer', names),
  };
});

/** Tells the lead that every proposed exit is settled and the selection is over. */
export const selectionClosed = mailKind(settled, (data, writing) => {
  const { t } = writing;
  return {
    subject: t('selection-closed.subject', namesOf(data)),
    heading: t('selection-closed.heading', namesOf(data)),
    paragraphs: [t(data.exits.length === 0 ? 'selection-closed.none' : 'selection-closed.intro')],
    facts: data.exits.map(({ accountName, state, reason }) => ({
      label: accountName,
      value: t(`selection-closed.${state}`, { reason }),
    })),
    ...forLead(data, writing),
  };
});

/** Tells the owner of a programme that its scheduled selection could not be started, and why. */
export const selectionNotOpened = mailKind(notOpened, (data, { t }) => ({
  subject: t('selection-not-opened.subject', namesOf(data)),
  heading: t('selection-not-opened.heading', namesOf(data)),
  paragraphs: [t('selection-not-opened.intro')],
  facts: data.faults.map((fault) => ({ label: t('selection.reason'), value: fault })),
  closing: [t('selection-not-opened.next')],
  footer: t('selection-not-opened.footer', namesOf(data)),
}));

function namesOf({ programmeName, year }: Cycle): { readonly programme: string; readonly year: number } {
  return { programme: programmeName, year };
}

function forLead(data: Cycle, { t }: MailWriting): Footed {
  return { footer: t('selection.footer.lead', namesOf(data)) };
}
