import { peopleById } from '../db/read-models/planning-context.ts';
import { clientLanguage } from '../domain/planning/commitment.ts';
import { toldOfUntended } from '../domain/planning/lease.ts';
import type { Person } from '../domain/person.ts';
import type { ReviewInvitee } from '../domain/reviews/quarterly-review.ts';
import type { MailRecipient } from './mail-queue.ts';
import type { QuarterlyEffect } from './quarterly-effect.ts';

/** Somebody invited as the reader of a mail; a contact of the client's is written to in the language of the account's region. */
export async function inviteeAsReader(
  { db, context }: QuarterlyEffect,
  invitee: ReviewInvitee,
): Promise<MailRecipient> {
  const { personId, name, email, timeZone } = invitee;
  if (personId !== null) return { id: personId, name, email, language: invitee.language, timeZone };
  const account = await db('account')
    .where({ id: context.account.id })
    .first<{ region: string } | undefined>('region');
  return { id: null, name, email, language: clientLanguage(account?.region ?? ''), timeZone };
}

/** Who is told when a review's manager leaves something undone: the account's director, else the programme's owner; `undefined` if neither can be. */
export async function reviewOverseer({ db, context }: QuarterlyEffect): Promise<Person | undefined> {
  const { directorId, programmeOwnerId, review } = context;
  const people = await peopleById(
    db,
    [directorId, programmeOwnerId].filter((id) => id !== null),
  );
  const told = toldOfUntended({
    managerId: review.managerId,
    director: people.get(directorId ?? ''),
    programmeOwner: people.get(programmeOwnerId ?? ''),
  });
  return told && people.get(told.personId);
}
