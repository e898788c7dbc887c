/** What is needed to know of somebody who may owe an approver an answer. */
interface Answerer {
  readonly id: string;
  readonly active: boolean;
}

/** Who answers for a request, in the order in which they are tried; `awayIds` are those who are absent. */
export interface Answerers {
  readonly manager: Answerer;
  readonly director: Answerer | undefined;
  readonly programmeOwner: Answerer | undefined;
  readonly askerId: string;
  readonly awayIds: ReadonlySet<string>;
}

function present(answerers: Answerers): readonly Answerer[] {
  const { manager, director, programmeOwner, askerId, awayIds } = answerers;
  return [manager, director, programmeOwner].filter(
    (one) => one !== undefined && one.active && one.id !== askerId && !awayIds.has(one.id),
  ) as readonly Answerer[];
}

/**
 * Who owes the answer to an approver's question: the manager who asked for approval; where that one is away or inactive the account's
 * director, then the programme's owner, but never the asker. Nobody left: the manager, who finds it when back.
 */
export function answererOf(answerers: Answerers): string {
  return present(answerers)[0]?.id ?? answerers.manager.id;
}

/** Who is told that a question stays unanswered, and as what: whoever comes after `answererId` in that order; undefined if nobody does. */
export function toldOfSilence(
  answerers: Answerers,
  answererId: string,
): { readonly personId: string; readonly reason: 'director' | 'programmeOwner' } | undefined {
  const told = present(answerers).find(({ id }) => id !== answererId && id !== answerers.manager.id);
  if (told === undefined) return undefined;
  return { personId: told.id, reason: told.id === answerers.director?.id ? 'director' : 'programmeOwner' };
}

/** Working hours after which the answerer is reminded; at the last of them the next in order is told instead. */
export const answerReminderHours = [8, 16, 24] as const;
