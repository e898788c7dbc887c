import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  TemporalFailure,
  workflowInfo,
  type LocalActivityOptions,
} from '@temporalio/workflow';
import type { ProcessClock } from './clock.ts';
import type { Outbox } from './outbox.ts';
import type { Move, ProcessView } from './process/messages.ts';

/** A local activity that is one effect of the process. */
interface Effect<View extends ProcessView> {
  executeWithOptions(options: LocalActivityOptions, args: [Move]): Promise<View>;
}

/** The effects of a process by the kind of fact, and by what is due. A fact without an effect stays unconsumed. */
export interface Effects<View extends ProcessView> {
  readonly onFact: Readonly<Record<string, Effect<View>>>;
  readonly onDate: Readonly<Record<string, Effect<View>>>;
}

/** The records after everything that could be done was done, and in words what could not. */
export interface Acted<View extends ProcessView> {
  readonly view: View;
  readonly stuck: readonly string[];
}

interface Choice<View extends ProcessView> {
  readonly effect: Effect<View>;
  readonly summary: string;
  readonly seq: number;
  readonly subject: string;
}

/** How long one effect, or one look at the records, may take, and how often it is tried at once. */
export const inRecords: LocalActivityOptions = {
  startToCloseTimeout: '30 seconds',
  retry: { maximumAttempts: 5, initialInterval: '200 milliseconds' },
};

// Facts come before dates: an answer that was given in time is read before its expiry.
function choose<View extends ProcessView>(
  view: View,
  tools: Effects<View> & { readonly now: string; readonly skipped: ReadonlyMap<string, string> },
): Choice<View> | undefined {
  for (const { kind, seq } of view.facts) {
    const effect = tools.onFact[kind];
    const summary = `fact ${seq}: ${kind}`;
    if (effect && !tools.skipped.has(summary)) return { effect, summary, seq, subject: '' };
  }
  if (!view.next || view.next.at > tools.now) return undefined;
  const { at, subject } = view.next;
  const effect = tools.onDate[view.next.effect];
  const summary = `${view.next.effect} ${subject}, due ${at}`;
  return effect && !tools.skipped.has(summary) ? { effect, summary, seq: 0, subject } : undefined;
}

// A local activity fails with the activity's own failure, an ordinary one with a failure around it.
function reasonOf(error: unknown): string {
  if (isCancellation(error) || !(error instanceof TemporalFailure)) throw error;
  const failure = error instanceof ActivityFailure ? error.cause : error;
  return `fails with ${failure instanceof ApplicationFailure ? (failure.type ?? 'an error') : 'an error'}`;
}

// Time alone changes how long somebody has waited; that is not what an effect is for.
const movesWithTime = new Set(['asOf', 'hoursWaited']);

function substanceOf(view: ProcessView): string {
  return JSON.stringify(view, (key, value: unknown) => (movesWithTime.has(key) ? undefined : value));
}

/**
 * Acts on every waiting fact in order, then on every date that has come, until nothing is left to do; sends the mails afterwards. An
 * effect that fails again and again, or changes nothing, is skipped and named, so that it neither blocks the process nor stays unseen.
 */
export async function actOnRecords<View extends ProcessView>(
  start: View,
  tools: Effects<View> & { readonly clock: ProcessClock; readonly outbox: Outbox },
): Promise<Acted<View>> {
  const { workflowId } = workflowInfo();
  const skipped = new Map<string, string>();
  let view = start;
  for (;;) {
    const at = tools.clock.now();
    const choice = choose(view, { ...tools, now: at, skipped });
    if (!choice) break;
    const { effect, summary, ...move } = choice;
    const before = substanceOf(view);
    try {
      view = await effect.executeWithOptions({ ...inRecords, summary }, [{ ...move, workflowId, at }]);
      tools.outbox.add(view.notificationIds);
      if (substanceOf(view) === before) skipped.set(summary, 'changes nothing');
    } catch (error) {
      skipped.set(summary, reasonOf(error));
    }
  }
  tools.outbox.send();
  return { view, stuck: [...skipped].map(([summary, reason]) => `${summary} ${reason}`) };
}
