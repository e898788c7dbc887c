import { pino } from 'pino';
import { createApprovalActivities, type ApprovalActivities } from '../../activities/approvals.ts';
import { createHandOverActivities, type HandOverActivities } from '../../activities/hand-overs.ts';
import type { MailDeps } from '../../activities/mail-delivery.ts';
import { createDirectMail } from '../../api/direct-mail.ts';
import { createPageRoutes } from '../../api/pages/routes.tsx';
import { createApprovalCodes } from '../../db/approval-code.ts';
import type { Db } from '../../db/client.ts';
import { createLinkTokens } from '../../db/link-token.ts';
import { insertPlan } from '../../db/stores/plan-lifecycle.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { editStep, submitPlan } from '../../db/stores/plans.ts';
import { openProcess, unconsumedFacts } from '../../db/stores/processes.ts';
import type { Clock } from '../../domain/clock.ts';
import { standardPolicy, type ApprovalPolicy } from '../../domain/approvals/policy.ts';
import type { StepContent } from '../../domain/planning/step.ts';
import { createMailTransport, type MailTransport } from '../../mail/transport.ts';
import { startServer, type TestServer } from '../api/server.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { seedFirm, type Firm } from '../support/people.ts';
import { testSeal } from '../support/receipt-seal.ts';

/** A link's path and what a form on it must name. */
export interface DeskLink {
  readonly path: string;
  readonly request: string;
  readonly hash: string;
}

/** One plan with one step out for approval, and the real pages in front of it; the process's effects are called by hand. */
export interface Desk {
  readonly database: TestDatabase;
  readonly firm: Firm;
  readonly server: TestServer;
  readonly rung: string[];
  /** What the pages logged beside their requests, line by line. */
  readonly logged: string[];
  readonly mail: MailDeps;
  setTime(at: string): void;
  /** Lets the process act on every fact it has not acted on yet. */
  follow(): Promise<void>;
  /** Edits the step and submits the plan again, so that new links go out. */
  editAndSubmit(change: Partial<StepContent>): Promise<void>;
  /** The newest link's path for this person, and what its form must name. */
  linkOf(personId: string): Promise<DeskLink>;
  close(): Promise<void>;
}

type Languages = Partial<Record<keyof Firm, string>>;

/** When the step of every desk goes out; the approvers have five working days. */
export const asked = '2026-12-01T09:00:00Z';
const workflowId = 'annual-plan/1/2027';
const linkKeys = [{ id: 'test', key: new Uint8Array(32).fill(7) }];
const links = createLinkTokens(linkKeys);
const workshop = 'Joint operations workshop';
const nowhere = 'smtp://127.0.0.1:1';
const noFigures = {
  asOf: '2026-12-01',
  currency: 'EUR',
  orders: 0,
  revenue: '0',
  revenueBefore: null,
  cancellationRate: null,
  offeringsBought: [],
  offeringsOpen: [],
};
const description = 'Two days on site with their operations team.\nTravel is included in the cost.';
const effects: Record<string, keyof (ApprovalActivities & HandOverActivities)> = {
  planSubmitted: 'askApprovers',
  stepEdited: 'followEdit',
  seatHandedOver: 'followHandOver',
  seatTakenBack: 'followTakeBack',
  approvalRecalled: 'followRecall',
  absenceChanged: 'followAbsence',
  approvalDecided: 'followDecision',
  decisionTakenBack: 'followUndo',
  decisionLate: 'tellLateAnswer',
};

/** Opens a desk whose step is approved by operations and finance under this policy; people read English unless `languages` says
 * otherwise. Mail that is sent at once goes to `smtpUrl`; `titles` makes a step of each, all alike. */
export async function openDesk(
  policy: Partial<ApprovalPolicy> = {},
  languages: Languages = {},
  options: { readonly smtpUrl?: string; readonly titles?: readonly string[] } = {},
): Promise<Desk> {
  const database = await createTestDatabase();
  const db = database.app;
  const firm = await seedReaders(db, languages);
  let now = new Date(asked);
  const clock = { now: () => new Date(now) };
  const mail = mailDeps(db, clock);
  const planId = await draftPlan(db, { firm, policy, titles: options.titles ?? [workshop] });
  const hand = processByHand({ ...mail, planId, firm });
  const { server, rung, logged } = await servePages(mail, options.smtpUrl ?? nowhere);
  await hand.submit();
  return {
    database,
    firm,
    server,
    rung,
    logged,
    mail,
    follow: hand.follow,
    editAndSubmit: hand.editAndSubmit,
    linkOf: (personId) => newestLink(db, personId),
    setTime: (at) => void (now = new Date(at)),
    close: async () => {
      await server.close();
      await database.drop();
    },
  };
}

async function servePages(
  mail: MailDeps,
  smtpUrl: string,
): Promise<Pick<Desk, 'server' | 'rung' | 'logged'>> {
  const rung: string[] = [];
  const logged: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) });
  const pages = createPageRoutes({
    ...mail,
    log,
    codes: createApprovalCodes(linkKeys),
    sendDirectly: createDirectMail({ ...mail, log, transport: transportTo(smtpUrl) }),
    ring: (id) => {
      rung.push(id);
      return Promise.reject(new Error('Temporal is down'));
    },
    addresses: [{ label: 'Mailbox', url: 'http://127.0.0.1:1080' }],
    linksPerMinute: 100_000,
  });
  const server = await startServer({ db: mail.db, operations: [], pages, clock: mail.clock });
  return { server, rung, logged };
}

async function seedReaders(db: Db, languages: Languages): Promise<Firm> {
  const firm = await seedFirm(db, '1');
  for (const [role, language] of Object.entries(languages)) {
    await db('person')
      .where({ id: firm[role as keyof Firm] })
      .update({ language });
  }
  return firm;
}

function transportTo(smtpUrl: string): MailTransport {
  return createMailTransport({ smtpUrl, from: 'kam@kam.example' });
}

function mailDeps(db: Db, clock: Clock): MailDeps {
  return {
    db,
    links,
    receipts: testSeal,
    clock,
    log: pino({ level: 'silent' }),
    transport: transportTo(nowhere),
    publicUrl: 'http://127.0.0.1',
    mailEnabled: true,
  };
}

async function draftPlan(
  db: Db,
  plan: { firm: Firm; policy: Partial<ApprovalPolicy>; titles: readonly string[] },
): Promise<string> {
  const { firm, policy, titles } = plan;
  const openedAt = new Date(asked);
  await openProcess(db, { workflowId, kind: 'annualPlanning', accountId: '1', input: {}, at: openedAt });
  return insertPlan(db, {
    workflowId,
    accountId: '1',
    year: 2027,
    managerId: firm.manager,
    currency: 'EUR',
    startsOn: '2027-01-01',
    endsOn: '2027-12-31',
    template: 'standard',
    situation: 'Steady.',
    figures: noFigures,
    openedAt,
    closeAt: new Date('2028-01-31T00:00:00Z'),
    steps: titles.map((title) => ({
      title,
      description,
      type: 'workshop' as const,
      ownerId: firm.sponsor,
      dueOn: '2027-03-31',
      cost: '9000.00',
      benefit: '86000.00',
      approverIds: [firm.operations, firm.finance],
      policy: { ...standardPolicy, undoMinutes: 0, ...policy },
      ownPolicy: true,
    })),
  });
}

function processByHand(
  deps: MailDeps & { planId: string; firm: Firm },
): Pick<Desk, 'follow' | 'editAndSubmit'> & { submit(): Promise<void> } {
  const { db, clock, planId, firm } = deps;
  const approvals = { ...createApprovalActivities(deps), ...createHandOverActivities(deps) };
  const by = { kind: 'person', id: firm.manager } as const;
  const follow = async (): Promise<void> => {
    for (const { kind, seq } of await unconsumedFacts(db, workflowId)) {
      const effect = effects[kind];
      if (effect !== undefined)
        await approvals[effect]({ workflowId, seq, at: clock.now().toISOString(), subject: '' });
    }
  };
  const submit = async (): Promise<void> => {
    const { version } = await getPlan(db, { id: planId });
    await submitPlan(db, { planId, version, by, at: clock.now() });
    await follow();
  };
  return {
    follow,
    submit,
    editAndSubmit: async (change) => {
      const { version, steps } = await getPlan(db, { id: planId });
      await editStep(db, { planId, version, by, at: clock.now(), stepId: steps[0]?.id ?? '', change });
      await submit();
    },
  };
}

async function newestLink(db: Db, personId: string): Promise<DeskLink> {
  const link = await db('approval_link as l')
    .join('approver as a', 'a.id', 'l.approver_id')
    .join('approval_request as r', 'r.id', 'a.request_id')
    .where('a.person_id', personId)
    .orderBy('a.id', 'desc')
    .first<{
      id: string;
      key_id: string;
      request_id: string;
      content_hash: string;
    }>('l.id', 'l.key_id', 'a.request_id', 'r.content_hash');
  const token = links.token({ linkId: link.id, keyId: link.key_id });
  return { path: `/d/${token}`, request: link.request_id, hash: link.content_hash };
}
