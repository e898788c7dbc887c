import { alarmQuality } from '../../db/read-models/alarm-quality.ts';
import { getAlarm, listAlarms, type Alarm } from '../../db/read-models/alarms.ts';
import { accountReviewId } from '../../db/stores/account-reviews.ts';
import { closeAlarm, judgeAlarm, snoozeAlarm } from '../../db/stores/alarms.ts';
import { programmeOf } from '../../db/stores/selection-wish.ts';
import type { Db } from '../../db/client.ts';
import { recordId } from '../fields.ts';
import { operation, type Operation, type Reply } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import { createWarningRuleOperations } from './rules.ts';
import { createWarningSweepOperations, type WarningSweepDeps } from './sweeps.ts';
import {
  alarm,
  alarmDetail,
  alarmParams,
  alarmQuery,
  closing,
  judgement,
  quality,
  qualityQuery,
  snoozeWish,
} from './schemas.ts';

/** What alarms need besides the records: how to show the account's process what has changed, and the sweeps. */
export interface AlarmDeps extends WarningSweepDeps {
  readonly ring: (workflowId: string) => Promise<void>;
}

const tag = 'early warning';

type Detail = Awaited<ReturnType<typeof getAlarm>>;

const detailOf = (found: Detail) => ({ ...found, events: [...found.events] });

const listOperation = operation({
  id: 'listAlarms',
  method: 'get',
  path: '/alarms',
  tag,
  summary: 'List alarms, the newest first',
  role: 'viewer',
  query: alarmQuery,
  result: pageOf(alarm),
  handle: async ({ db, query: { cursor, ...filter } }) => {
    const rows = await listAlarms(db, { ...filter, before: readCursor(recordId, cursor) });
    return { body: toPage<Alarm>(rows, { limit: filter.limit, position: ({ id }) => id }) };
  },
});

const getOperation = operation({
  id: 'getAlarm',
  method: 'get',
  path: '/alarms/{alarmId}',
  tag,
  summary: 'Read an alarm with all that happened to it',
  role: 'viewer',
  params: alarmParams,
  result: alarmDetail,
  handle: async ({ db, params }) => ({ body: detailOf(await getAlarm(db, params.alarmId)) }),
});

const qualityOperation = operation({
  id: 'getAlarmQuality',
  method: 'get',
  path: '/alarm-quality',
  tag,
  summary: 'Read for each rule how many of its alarms people found useful',
  role: 'viewer',
  query: qualityQuery,
  result: quality,
  handle: async ({ db, query: { programme, from, to } }) => {
    const programmeId = programme === undefined ? undefined : (await programmeOf(db, programme)).id;
    return { body: { items: [...(await alarmQuality(db, { programmeId, from, to }))] } };
  },
});

// What ops reads of the account's process names its open alarms.
async function told(
  db: Db,
  { ring, alarmId }: Pick<AlarmDeps, 'ring'> & { readonly alarmId: string },
): Promise<Reply<ReturnType<typeof detailOf>>> {
  const found = await getAlarm(db, alarmId);
  return { body: detailOf(found), afterCommit: () => void ring(accountReviewId(found.accountId)) };
}

function snoozeOperation(deps: AlarmDeps): Operation {
  return operation({
    id: 'snoozeAlarm',
    method: 'post',
    path: '/alarms/{alarmId}/snooze',
    tag,
    summary: 'Hear nothing of an alarm until a day',
    description:
      'It goes on collecting evidence, and is told again before the day where it gets notably worse.',
    role: 'manager',
    params: alarmParams,
    body: snoozeWish,
    result: alarmDetail,
    idempotent: true,
    handle: async ({ db, params, body, caller, now }) => {
      await snoozeAlarm(db, { id: params.alarmId, ...body, by: caller.actor, at: now });
      return told(db, { ...deps, ...params });
    },
  });
}

function judgeOperation(deps: AlarmDeps): Operation {
  return operation({
    id: 'judgeAlarm',
    method: 'post',
    path: '/alarms/{alarmId}/judge',
    tag,
    summary: 'Say whether an alarm was useful, and why',
    role: 'manager',
    params: alarmParams,
    body: judgement,
    result: alarmDetail,
    idempotent: true,
    handle: async ({ db, params, body, caller, now }) => {
      await judgeAlarm(db, { id: params.alarmId, ...body, by: caller.actor, at: now });
      return told(db, { ...deps, ...params });
    },
  });
}

function closeOperation(deps: AlarmDeps): Operation {
  return operation({
    id: 'closeAlarm',
    method: 'post',
    path: '/alarms/{alarmId}/close',
    tag,
    summary: 'Close an alarm, with the reason',
    description:
      'Where its cause still holds, another is opened only once it is notably worse, or has ceased and come again.',
    role: 'manager',
    params: alarmParams,
    body: closing,
    result: alarmDetail,
    idempotent: true,
    handle: async ({ db, params, body, caller, now }) => {
      await closeAlarm(db, { id: params.alarmId, ...body, by: caller.actor, at: now });
      return told(db, { ...deps, ...params });
    },
  });
}

/** Early warning: alarms and what people say of them, its rules, its sweeps and when they come. */
export function createAlarmOperations(deps: AlarmDeps): readonly Operation[] {
  return [
    listOperation,
    getOperation,
    snoozeOperation(deps),
    judgeOperation(deps),
    closeOperation(deps),
    qualityOperation,
    ...createWarningRuleOperations(),
    ...createWarningSweepOperations(deps),
  ];
}
