import {
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleOptions,
} from '@temporalio/client';
import { briefly } from './executions.ts';
import {
  earlyWarningName,
  earlyWarningTitle,
  type EarlyWarningInput,
} from '../workflows/early-warning/messages.ts';

/** When a programme's key accounts are looked at each day, in its time zone. */
interface DailyTime {
  readonly hour: number;
  readonly minute: number;
}

/** A programme's daily schedule as Temporal has it; `nextAt` is null while it is paused. */
export interface WarningSchedule {
  readonly scheduleId: string;
  readonly input: EarlyWarningInput;
  readonly paused: boolean;
  readonly note: string | null;
  readonly nextAt: Date | null;
  readonly lastAt: Date | null;
}

interface ScheduleDeps {
  readonly client: Client;
  readonly taskQueue: string;
}

/** What people do about a programme's sweeps through the API; each call throws what the server's client throws when it cannot be reached. */
export interface WarningControl {
  readonly find: (programme: string) => Promise<WarningSchedule | undefined>;
  readonly set: (wish: { readonly input: EarlyWarningInput; readonly time: DailyTime }) => Promise<void>;
  /** Says whether there is a schedule. */
  readonly pause: (wish: PauseWish) => Promise<boolean>;
  /** Says whether there was a schedule. */
  readonly remove: (programme: string) => Promise<boolean>;
  /** Starts a day's sweep and returns its workflow. */
  readonly sweep: (input: EarlyWarningInput & { readonly asOf: string }) => Promise<string>;
}

/** `paused` false lets the schedule go on; the reason is kept with it. */
interface PauseWish {
  readonly programme: string;
  readonly paused: boolean;
  readonly reason: string;
}

/** The sweeps on this server, whose worker listens to the task queue; no call takes longer than five seconds. */
export function createWarningControl(deps: ScheduleDeps): WarningControl {
  const { client } = deps;
  return {
    find: (programme) => briefly(client, () => findWarningSchedule(client, programme)),
    set: (wish) => briefly(client, () => setWarningSchedule(deps, wish)),
    pause: (wish) => briefly(client, () => pauseWarningSchedule(client, wish)),
    remove: (programme) => briefly(client, () => removeWarningSchedule(client, programme)),
    sweep: (input) => briefly(client, () => startSweep(deps, input)),
  };
}

/** `early-warning/<programme>`. */
function warningScheduleId(programme: string): string {
  return `early-warning/${programme}`;
}

/**
 * Sets a programme's daily schedule, in the place of the one there was. After an outage the last day that was missed is caught up and none before it: what a day missed, the next
 * one finds. A sweep that still runs when the next is due lets that one wait.
 */
async function setWarningSchedule(
  { client, taskQueue }: ScheduleDeps,
  wish: { readonly input: EarlyWarningInput; readonly time: DailyTime },
): Promise<void> {
  const { input, time } = wish;
  const scheduleId = warningScheduleId(input.programme);
  const options: ScheduleOptions = {
    scheduleId,
    spec: { calendars: [{ ...time }], timezone: input.timeZone },
    policies: { overlap: ScheduleOverlapPolicy.BUFFER_ONE, catchupWindow: '1 day' },
    action: {
      type: 'startWorkflow',
      workflowType: earlyWarningName,
      workflowId: `early-warning/${input.programme}`,
      taskQueue,
      args: [input],
      staticSummary: earlyWarningTitle(input),
    },
  };
  const handle = client.schedule.getHandle(scheduleId);
  try {
    await handle.update(({ state }) => ({ ...options, state }));
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    await client.schedule.create(options);
  }
}

async function ifThere<Result>(look: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return undefined;
    throw error;
  }
}

/** A programme's daily schedule; undefined where it has none. */
async function findWarningSchedule(client: Client, programme: string): Promise<WarningSchedule | undefined> {
  const scheduleId = warningScheduleId(programme);
  return ifThere(async () => {
    const { action, info, state } = await client.schedule.getHandle(scheduleId).describe();
    return {
      scheduleId,
      input: action.args?.[0] as EarlyWarningInput,
      paused: state.paused,
      note: state.note ?? null,
      nextAt: state.paused ? null : (info.nextActionTimes[0] ?? null),
      lastAt: info.recentActions.at(-1)?.scheduledAt ?? null,
    };
  });
}

/** Pauses a programme's schedule with a reason, or lets it go on; says whether there is one. */
async function pauseWarningSchedule(client: Client, wish: PauseWish): Promise<boolean> {
  const handle = client.schedule.getHandle(warningScheduleId(wish.programme));
  const done = await ifThere(async () => {
    await (wish.paused ? handle.pause(wish.reason) : handle.unpause(wish.reason));
    return true;
  });
  return done ?? false;
}

/** Removes a programme's schedule; says whether there was one. */
async function removeWarningSchedule(client: Client, programme: string): Promise<boolean> {
  const handle = client.schedule.getHandle(warningScheduleId(programme));
  return (await ifThere(() => handle.delete().then(() => true))) ?? false;
}

/** Starts the sweep of a day that a person chose, and returns its workflow; one that runs for that day already is left as it is. */
async function startSweep(
  { client, taskQueue }: ScheduleDeps,
  input: EarlyWarningInput & { readonly asOf: string },
): Promise<string> {
  const workflowId = `early-warning/${input.programme}/${input.asOf}`;
  await client.workflow.start(earlyWarningName, {
    workflowId,
    taskQueue,
    args: [input],
    workflowIdConflictPolicy: 'USE_EXISTING',
    staticSummary: earlyWarningTitle(input),
  });
  return workflowId;
}
