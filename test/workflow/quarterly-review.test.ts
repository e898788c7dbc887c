import { afterAll, beforeAll, expect, it } from 'vitest';
import { reviewEvents } from '../../db/stores/review-events.ts';
import { openQuarterWorld, planCast, type QuarterWorld } from '../support/quarter.ts';

let played: QuarterWorld;

beforeAll(async () => {
  played = await openQuarterWorld('a quarter');
});
afterAll(() => played.world.close());

it('opens the review of a quarter by itself, freezes, asks for the sign-off and sends the pre-read', async () => {
  const cast = planCast(played);
  await played.play('2027-04-23T12:00:00.000Z', [...cast, played.approving(played.world.firm.manager)]);
  const review = await played.review(1);
  const events = await reviewEvents(played.world.database.app, review.id);
  expect(events.map(({ kind }) => kind)).toEqual([
    'planned',
    'frozen',
    'signOffAsked',
    'signedOff',
    'preReadSent',
  ]);
  expect(review.status).toBe('ready');
});
