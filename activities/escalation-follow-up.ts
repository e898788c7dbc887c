import { DateTime } from 'luxon';
import { recoveryOf } from '../db/read-models/recovery.ts';
import {
  beginFollowUp,
  followUps,
  noteLessonsAsked,
  noteRecovery,
  putOffCheck,
  type FollowUp,
} from '../db/stores/escalation-follow-ups.ts';
import { closingColumns } from '../db/stores/escalation-changes.ts';
import { escalationEvents } from '../db/stores/escalation-events.ts';
import { openingOn } from '../domain/calendar/business-time.ts';
import type { Recovery } from '../domain/escalations/recovery.ts';
import type { Person } from '../domain/person.ts';
import { advanceEscalation, type EscalationEffect } from './escalation-effect.ts';
import { everybodyAsked, tell } from './escalation-mail.ts';

// How long after the client agreed the figures are looked at, and how often that is put off by a week where they are not imported yet.
const followUpDays = 90;
const mostPutOff = 4;

const outcomeOf = {
  recovered: 'solved',
  improved: 'solved',
  unknown: 'solved',
  notRecovered: 'unsolved',
} as const satisfies Readonly<Record<Recovery, 'solved' | 'unsolved'>>;

function localDay({ escalation }: EscalationEffect, at: Date): string {
  return DateTime.fromJSDate(at, { zone: escalation.timeZone }).toFormat('yyyy-MM-dd');
}

function checkOn(effect: EscalationEffect, days: number): Date {
  const { region, timeZone } = effect.escalation;
  return openingOn({ region, timeZone }, { date: localDay(effect, effect.at), shiftDays: days });
}

async function followUpOf({ db, escalation }: EscalationEffect): Promise<FollowUp | undefined> {
  return (await followUps(db, escalation.id)).find(({ run }) => run === escalation.run);
}

function involved(effect: EscalationEffect): readonly Person[] {
  const holder = effect.people.get(effect.escalation.holderId ?? '');
  return [...new Set([...(holder ? [holder] : []), ...everybodyAsked(effect)])];
}

/** Sets the day on which the figures are looked at, and tells everybody that the client agreed, by word or by silence. */
export async function followConfirmed(effect: EscalationEffect): Promise<void> {
  const { db, at, escalation } = effect;
  if (escalation.stage !== 'confirmed' || (await followUpOf(effect))) return;
  await beginFollowUp(db, { ...escalation, confirmedAt: at, checkAt: checkOn(effect, followUpDays) });
  const confirmed = (await escalationEvents(db, escalation)).findLast(({ kind }) => kind === 'confirmed');
  const news = confirmed?.data['silent'] === true ? 'silent' : 'confirmed';
  await tell(effect, { news, to: involved(effect), reason: confirmed?.reason ?? '' });
}

/** Looks whether the figures recovered, says whether it worked, and closes the escalation by it; a week later once more where they are not there yet. */
export async function checkFollowUp(effect: EscalationEffect): Promise<void> {
  const { db, at, escalation } = effect;
  const { id, run, stage, accountId, cause, beganAt } = escalation;
  const due = await followUpOf(effect);
  if (stage !== 'confirmed' || !due || due.checkAt === null || due.checkAt > at) return;
  const days = { began: localDay(effect, beganAt), asOf: localDay(effect, at) };
  const found = await recoveryOf(db, { accountId, cause, ...days, at });
  if (found.incomparable === 'late' && due.checks < mostPutOff)
    return putOffCheck(db, { id, run, checkAt: checkOn(effect, 7) });
  await noteRecovery(db, { id, run, at, found });
  const { result, judgedBy } = found;
  const shares = { then: found.then.share, now: found.now.share };
  const checked = await advanceEscalation(effect, {
    kind: 'followedUp',
    data: { result, judgedBy, ...shares },
  });
  const outcome = outcomeOf[result];
  const closed = await advanceEscalation(checked, {
    ...{ kind: 'closed', data: { outcome, result }, set: closingColumns({ at, outcome }) },
  });
  await tell(closed, { news: result, to: involved(closed) });
}

/** Asks once for the lessons of an escalation whose client agreed, where none were kept. */
export async function askLessons(effect: EscalationEffect): Promise<void> {
  const { db, at, escalation, people } = effect;
  const due = await followUpOf(effect);
  if (escalation.stage !== 'confirmed' || !due || due.lessonsAskedAt !== null) return;
  await noteLessonsAsked(db, { ...escalation, at });
  const kept = await db('process_improvement')
    .where({ escalation_id: escalation.id })
    .first<{ id: string } | undefined>('id');
  const holder = people.get(escalation.holderId ?? '');
  if (kept || !holder) return;
  const now = await advanceEscalation(effect, { kind: 'lessonsAsked' });
  await tell(now, { news: 'lessons', to: [holder] });
}
