import type { Db } from '../db/client.ts';
import type { LinkTokens } from '../db/link-token.ts';
import { getScorecard } from '../db/read-models/scorecards.ts';
import { listNominations } from '../db/stores/nominations.ts';
import type { Fact } from '../db/stores/processes.ts';
import { openScorecard } from '../db/stores/scorecards.ts';
import { lastScorecardId, setScorecard } from '../db/stores/selection-cycles.ts';
import { system } from '../domain/actor.ts';
import { DomainError } from '../domain/errors.ts';
import type { Move } from '../workflows/process/messages.ts';
import type { SelectionView } from '../workflows/candidate-selection/messages.ts';
import { recipient } from './plan-effect.ts';
import {
  cycleReference,
  onSelectionDate,
  onSelectionFact,
  personOf,
  type SelectionEffect,
} from './selection-effect.ts';
import { endSelection, tellEnd } from './selection-end.ts';
import { passExitOn, remindExit } from './selection-exits.ts';
import { makeList } from './selection-list.ts';
import { checkManagers } from './selection-reviews.ts';
import { endWhenSettled } from './selection-settled.ts';
import { selectionView } from './selection-view.ts';
import { openWindow, tellProposal } from './selection-window.ts';

type SelectionActivity = (move: Move) => Promise<SelectionView>;

/** How a cycle of selection goes on, as local activities. */
export interface SelectionActivities {
  viewSelection(input: { workflowId: string; at: string }): Promise<SelectionView>;
  openScoring: SelectionActivity;
  followScoring: SelectionActivity;
  followNomination: SelectionActivity;
  submitList: SelectionActivity;
  endNominations: SelectionActivity;
  tellCancelled: SelectionActivity;
  checkManagers: SelectionActivity;
  remindExit: SelectionActivity;
  passExitOn: SelectionActivity;
  followExit: SelectionActivity;
}

async function openScoring(effect: SelectionEffect): Promise<void> {
  const { cycle, db, at } = effect;
  if (cycle.status !== 'scoring') return;
  const { programmeId, criteriaSetId, asOf } = cycle;
  const previousId = await lastScorecardId(db, programmeId);
  try {
    const wish = { criteriaSetId, asOf, previousId, programmeId, by: system, at };
    const scorecardId = await openScorecard(db, wish);
    await setScorecard(db, { cycleId: cycle.id, scorecardId });
    await effect.audit({ kind: 'scoring.opened', subject: scorecardId, data: { previousId, asOf } });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    await endSelection(effect, { outcome: 'refused', told: 'refused', reason: error.message });
  }
}

async function followScoring(effect: SelectionEffect, links: LinkTokens): Promise<void> {
  const { cycle, db } = effect;
  if (cycle.status !== 'scoring' || cycle.scorecardId === null) return;
  const { state, refusal } = await getScorecard(db, cycle.scorecardId);
  if (state === 'refused')
    return endSelection(effect, { outcome: 'refused', told: 'refused', reason: refusal ?? '' });
  if (cycle.nominationHours === 0) return makeList(effect, links);
  await tellProposal(effect, await openWindow(effect));
}

// Who leads hears at once what others want, and need not look for it.
async function followNomination(effect: SelectionEffect, fact: Fact): Promise<void> {
  const { cycle, db } = effect;
  const id = String(fact.payload['nominationId']);
  const nomination = (await listNominations(db, cycle.id)).find((one) => one.id === id);
  if (!nomination || nomination.personId === cycle.leadId) return;
  const withdrawn = nomination.withdrawnAt !== null;
  await effect.mail({
    dedupeKey: `selection-nomination/${id}/${withdrawn ? 'withdrawn' : 'given'}`,
    to: recipient(await personOf(db, cycle.leadId)),
    message: {
      kind: 'selection-nomination',
      data: {
        ...cycleReference(effect),
        accountName: nomination.accountName,
        change: withdrawn ? 'withdrawn' : nomination.kind,
        by: nomination.personName ?? nomination.givenBy,
        reason: nomination.withdrawnReason ?? nomination.reason,
      },
    },
  });
}

async function listWhenNominating(effect: SelectionEffect, links: LinkTokens): Promise<void> {
  if (effect.cycle.status === 'nominating') await makeList(effect, links);
}

async function endNominations(effect: SelectionEffect, links: LinkTokens): Promise<void> {
  const { nominationsUntil } = effect.cycle;
  if (nominationsUntil !== null && nominationsUntil <= effect.at) await listWhenNominating(effect, links);
}

/** The activities of candidate selection on this database. */
export function createSelectionActivities({ db, links }: { db: Db; links: LinkTokens }): SelectionActivities {
  const fact = (act: Parameters<typeof onSelectionFact>[1]): SelectionActivity => {
    return (move) => onSelectionFact({ db, move }, act);
  };
  const date = (act: (effect: SelectionEffect, move: Move) => Promise<void>): SelectionActivity => {
    return (move) => onSelectionDate({ db, move }, (effect) => act(effect, move));
  };
  return {
    viewSelection: ({ workflowId, at }) =>
      db.transaction((trx) => selectionView(trx, { workflowId, at: new Date(at), notificationIds: [] })),
    openScoring: fact(openScoring),
    followScoring: fact((effect) => followScoring(effect, links)),
    followNomination: fact(followNomination),
    submitList: fact((effect) => listWhenNominating(effect, links)),
    endNominations: date((effect) => endNominations(effect, links)),
    tellCancelled: fact((effect) =>
      tellEnd(effect, { told: 'cancelled', reason: effect.cycle.outcomeReason ?? '' }),
    ),
    checkManagers: date(checkManagers),
    remindExit: date((effect, { subject }) => remindExit(effect, subject)),
    passExitOn: date((effect, { subject }) => passExitOn(effect, subject)),
    followExit: fact((effect) => endWhenSettled(effect)),
  };
}
