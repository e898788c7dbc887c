import { workflowInfo, type LocalActivityOptions } from '@temporalio/workflow';
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

interface Choice<View extends ProcessView> {
  readonly effect: Effect<View>;
  readonly summary: string;
  readonly seq: number;
  readonly subject: string;
}

/** How long one effect, or one look at the records, may take before it is tried again. */
export const inRecords: LocalActivityOptions = { startToCloseTimeout: '30 seconds' };

// Facts come before dates: an answer that was given in time is read before its expiry.
function choose<View extends ProcessView>(
  view: View,
  { onFact, onDate, now }: Effects<View> & { readonly now: string },
): Choice<View> | undefined {
  for (const { kind, seq } of view.facts) {
    const effect = onFact[kind];
    if (effect) return { effect, summary: `fact ${seq}: ${kind}`, seq, subject: '' };
  }
  if (!view.next || view.next.at > now) return undefined;
  const { at, subject } = view.next;
  const effect = onDate[view.next.effect];
  return effect && { effect, summary: `${view.next.effect} ${subject}, due ${at}`, seq: 0, subject };
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
    const { effect, summary, ...move } = choice;
    view = await effect.executeWithOptions({ ...inRecords, summary }, [{ ...move, workflowId, at }]);
    tools.outbox.send(view.notificationIds);
  }
}
