import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getPlan } from '../../db/stores/plan-rows.ts';
import { editStep } from '../../db/stores/plans.ts';
import type { ApprovalPolicy, Choice } from '../../domain/approvals/policy.ts';
import { decidersAt, type Deciders, type Given } from '../support/deciders.ts';
import { openDesk, type Desk } from '../web/desk.ts';

const decided = '2026-12-02T09:00:00.000Z';
const inTime = '2026-12-02T09:09:59.999Z';
const over = '2026-12-02T09:10:00.000Z';
const runs = { numRuns: 4 };
const choice = fc.constantFrom<Choice>('approve', 'requestChanges');
const order = fc.constantFrom<readonly (0 | 1)[] | 'at once'>([0, 1], [1, 0], 'at once');

type Move = () => Promise<unknown>;

interface Race {
  readonly desk: Desk;
  readonly people: Deciders;
  readonly given: Given;
  run(moves: readonly [Move, Move]): Promise<void>;
}

// What lost has to be refused in one of the ways that a person is told of.
function refused(error: unknown): void {
  const { code = '' } = error as { code?: string };
  if (!['closed', 'expired', 'stale'].includes(code)) throw error;
}

// A decision whose receipt is out, at a desk of its own, and two moves that meet.
async function race(
  setting: { policy: Partial<ApprovalPolicy>; wanted: Choice; turns: readonly (0 | 1)[] | 'at once' },
  meet: (race: Race) => Promise<void>,
): Promise<void> {
  const { policy, wanted, turns } = setting;
  const desk = await openDesk({ undoMinutes: 10, ...policy });
  try {
    const people = decidersAt(desk);
    const given = await people.decide(desk.firm.operations, { choice: wanted, at: decided });
    desk.setTime(decided);
    await desk.follow();
    const run: Race['run'] = async (moves) => {
      if (turns === 'at once') await Promise.all(moves.map((move) => move().catch(refused)));
      else for (const turn of turns) await moves[turn]().catch(refused);
    };
    await meet({ desk, people, given, run });
  } finally {
    await desk.close();
  }
}

async function isWithdrawn({ desk, given }: Race): Promise<boolean> {
  const where = { decision_id: given.decisionId };
  return (await desk.database.app('decision_withdrawal').where(where)).length === 1;
}

async function edit({ desk }: Race): Promise<unknown> {
  const { app } = desk.database;
  const { id: planId } = await app('plan').first<{ id: string }>('id');
  const { version, steps } = await getPlan(app, { id: planId });
  const by = { kind: 'person', id: desk.firm.manager } as const;
  const change = { title: 'Another workshop' };
  return editStep(app, { planId, version, by, at: new Date(inTime), stepId: steps[0]?.id ?? '', change });
}

describe('an undo', () => {
  it('and the effect of its decision: one of them happens, and everything agrees on which', async () => {
    await fc.assert(
      fc.asyncProperty(choice, order, (wanted, turns) =>
        race({ policy: { kind: 'any' }, wanted, turns }, async (met) => {
          const { people, given } = met;
          await met.run([() => people.undo(given, inTime), () => people.carryOut(given, over)]);
          const standing = await people.standing();
          if (await isWithdrawn(met)) {
            expect(standing).toMatchObject({ request: 'open', step: 'pending', choices: [] });
            expect(standing.seats).toEqual(['asked', 'asked']);
            expect(await people.mails('approval-no-longer-needed')).toBe(0);
          } else {
            expect(standing.step).toBe(wanted === 'approve' ? 'inProgress' : 'changesRequested');
            expect(standing.choices).toEqual([wanted]);
            expect(await people.mails('approval-no-longer-needed')).toBe(1);
          }
          expect((await people.due())?.effect).not.toBe('carryOutDecision');
        }),
      ),
      runs,
    );
  });

  it('and an edit: the edited step is a draft about which nobody is asked, or the question is open again', async () => {
    await fc.assert(
      fc.asyncProperty(choice, order, (wanted, turns) =>
        race({ policy: { kind: 'any' }, wanted, turns }, async (met) => {
          const { people, given } = met;
          await met.run([() => people.undo(given, inTime), () => edit(met)]);
          const standing = await people.standing();
          if (standing.step === 'draft') expect(standing.seats).not.toContain('asked');
          else expect(standing).toMatchObject({ request: 'open', step: 'pending', choices: [] });
          expect(standing.step === 'draft' || (await isWithdrawn(met))).toBe(true);
        }),
      ),
      runs,
    );
  });

  it('and a second approver: both happen, and the request stands as those who are left decide', async () => {
    await fc.assert(
      fc.asyncProperty(order, (turns) =>
        race({ policy: { kind: 'all' }, wanted: 'approve', turns }, async (met) => {
          const { people, given, desk } = met;
          const second = (): Promise<Given> => people.decide(desk.firm.finance, { at: inTime });
          await met.run([() => people.undo(given, inTime), second]);
          expect(await people.standing()).toMatchObject({
            request: 'open',
            step: 'pending',
            plan: 'approving',
            seats: ['asked', 'approved'],
            choices: ['approve'],
          });
        }),
      ),
      runs,
    );
  });
});
