import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApprovalActivities } from '../../activities/approvals.ts';
import { editStep } from '../../db/stores/plans.ts';
import {
  choices,
  outcomeOf,
  standardPolicy,
  type ApprovalPolicy,
  type Choice,
  type SeatState,
} from '../../domain/approvals/policy.ts';
import { askAbout } from '../support/many-steps.ts';
import { addPeople } from '../support/people.ts';
import { auditOf, decisionsOn, endOf, expectAgreement, give, mailed, told } from '../support/race.ts';
import {
  currentPlan,
  manager,
  planProcess,
  ringAndSettle,
  startReview,
  submit,
  type Question,
} from '../support/story.ts';
import { openWorld, type World } from '../support/world.ts';

const stateOf = { approve: 'approved', requestChanges: 'changesRequested', reject: 'rejected' } as const;
const patient = 900_000;
let world: World;
let people: readonly string[];
let titles = 0;

beforeAll(async () => {
  world = await openWorld({ mailEnabled: false });
  await world.startWorker();
  people = await addPeople(world.database.app, 7);
  // The plan's own four steps stay open, so that it goes on asking whatever becomes of the others.
  await startReview(world);
  await submit(world);
});
afterAll(() => world.close());

const newTitle = (): string => `Race ${(titles += 1)}`;

describe('quorum members who answer at once', () => {
  interface Vote {
    readonly policy: Pick<ApprovalPolicy, 'kind' | 'quorum'>;
    readonly members: readonly { readonly choice: Choice; readonly twice: boolean }[];
    readonly order: readonly number[];
  }

  const vote: fc.Arbitrary<Vote> = fc.integer({ min: 3, max: 7 }).chain((count) =>
    fc.record({
      policy: fc.oneof(
        fc.constant({ kind: 'any' as const }),
        fc.constant({ kind: 'all' as const }),
        fc.integer({ min: 2, max: count }).map((quorum) => ({ kind: 'quorum' as const, quorum })),
      ),
      members: fc.array(
        fc.record({
          choice: fc.constantFrom<Choice>('approve', 'approve', 'approve', ...choices),
          twice: fc.boolean(),
        }),
        { minLength: count, maxLength: count },
      ),
      order: fc.shuffledSubarray([...Array(count).keys()], { minLength: count, maxLength: count }),
    }),
  );

  async function takePlace(
    { members, order }: Vote,
    asked: readonly Question[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const seats = order.flatMap((index) => {
      const [question, member] = [asked[index], members[index]];
      return question && member ? [{ question, ...member }] : [];
    });
    const said = await Promise.all(
      seats.map(async ({ question, choice, twice }) => {
        const answers = Array.from({ length: twice ? 2 : 1 }, () => give(world, { question, choice }));
        return [question.personId, await Promise.all(answers)] as const;
      }),
    );
    return new Map(said);
  }

  async function expectOneOutcome(
    { policy, members }: Vote,
    { asked, said }: { asked: readonly Question[]; said: ReadonlyMap<string, readonly string[]> },
  ): Promise<void> {
    const requestId = asked[0]?.requestId ?? '';
    const given = await decisionsOn(world, requestId);
    const seats: SeatState[] = members.map(() => 'asked');
    const outcome = (): string => outcomeOf({ ...standardPolicy, ...policy }, seats);
    for (const { personId, choice } of given) {
      expect(outcome()).toBe('open');
      seats[asked.findIndex((one) => one.personId === personId)] = stateOf[choice];
    }
    const end = await endOf(world, requestId);
    expect(['approved', 'changesRequested', 'rejected']).toContain(outcome());
    expect(end.status).toBe(outcome());
    // Work on an approved step begins at once, unless it waits for another step.
    expect(outcome() === 'approved' ? ['approved', 'inProgress'] : [outcome()]).toContain(end.stepStatus);
    for (const { personId } of asked) {
      const decided = given.some((one) => one.personId === personId);
      const [first, second] = [...(said.get(personId) ?? [])].sort();
      expect([first, second ?? first]).toEqual(
        !decided
          ? ['closed', 'closed']
          : second === undefined
            ? ['recorded', 'recorded']
            : ['recorded', 'repeated'],
      );
    }
    const audit = await auditOf(world, { requestId, kind: 'decision.recorded' });
    expect(audit.map(({ data }) => data.outcome)).toEqual([...given.slice(1).map(() => 'open'), outcome()]);
    const kinds = ['step-approved', 'changes-requested', 'step-rejected'];
    const receipts = given.map(({ id }) => `decision-receipt/${id}`);
    const endMail = kinds[['approved', 'changesRequested', 'rejected'].indexOf(outcome())] ?? '';
    expect(await mailed(world, [...receipts, ...kinds.map((kind) => `${kind}/${requestId}`)])).toEqual(
      [...receipts, `${endMail}/${requestId}`].sort(),
    );
  }

  it(
    'end a request once, by the answers up to the one that decides, each of them stored, audited and receipted once',
    async () => {
      const votes = fc.array(vote, { minLength: 8, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(votes, async (cases) => {
          const steps = cases.map((one) => ({
            title: newTitle(),
            approverIds: people.slice(0, one.members.length),
            policy: one.policy,
          }));
          const asked = await askAbout(world, steps);
          const races = cases.map(async (one, index) => {
            const questionsOfIt = asked.get(steps[index]?.title ?? '') ?? [];
            return { one, asked: questionsOfIt, said: await takePlace(one, questionsOfIt) };
          });
          const run = await Promise.all(races);
          await ringAndSettle(world);
          for (const { one, ...race } of run) await expectOneOutcome(one, race);
          await expectAgreement(world);
        }),
        { numRuns: 4, endOnFailure: true },
      );
    },
    patient,
  );
});

describe('a decision and an edit of its step at once', () => {
  const start = fc.constantFrom('decide first', 'edit first', 'at once');
  const contest = fc.record({
    kind: fc.constantFrom('any' as const, 'all' as const),
    start,
    editStarts: fc.boolean(),
  });

  async function edit(title: string): Promise<string> {
    const { id: planId, version, steps } = await currentPlan(world);
    const stepId = steps.find((step) => step.title === title)?.id ?? '';
    const change = { cost: '250.00' };
    return told(
      editStep(world.database.app, {
        planId,
        version,
        by: manager(world),
        at: world.clock.now(),
        stepId,
        change,
      }),
    );
  }

  async function contend(race: {
    title: string;
    question: Question;
    start: string;
    editStarts: boolean;
  }): Promise<{ decided: string; edited: string }> {
    const decideIt = (): Promise<string> => give(world, { question: race.question });
    const editIt = (): Promise<string> => edit(race.title);
    if (race.start === 'decide first') return { decided: await decideIt(), edited: await editIt() };
    if (race.start === 'edit first') {
      const edited = await editIt();
      return { edited, decided: await decideIt() };
    }
    const [early, late] = race.editStarts ? [editIt(), decideIt()] : [decideIt(), editIt()];
    const said = [await early, await late] as const;
    return race.editStarts ? { edited: said[0], decided: said[1] } : { decided: said[0], edited: said[1] };
  }

  it(
    'leave either the decision on what was asked or the edited step undecided, never an approval of what nobody saw',
    async () => {
      const contests = fc.array(contest, { minLength: 8, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(contests, async (cases) => {
          const steps = cases.map(({ kind }) => ({
            title: newTitle(),
            approverIds: people.slice(0, 2),
            policy: { kind },
          }));
          const asked = await askAbout(world, steps);
          for (const [index, one] of cases.entries()) {
            const title = steps[index]?.title ?? '';
            const [question] = asked.get(title) ?? [];
            if (!question) throw new Error(`nobody was asked about ${title}`);
            const said = await contend({ ...one, title, question });
            const end = await endOf(world, question.requestId);
            const given = await decisionsOn(world, question.requestId);
            const decided = said.decided === 'recorded';
            expect(given).toHaveLength(decided ? 1 : 0);
            if (said.edited === 'done') {
              expect(decided || said.decided === 'contentChanged').toBe(true);
              expect(end).toMatchObject({ status: 'superseded', stepStatus: 'draft' });
            } else {
              // The plan's version counts the outcome of a decision, so the editor looks again.
              expect(said).toEqual({ edited: 'stale', decided: 'recorded' });
              expect(end.status).toBe('approved');
              expect(['approved', 'inProgress']).toContain(end.stepStatus);
            }
            if (one.start === 'edit first') expect(said.decided).toBe('contentChanged');
          }
          await ringAndSettle(world);
          await expectAgreement(world);
        }),
        { numRuns: 3, endOnFailure: true },
      );
    },
    patient,
  );
});

describe('a decision and its expiry at once', () => {
  const minute = 60_000;
  const contest = fc.record({
    offset: fc.oneof(fc.constantFrom(0, 1, -1), fc.integer({ min: -2 * minute, max: 2 * minute })),
    delay: fc.integer({ min: 0, max: 10 * minute }),
    onExpiry: fc.constantFrom('reject' as const, 'escalate' as const),
    expiryStarts: fc.boolean(),
  });

  async function expire({ requestId, personId }: Question, at: Date): Promise<void> {
    const { app } = world.database;
    const { expireApprover } = createApprovalActivities({ db: app, links: world.links });
    const where = { request_id: requestId, person_id: personId };
    const seat = await app('approver').where(where).first<{ id: string }>('id');
    await expireApprover({ workflowId: planProcess(world), at: at.toISOString(), seq: 0, subject: seat.id });
  }

  it(
    'are settled by the time of the answer alone, and the process goes on from that',
    async () => {
      const contests = fc.array(contest, { minLength: 8, maxLength: 8 });
      await fc.assert(
        fc.asyncProperty(contests, async (cases) => {
          const steps = cases.map(({ onExpiry }) => ({
            title: newTitle(),
            approverIds: people.slice(0, 1),
            policy: { onExpiry },
          }));
          const asked = await askAbout(world, steps);
          await world.stopWorker();
          const races = cases.map(async ({ offset, delay, expiryStarts }, index) => {
            const [question] = asked.get(steps[index]?.title ?? '') ?? [];
            if (!question) throw new Error('nobody was asked');
            const due = question.expiresAt.getTime();
            const expireIt = (): Promise<void> => expire(question, new Date(due + delay));
            const expiry = expiryStarts ? expireIt() : undefined;
            const said = give(world, { question, at: new Date(due + offset) });
            await Promise.all([expiry ?? expireIt(), said]);
            return { question, said: await said, inTime: offset <= 0 };
          });
          const run = await Promise.all(races);
          await world.startWorker();
          await ringAndSettle(world);
          for (const [index, { question, said, inTime }] of run.entries()) {
            const end = await endOf(world, question.requestId);
            const late = cases[index]?.onExpiry === 'reject' ? 'rejected' : 'open';
            expect(said).toBe(inTime ? 'recorded' : 'expired');
            expect(end.status).toBe(inTime ? 'approved' : late);
            const given = await decisionsOn(world, question.requestId);
            expect(given).toHaveLength(inTime ? 1 : 0);
            expect(
              await mailed(
                world,
                given.map(({ id }) => `decision-receipt/${id}`),
              ),
            ).toHaveLength(given.length);
            expect(
              await auditOf(world, { requestId: question.requestId, kind: 'decision.late' }),
            ).toHaveLength(inTime ? 0 : 1);
          }
          await expectAgreement(world);
        }),
        { numRuns: 3, endOnFailure: true },
      );
    },
    patient,
  );
});
