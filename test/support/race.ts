import { expect } from 'vitest';
import { contentHash } from '../../db/content-hash.ts';
import { unconsumedFacts } from '../../db/stores/processes.ts';
import type { Choice } from '../../domain/approvals/policy.ts';
import { contentOf } from '../../domain/planning/step.ts';
import { processStateQuery } from '../../workflows/process/messages.ts';
import { answer, currentPlan, planProcess, questions, type Question } from './story.ts';
import type { World } from './world.ts';

/** What a contender is told: its result's kind, 'done' if it has none, or the code of its refusal. */
export function told(attempt: Promise<object>): Promise<string> {
  return attempt.then(
    (result) => ('kind' in result ? String(result.kind) : 'done'),
    (error: { code?: string }) => {
      if (error.code === undefined) throw error;
      return error.code;
    },
  );
}

/** Answers a question, refusals with a comment, and returns what {@link told} says. */
export function give(
  world: World,
  given: { readonly question: Question; readonly choice?: Choice; readonly at?: Date },
): Promise<string> {
  const comment = (given.choice ?? 'approve') === 'approve' ? '' : 'Because.';
  return told(answer(world, { comment, ...given }));
}

/** How a request and its step ended. */
export interface End {
  readonly status: string;
  readonly stepStatus: string;
}

/** See {@link End}. */
export async function endOf(world: World, requestId: string): Promise<End> {
  return world.database
    .app('approval_request as r')
    .join('plan_step as s', 's.id', 'r.step_id')
    .where('r.id', requestId)
    .first<End>('r.status', 's.status as stepStatus');
}

/** A decision as the table holds it. */
export interface Given {
  readonly id: string;
  readonly personId: string;
  readonly choice: Choice;
  readonly contentHash: string;
}

/** The decisions on a request in the order in which they were stored. */
export function decisionsOn(world: World, requestId: string): Promise<readonly Given[]> {
  return world.database
    .app('decision as d')
    .join('approver as a', 'a.id', 'd.approver_id')
    .where('d.request_id', requestId)
    .orderBy('d.id')
    .select<Given[]>('d.id', 'a.person_id as personId', 'd.choice', 'd.content_hash as contentHash');
}

/** Which of these mails were queued, by their dedupe keys. */
export async function mailed(world: World, keys: readonly string[]): Promise<readonly string[]> {
  const rows = await world.database
    .app('notification')
    .whereIn('dedupe_key', keys)
    .select<{ dedupe_key: string }[]>('dedupe_key');
  return rows.map((row) => row.dedupe_key).sort();
}

/** The audit events of one kind about a request, in their order. */
export async function auditOf(
  world: World,
  about: { readonly requestId: string; readonly kind: string },
): Promise<readonly { readonly data: { readonly outcome?: string } }[]> {
  return world.database
    .app('audit_event')
    .where({ subject: about.requestId, kind: about.kind })
    .orderBy('seq')
    .select('data');
}

const shownBlockers = 40;

/** The story's workflow has acted on every fact and shows what the records say, and no step counts as approved whose present content nobody approved. */
export async function expectAgreement(world: World): Promise<void> {
  const { app } = world.database;
  expect(await unconsumedFacts(app, planProcess(world))).toEqual([]);
  const plan = await currentPlan(world);
  const view = await world.client.workflow.getHandle(planProcess(world)).query(processStateQuery);
  expect(view).toMatchObject({ stage: plan.status, facts: [] });
  const awaited = view.blockedOn.filter(({ waitingFor }) => waitingFor.startsWith('decision')).length;
  const asked = (await questions(world)).length;
  expect(view.blockedOn).toHaveLength(Math.min(view.blockedCount, shownBlockers));
  expect(view.blockedCount).toBeGreaterThanOrEqual(asked);
  if (view.blockedCount <= shownBlockers) expect(awaited).toBe(asked);
  for (const step of plan.steps.filter(({ status }) => status === 'approved')) {
    const hash = contentHash(contentOf(step));
    const request = await app('approval_request')
      .where({ step_id: step.id, content_hash: hash, status: 'approved' })
      .first<{ id: string } | undefined>('id');
    const hashes = (await decisionsOn(world, request?.id ?? '0')).map((given) => given.contentHash);
    expect(hashes.length).toBeGreaterThan(0);
    expect(new Set(hashes)).toEqual(new Set([hash]));
  }
}
