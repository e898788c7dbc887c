import { askProposal } from './escalation-proposing.ts';
import type { Db } from '../db/client.ts';
import type { LinkTokens } from '../db/link-token.ts';
import { clockKinds, type ClockKind } from '../db/stores/escalation-clocks.ts';
import { escalationEvents } from '../db/stores/escalation-events.ts';
import type { Fact } from '../db/stores/processes.ts';
import { dateEscalation } from '../db/stores/escalation-steps.ts';
import type { EscalationView } from '../workflows/escalation/messages.ts';
import type { Move } from '../workflows/process/messages.ts';
import { breachClock, warnOfClock } from './escalation-clocks.ts';
import {
  advanceEscalation,
  escalationView,
  onEscalationDate,
  onEscalationFact,
  type EscalationEffect,
} from './escalation-effect.ts';
import { askLessons, checkFollowUp, followConfirmed } from './escalation-follow-up.ts';
import { tellHandedOver } from './escalation-hand-over.ts';
import { askFirst, askToTakeOver, climbLadder } from './escalation-ladder.ts';
import { askClient, countSilence, remindClient, tellRefused } from './escalation-confirming.ts';
import { everybodyAsked, everybodyTold, tell } from './escalation-mail.ts';
import { followTask, noteOverdueTask, remindTask } from './escalation-tasks.ts';

type EscalationActivity = (move: Move) => Promise<EscalationView>;

/** How an escalation goes on until it is closed: each an effect of a fact or of a date, all as local activities. */
export interface EscalationActivities {
  viewEscalation(input: { workflowId: string; at: string }): Promise<EscalationView>;
  askFirst: EscalationActivity;
  followSignal: EscalationActivity;
  tellWhoHasIt: EscalationActivity;
  followSeverity: EscalationActivity;
  tellUpdate: EscalationActivity;
  followConfirmed: EscalationActivity;
  followPause: EscalationActivity;
  tellHandedOver: EscalationActivity;
  askToTakeOver: EscalationActivity;
  tellClosed: EscalationActivity;
  climbLadder: EscalationActivity;
  redateClocks: EscalationActivity;
  warnOfResponse: EscalationActivity;
  breachResponse: EscalationActivity;
  warnOfClock: EscalationActivity;
  breachClock: EscalationActivity;
  endPause: EscalationActivity;
  checkFollowUp: EscalationActivity;
  askLessons: EscalationActivity;
  followTask: EscalationActivity;
  remindTask: EscalationActivity;
  noteOverdueTask: EscalationActivity;
  askProposal: EscalationActivity;
  askClient: EscalationActivity;
  remindClient: EscalationActivity;
  countSilence: EscalationActivity;
  tellRefused: EscalationActivity;
}

async function tellWhoHasIt(effect: EscalationEffect): Promise<void> {
  const { holderId } = effect.escalation;
  if (holderId === null) return;
  await tell(effect, {
    news: 'acknowledged',
    to: everybodyTold(effect).filter(({ id }) => id !== holderId),
  });
}

async function tellClosed(effect: EscalationEffect): Promise<void> {
  const { db, escalation, people } = effect;
  if (escalation.stage !== 'closed') return;
  const [closing] = (await escalationEvents(db, escalation))
    .filter(({ kind }) => kind === 'closed')
    .slice(-1);
  const holder = people.get(escalation.holderId ?? '');
  const readers = new Set([...everybodyAsked(effect), ...(holder ? [holder] : [])]);
  const to = [...readers].filter(({ id }) => id !== closing?.by.id || closing.by.kind !== 'person');
  await tell(effect, { news: 'ended', to, reason: closing?.reason ?? '' });
}

async function endPause(effect: EscalationEffect): Promise<void> {
  const { pauseUntil } = effect.escalation;
  if (pauseUntil === null || pauseUntil > effect.at) return;
  const set = { paused_at: null, pause_until: null };
  await advanceEscalation(effect, { kind: 'resumed', set, data: { longest: true } });
}

// What is due names the clock by its kind.
function clockKindOf({ subject }: Move): ClockKind {
  return clockKinds.find((kind) => kind === subject) ?? 'response';
}

// Whoever has it hears of each further sign, and before anybody has it whoever was asked last.
async function tellSignal(effect: EscalationEffect, { payload }: Fact): Promise<void> {
  const { db, escalation, people } = effect;
  const event = (await escalationEvents(db, escalation)).find(({ id }) => id === payload['eventId']);
  if (!event || event.kind !== 'signalAdded') return;
  const holder = people.get(escalation.holderId ?? '');
  const to = holder ? [holder] : everybodyAsked(effect).slice(-1);
  const reason = [event.data['title'], event.reason].filter((word) => word !== '').join(': ');
  const readers = to.filter(({ id }) => event.by.kind !== 'person' || event.by.id !== id);
  await tell(effect, { news: 'signal', to: readers, number: Number(event.id), reason });
}

// Those who were asked wait for it; of what is grave the director hears too.
async function tellUpdate(effect: EscalationEffect, { payload }: Fact): Promise<void> {
  const { db, escalation, people, account } = effect;
  const event = (await escalationEvents(db, escalation)).find(({ id }) => id === payload['eventId']);
  if (!event) return;
  const director = escalation.severity <= 2 ? people.get(account.directorId ?? '') : undefined;
  const readers = [...new Set([...everybodyAsked(effect), ...(director ? [director] : [])])];
  const to = readers.filter(
    ({ id }) => id !== escalation.holderId && (event.by.kind !== 'person' || event.by.id !== id),
  );
  await tell(effect, { news: 'updated', to, number: Number(event.id), reason: event.reason });
}

async function redateClocks({ db, escalation, at }: EscalationEffect): Promise<void> {
  if (escalation.stage !== 'closed') await dateEscalation(db, { escalation, at, worded: false });
}

// What is due names the task or the confirmation by its number.
function workActivities({ db, links }: { db: Db; links: LinkTokens }) {
  return {
    followTask: (move: Move) =>
      onEscalationFact({ db, move }, (effect, fact) => followTask(effect, { fact, links })),
    remindTask: (move: Move) =>
      onEscalationDate({ db, move }, (effect) => remindTask(effect, { taskId: move.subject, links })),
    noteOverdueTask: (move: Move) =>
      onEscalationDate({ db, move }, (effect) => noteOverdueTask(effect, { taskId: move.subject, links })),
    askClient: (move: Move) => onEscalationFact({ db, move }, (effect) => askClient(effect, links)),
    remindClient: (move: Move) =>
      onEscalationDate({ db, move }, (effect) =>
        remindClient(effect, { confirmationId: move.subject, links }),
      ),
    countSilence: (move: Move) =>
      onEscalationDate({ db, move }, (effect) => countSilence(effect, move.subject)),
    tellRefused: (move: Move) => onEscalationFact({ db, move }, tellRefused),
  };
}

/** The activities of escalations on this database with these link keys. */
export function createEscalationActivities(deps: { db: Db; links: LinkTokens }): EscalationActivities {
  const { db, links } = deps;
  const onItsDate =
    (act: Parameters<typeof onEscalationDate>[1]): EscalationActivity =>
    (move) =>
      onEscalationDate({ db, move }, act);
  const onItsFact =
    (act: Parameters<typeof onEscalationFact>[1]): EscalationActivity =>
    (move) =>
      onEscalationFact({ db, move }, act);
  // What is due then follows from the records.
  const readOnly = onItsFact(() => Promise.resolve());
  return {
    viewEscalation: ({ workflowId, at }) =>
      db.transaction((trx) => escalationView(trx, { workflowId, at: new Date(at), notificationIds: [] })),
    askFirst: onItsFact((effect) => askFirst(effect, links)),
    followSignal: onItsFact(tellSignal),
    tellWhoHasIt: onItsFact(tellWhoHasIt),
    followSeverity: readOnly,
    tellUpdate: onItsFact(tellUpdate),
    followConfirmed: onItsFact(followConfirmed),
    followPause: readOnly,
    redateClocks: onItsFact(redateClocks),
    askProposal: (move) =>
      onEscalationFact({ db, move }, (effect, fact) => askProposal(effect, { fact, links })),
    tellHandedOver: onItsFact(tellHandedOver),
    askToTakeOver: onItsFact((effect) => askToTakeOver(effect, links)),
    tellClosed: onItsFact(tellClosed),
    climbLadder: onItsDate((effect) => climbLadder(effect, links)),
    warnOfResponse: onItsDate((effect) => warnOfClock(effect, 'response')),
    breachResponse: onItsDate((effect) => breachClock(effect, 'response')),
    warnOfClock: (move) => onEscalationDate({ db, move }, (effect) => warnOfClock(effect, clockKindOf(move))),
    breachClock: (move) => onEscalationDate({ db, move }, (effect) => breachClock(effect, clockKindOf(move))),
    endPause: onItsDate(endPause),
    checkFollowUp: onItsDate(checkFollowUp),
    askLessons: onItsDate(askLessons),
    ...workActivities(deps),
  };
}
