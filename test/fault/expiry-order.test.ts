import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApprovalActivities } from '../../activities/approvals.ts';
import {
  answer,
  currentPlan,
  planProcess,
  questions,
  startReview,
  submit,
  type Question,
} from '../support/story.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let finance: Question;

beforeAll(async () => {
  world = await openWorld();
  await world.startWorker();
  await startReview(world);
  await submit(world);
  await world.stopWorker();
  const [question] = await questions(world, world.firm.finance);
  if (!question) throw new Error('finance was not asked');
  finance = question;
});
afterAll(() => world.close());

async function inThrowAway(work: (in_: World) => Promise<void>): Promise<void> {
  const undo = new Error('undo');
  await world.database.app
    .transaction(async (trx) => {
      await work({ ...world, database: { ...world.database, app: trx } });
      throw undo;
    })
    .catch((error: unknown) => {
      if (error !== undo) throw error;
    });
}

async function expire(on: World, at: Date): Promise<void> {
  const { expireApprover } = createApprovalActivities({ db: on.database.app, links: on.links });
  const seat = await on.database
    .app('approver')
    .where({ request_id: finance.requestId, person_id: finance.personId })
    .first<{ id: string }>('id');
  await expireApprover({ workflowId: planProcess(on), at: at.toISOString(), seq: 0, subject: seat.id });
}

async function decidedChoice(on: World): Promise<string | undefined> {
  const row = await on.database
    .app('decision as d')
    .join('approver as a', 'a.id', 'd.approver_id')
    .where({ 'a.request_id': finance.requestId, 'a.person_id': finance.personId })
    .first<{ choice: string } | undefined>('d.choice');
  return row?.choice;
}

describe('a decision and its expiry', () => {
  it('count by the time of the answer alone, whichever reaches the records first', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: -120_000, max: 120_000 }),
        fc.integer({ min: 0, max: 600_000 }),
        fc.boolean(),
        async (offset, expiryDelay, expiryFirst) => {
          await inThrowAway(async (on) => {
            const at = new Date(finance.expiresAt.getTime() + offset);
            const give = (): Promise<string> =>
              answer(on, { question: finance, at }).then(
                (result) => result.kind,
                (error: { code?: string }) => error.code ?? 'failed',
              );
            const expireIt = (): Promise<void> =>
              expire(on, new Date(finance.expiresAt.getTime() + expiryDelay));
            if (expiryFirst) await expireIt();
            const said = await give();
            if (!expiryFirst) await expireIt();
            const counts = offset <= 0;
            expect(said).toBe(counts ? 'recorded' : 'expired');
            expect(await decidedChoice(on)).toBe(counts ? 'approve' : undefined);
            const waiting = (await questions(on)).filter((one) => one.requestId === finance.requestId);
            const asked = waiting.map((one) => one.personId);
            expect(asked).not.toContain(counts ? on.firm.sponsor : 'nobody');
            expect(asked.includes(on.firm.sponsor)).toBe(!counts);
          });
        },
      ),
      { numRuns: 30 },
    );
  });

  it('leave the plan as it was when the time has passed and nobody stands in', async () => {
    expect((await currentPlan(world)).status).toBe('approving');
  });
});
