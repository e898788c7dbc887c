import { IANAZone } from 'luxon';
import { programmeOf } from '../../db/stores/selection-wish.ts';
import { listSweeps } from '../../db/stores/warning-sweeps.ts';
import { DomainError } from '../../domain/errors.ts';
import type { WarningControl, WarningSchedule } from '../../temporal/warning-schedule.ts';
import { recordId } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { HttpProblem } from '../problems.ts';
import {
  newSweep,
  pauseWish,
  schedule,
  scheduleParams,
  scheduleWish,
  sweep,
  sweepQuery,
  sweepStarted,
} from './schemas.ts';

/** What sweeps need besides the records: the server that runs them. */
export interface WarningSweepDeps {
  readonly warnings: WarningControl;
}

const tag = 'early warning';

async function onServer<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (cause) {
    const detail = 'Temporal cannot be reached: try again in a moment.';
    const problem = { status: 503, type: 'unavailable' as const, detail };
    throw new HttpProblem({ ...problem, headers: { 'Retry-After': '10' }, cause });
  }
}

function knownZone(timeZone: string): string {
  if (IANAZone.isValidZone(timeZone)) return timeZone;
  throw new DomainError('invalid', `"${timeZone}" is no time zone: write one such as Europe/Lisbon.`, [
    { path: 'timeZone', message: 'must be a time zone' },
  ]);
}

function shown({ input, ...found }: WarningSchedule) {
  return { ...found, timeZone: input.timeZone };
}

function noSchedule(programme: string): DomainError {
  return new DomainError('notFound', `Programme ${programme} has no schedule of early warning: set one.`);
}

const listOperation = operation({
  id: 'listWarningSweeps',
  method: 'get',
  path: '/warning-sweeps',
  tag,
  summary: 'List the days that were swept, the latest first',
  role: 'viewer',
  query: sweepQuery,
  result: pageOf(sweep),
  handle: async ({ db, query: { cursor, limit, programme } }) => {
    const programmeId = programme === undefined ? undefined : (await programmeOf(db, programme)).id;
    const rows = await listSweeps(db, { programmeId, limit, before: readCursor(recordId, cursor) });
    return { body: toPage(rows, { limit, position: ({ id }) => id }) };
  },
});

function sweepOperation({ warnings }: WarningSweepDeps): Operation {
  return operation({
    id: 'startWarningSweep',
    method: 'post',
    path: '/warning-sweeps',
    tag,
    summary: 'Sweep a day by hand',
    description:
      'A day that was swept already is left as it is; one before it is refused when the sweep begins.',
    role: 'admin',
    body: newSweep,
    result: sweepStarted,
    statuses: [202],
    handle: async ({ db, body, now }) => {
      await programmeOf(db, body.programme);
      const input = { ...body, timeZone: knownZone(body.timeZone) };
      if (body.asOf > new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10))
        throw new DomainError('invalid', `${body.asOf} is still to come.`, [
          { path: 'asOf', message: 'must not be after today' },
        ]);
      return { body: { workflowId: await onServer(() => warnings.sweep(input)) } };
    },
  });
}

function getSchedule({ warnings }: WarningSweepDeps): Operation {
  return operation({
    id: 'getWarningSchedule',
    method: 'get',
    path: '/warning-schedules/{programme}',
    tag,
    summary: 'Read when a programme is swept each day',
    role: 'viewer',
    params: scheduleParams,
    result: schedule,
    handle: async ({ params: { programme } }) => {
      const found = await onServer(() => warnings.find(programme));
      if (!found) throw noSchedule(programme);
      return { body: shown(found) };
    },
  });
}

function setSchedule({ warnings }: WarningSweepDeps): Operation {
  return operation({
    id: 'setWarningSchedule',
    method: 'put',
    path: '/warning-schedules/{programme}',
    tag,
    summary: 'Set when a programme is swept each day',
    description: 'After an outage the last day that was missed is caught up, and none before it.',
    role: 'admin',
    params: scheduleParams,
    body: scheduleWish,
    result: schedule,
    handle: async ({ db, params: { programme }, body: { timeZone, ...time } }) => {
      await programmeOf(db, programme);
      const input = { programme, timeZone: knownZone(timeZone) };
      await onServer(() => warnings.set({ input, time }));
      const found = await onServer(() => warnings.find(programme));
      if (!found) throw noSchedule(programme);
      return { body: shown(found) };
    },
  });
}

function pauseSchedule({ warnings }: WarningSweepDeps): Operation {
  return operation({
    id: 'pauseWarningSchedule',
    method: 'post',
    path: '/warning-schedules/{programme}/pause',
    tag,
    summary: 'Pause the daily sweep, or let it go on, with the reason',
    role: 'admin',
    params: scheduleParams,
    body: pauseWish,
    result: schedule,
    handle: async ({ params: { programme }, body }) => {
      await onServer(() => warnings.pause({ programme, ...body }));
      const found = await onServer(() => warnings.find(programme));
      if (!found) throw noSchedule(programme);
      return { body: shown(found) };
    },
  });
}

function removeSchedule({ warnings }: WarningSweepDeps): Operation {
  return operation({
    id: 'removeWarningSchedule',
    method: 'delete',
    path: '/warning-schedules/{programme}',
    tag,
    summary: 'Sweep a programme no longer by itself',
    role: 'admin',
    params: scheduleParams,
    handle: async ({ params: { programme } }) => {
      if (!(await onServer(() => warnings.remove(programme)))) throw noSchedule(programme);
      return {};
    },
  });
}

/** Sweeps and their schedule. */
export function createWarningSweepOperations(deps: WarningSweepDeps): readonly Operation[] {
  return [
    listOperation,
    sweepOperation(deps),
    getSchedule(deps),
    setSchedule(deps),
    pauseSchedule(deps),
    removeSchedule(deps),
  ];
}
