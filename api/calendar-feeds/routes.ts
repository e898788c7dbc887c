import { z } from 'zod';
import type { LinkTokens } from '../../db/link-token.ts';
import { getPerson } from '../../db/read-models/people.ts';
import type { CalendarSubject } from '../../db/read-models/due-calendar.ts';
import { currentFeed, revokeFeed, type CalendarFeed } from '../../db/stores/calendar-feeds.ts';
import { getPlan } from '../../db/stores/plan-rows.ts';
import type { Db } from '../../db/client.ts';
import { DomainError } from '../../domain/errors.ts';
import { instant } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { personParams } from '../people/schemas.ts';
import { planParams } from '../plans/schemas.ts';
import { makeCalendar } from './new-feed.ts';

/** What the addresses of calendars are made with. */
export interface CalendarFeedDeps {
  readonly links: LinkTokens;
  readonly publicUrl: string;
}

const tag = 'calendars';
const languages = z.enum(['en', 'de']);
const feed = z.object({ language: languages, madeAt: instant }).meta({ id: 'CalendarFeed' });
const newFeed = feed
  .extend({
    address: z.string().meta({
      description: 'Whoever has it reads the calendar. It is not stored and told this once.',
      format: 'uri',
    }),
  })
  .meta({ id: 'NewCalendarFeed' });
const wish = z
  .strictObject({
    language: languages.optional().meta({ description: "Else the person's, else English." }),
  })
  .meta({ id: 'CalendarWish' });

function shown({ language, madeAt }: CalendarFeed) {
  return { language, madeAt };
}

async function standing(db: Db, subject: CalendarSubject) {
  if ('planId' in subject) await getPlan(db, { id: subject.planId });
  else await getPerson(db, subject.personId);
  const found = await currentFeed(db, subject);
  if (found === undefined)
    throw new DomainError('notFound', 'No calendar address has been made, or it was revoked.');
  return shown(found);
}

type Kind = {
  readonly path: string;
  readonly tag: string;
  readonly params: typeof planParams | typeof personParams;
};

function readOperation(kind: 'Plan' | 'Person', about: Kind): Operation {
  return operation({
    ...about,
    id: `get${kind}Calendar`,
    method: 'get',
    summary: 'Whether a calendar has an address, and since when; not the address',
    role: 'viewer',
    result: feed,
    handle: async ({ db, params: subject }) => ({ body: await standing(db, subject) }),
  });
}

function makeOperation(kind: 'Plan' | 'Person', about: Kind & CalendarFeedDeps): Operation {
  const { links, publicUrl, ...route } = about;
  return operation({
    ...route,
    id: `make${kind}Calendar`,
    method: 'post',
    summary: 'Make an address of a calendar, in place of the one before',
    description:
      'Calendars send no headers, so the address is the secret. The one before opens nothing from then on.',
    role: 'manager',
    body: wish,
    result: newFeed,
    statuses: [201],
    handle: async ({ db, params: subject, body: { language }, caller, now: at }) => {
      const change = { subject, language, by: caller.actor, at };
      const { address, ...made } = await makeCalendar(change, { db, links, publicUrl });
      return { body: { ...shown(made), address }, headers: { 'Cache-Control': 'no-store' } };
    },
  });
}

function revokeOperation(kind: 'Plan' | 'Person', about: Kind): Operation {
  return operation({
    ...about,
    id: `revoke${kind}Calendar`,
    method: 'delete',
    summary: 'Make the address of a calendar useless',
    role: 'manager',
    handle: async ({ db, params: subject, caller, now: at }) => {
      await revokeFeed(db, { subject, by: caller.actor, at });
      return {};
    },
  });
}

/** The addresses under which calendars read due dates, of plans and of people. */
export function createCalendarFeedOperations({ links, publicUrl }: CalendarFeedDeps): readonly Operation[] {
  const kinds = {
    Plan: { path: '/plans/{planId}/calendar', tag, params: planParams },
    Person: { path: '/people/{personId}/calendar', tag, params: personParams },
  };
  return (['Plan', 'Person'] as const).flatMap((kind) => [
    readOperation(kind, kinds[kind]),
    makeOperation(kind, { ...kinds[kind], links, publicUrl }),
    revokeOperation(kind, kinds[kind]),
  ]);
}
