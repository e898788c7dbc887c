import { workflowInfo } from '@temporalio/workflow';
import type { ProcessClock } from './clock.ts';
import type { Outbox } from './outbox.ts';
import type { Move, ProcessView } from './process/messages.ts';

type Effect<View extends ProcessView> = (move: Move) => Promise<View>;

/** The effects of a process by the kind of fact, and by what is due. A fact without an effect stays unconsumed. */
export interface Effects<View extends ProcessView> {
  readonly onFact: Readonly<Record<string, Effect<View>>>;
  readonly onDate: Readonly<Record<string, Effect<View>>>;
}

interface Choice<View extends ProcessView> {
  readonly effect: Effect<View>;
  readonly seq: number;
  readonly subject: string;
}

// Facts come before dates: an answer that was given in time is read before its expiry.
function choose<View extends ProcessView>(
  view: View,
  { onFact, onDate, now }: Effects<View> & { readonly now: string },
): Choice<View> | undefined {
  for (const { kind, seq } of view.facts) {
    const effect = onFact[kind];
    if (effect) return { effect, seq, subject: '' };
  }
  const effect = view.next && view.next.at <= now ? onDate[view.next.effect] : undefined;
  return effect && view.next ? { effect, seq: 0, subject: view.next.subject } : undefined;
}

/** Acts on every waiting fact in order, then on every date that has come, until nothing is left to do; sends the mails on the way. */
export async function actOnRecords<View extends ProcessView>(
  view: View,
  tools: Effects<View> & { readonly clock: ProcessClock; readonly outbox: Outbox },
): Promise<View> {
  const { workflowId } = workflowInfo();
  let last = '';
  for (;;) {
    const at = tools.clock.now();
    const choice = choose(view, { ...tools, now: at });
    if (!choice) return view;
    const same = JSON.stringify([view.facts, view.next]);
    if (same === last) throw new Error(`The effect of ${same} changed nothing; it would repeat for ever.`);
    last = same;
    view = await choice.effect({ workflowId, at, seq: choice.seq, subject: choice.subject });
    tools.outbox.send(view.notificationIds);
  }
}
