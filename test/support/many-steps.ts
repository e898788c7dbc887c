import { addStep } from '../../db/stores/plans.ts';
import { standardPolicy, type ApprovalPolicy } from '../../domain/approvals/policy.ts';
import { currentPlan, manager, questions, storyYear, submit, type Question } from './story.ts';
import type { World } from './world.ts';

/** A step beyond the story's own: its title tells it from all others; decisions on it cannot be taken back. */
export interface ExtraStep {
  readonly title: string;
  readonly approverIds: readonly string[];
  readonly policy?: Partial<ApprovalPolicy>;
}

/** Adds steps to the story's plan, submits it and waits until everybody has been asked. Returns the questions by step. */
export async function askAbout(
  world: World,
  steps: readonly ExtraStep[],
): Promise<ReadonlyMap<string, readonly Question[]>> {
  const { id: planId } = await currentPlan(world);
  for (const { title, approverIds, policy } of steps) {
    const { version } = await currentPlan(world);
    await addStep(world.database.app, {
      ...{ planId, version, by: manager(world), at: world.clock.now() },
      content: {
        title,
        description: '',
        type: 'workshop',
        ownerId: world.firm.manager,
        dueOn: `${storyYear}-06-30`,
        cost: '100.00',
        benefit: '0.00',
        approverIds: [...approverIds],
        policy: { ...standardPolicy, undoMinutes: 0, ...policy },
      },
    });
  }
  await submit(world);
  const asked = await questions(world);
  return new Map(steps.map(({ title }) => [title, asked.filter((one) => one.title === title)]));
}
