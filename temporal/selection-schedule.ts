import { ScheduleNotFoundError, type Client, type ScheduleOptions } from '@temporalio/client';
import {
  selectionOpeningName,
  selectionOpeningTitle,
  type SelectionOpeningInput,
} from '../workflows/selection-opening/messages.ts';

/** When a programme's selection starts each year: month and day, hour and minute there. */
export interface YearlyDate {
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** A programme's yearly schedule as Temporal has it; `nextAt` is null while it is paused or has no date. */
export interface SelectionSchedule {
  readonly scheduleId: string;
  readonly input: SelectionOpeningInput;
  readonly paused: boolean;
  readonly nextAt: Date | null;
  readonly lastAt: Date | null;
}

const months = [
  ...(['JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE', 'JULY'] as const),
  ...(['AUGUST', 'SEPTEMBER', 'OCTOBER', 'NOVEMBER', 'DECEMBER'] as const),
] as const;

interface ScheduleDeps {
  readonly client: Client;
  readonly taskQueue: string;
}

/** `selection-schedule/<programme>`. */
export function selectionScheduleId(programme: string): string {
  return `selection-schedule/${programme}`;
}

/**
 * Sets a programme's yearly schedule, in the place of the one there was. A date that passed while Temporal was down is caught up within thirty
 * days; the cycle's record sees to it that a year has one.
 */
export async function setSelectionSchedule(
  { client, taskQueue }: ScheduleDeps,
  wish: { readonly input: SelectionOpeningInput; readonly date: YearlyDate },
): Promise<void> {
  const { input, date } = wish;
  const scheduleId = selectionScheduleId(input.programme);
  const options: ScheduleOptions = {
    scheduleId,
    spec: {
      calendars: [
        { month: months[date.month - 1] ?? '*', dayOfMonth: date.day, hour: date.hour, minute: date.minute },
      ],
      timezone: input.timeZone,
    },
    policies: { overlap: 'BUFFER_ONE', catchupWindow: '30 days' },
    action: {
      type: 'startWorkflow',
      workflowType: selectionOpeningName,
      workflowId: `selection-opening/${input.programme}`,
      taskQueue,
      args: [input],
      staticSummary: selectionOpeningTitle(input),
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

/** A programme's yearly schedule; undefined where it has none. */
export async function findSelectionSchedule(
  client: Client,
  programme: string,
): Promise<SelectionSchedule | undefined> {
  const scheduleId = selectionScheduleId(programme);
  try {
    const { action, info, state } = await client.schedule.getHandle(scheduleId).describe();
    return {
      scheduleId,
      input: action.args?.[0] as SelectionOpeningInput,
      paused: state.paused,
      nextAt: info.nextActionTimes[0] ?? null,
      lastAt: info.recentActions.at(-1)?.scheduledAt ?? null,
    };
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return undefined;
    throw error;
  }
}

/** Removes a programme's yearly schedule; says whether there was one. */
export async function removeSelectionSchedule(client: Client, programme: string): Promise<boolean> {
  try {
    await client.schedule.getHandle(selectionScheduleId(programme)).delete();
    return true;
  } catch (error) {
    if (error instanceof ScheduleNotFoundError) return false;
    throw error;
  }
}
