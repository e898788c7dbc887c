import { afterAll, beforeAll, expect, it } from 'vitest';
import { importPeople } from '../../db/import/import-people.ts';
import { blockersOf, type Blocking } from '../../db/read-models/blocking.ts';
import type { EscalationDetail } from '../../db/read-models/escalation-detail.ts';
import { nextOnLadders } from '../../db/read-models/escalation-ladder.ts';
import { cancelAbsence, setAbsence } from '../../db/stores/absences.ts';
import { closeEscalation } from '../../db/stores/escalation-changes.ts';
import { endOnCall, setOnCall } from '../../db/stores/on-call.ts';
import { openEscalationWorld, type EscalationWorld } from '../support/escalated.ts';
import { settle } from '../support/settle.ts';

const by = { kind: 'operator', id: 'ann' } as const;
let played: EscalationWorld;

// A Monday without a holiday in Lisbon, whose time is then UTC.
beforeAll(async () => {
  played = await openEscalationWorld('ladder', '2027-01-11T09:00:00.000Z');
});
afterAll(() => played.close());

const firm = () => played.world.firm;
const db = () => played.world.database.app;
const at = (): Date => played.now();

async function open(cause: string): Promise<EscalationDetail> {
  const wish = { accountId: firm().accountId, cause, title: `It is ${cause}`, severity: 2 };
  const { status, body } = await played.post('/escalations', wish);
  expect(status).toBe(201);
  return played.detail((body as { escalation: { id: string } }).escalation.id);
}

async function ringed({ workflowId }: { readonly workflowId: string }): Promise<void> {
  await played.world.ring(workflowId);
  await settle(played.world);
}

async function close(escalation: EscalationDetail): Promise<void> {
  const end = { id: escalation.id, by, at: at(), outcome: 'unfounded', reason: 'A test.' } as const;
  await closeEscalation(db(), end);
  await ringed(escalation);
}

async function later(minutes: number): Promise<void> {
  await played.play(new Date(at().getTime() + minutes * 60_000).toISOString());
}

async function take(person: string): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await played.visitor().post(played.linkOf(person), [['choice', 'take']]);
  const text = await answer.text();
  await settle(played.world);
  return { status: answer.status, text };
}

const read = async (person: string): Promise<string> =>
  (await played.visitor().get(played.linkOf(person))).text();

function textTo(person: string): string {
  const mails = played.world.inbox.mails.filter(({ envelopeTo }) =>
    envelopeTo.includes(`${person}@example.com`),
  );
  return mails.at(-1)?.parsed.text?.replaceAll(/\s+/g, ' ') ?? '';
}

const asked = ({ asks }: EscalationDetail): unknown[] =>
  asks.map(({ rung, personName, how, round }) => [round, rung, personName, how]);

async function waitedFor({ workflowId }: EscalationDetail): Promise<readonly Blocking[]> {
  return blockersOf(db(), { workflowId, now: at() });
}

/** As an import of people says it; their own processes are rung as the worker's loop does. */
async function goOrCome(keys: readonly string[], active: boolean): Promise<void> {
  const rest = 'region: PT, timeZone: Europe/Lisbon, language: en, superior: null';
  const people = keys.map(
    (key) =>
      `  - { key: ${key}, name: ${key.charAt(0).toUpperCase()}${key.slice(1)}, email: ${key}@example.com, ${rest}, active: ${String(active)} }`,
  );
  await importPeople(db(), { text: `people:\n${people.join('\n')}`, format: 'yaml', by, now: at() });
}

it('asks who is on call in place of who fills the rung, tells them, and goes on with the rungs above', async () => {
  const { programme_id: programmeId } = await db()('account').first<{ programme_id: string }>('programme_id');
  const days = { from: '2027-01-11', until: '2027-01-12', timeZone: 'Europe/Lisbon', shiftDays: 7 };
  const wish = { ...days, programmeId, personIds: [firm().finance], by, at: at() };
  const [entry] = await setOnCall(db(), wish);
  const { id } = await open('on-call');
  const begun = await played.detail(id);
  expect(asked(begun)).toEqual([[0, 'manager', 'Finance', 'onCall']]);
  expect(begun.history.find(({ kind }) => kind === 'asked')?.data).toMatchObject({
    ...{ personId: firm().finance, how: 'onCall', forPersonId: firm().manager },
  });
  expect(textTo('finance')).toContain('You are on call, so you are asked in place of Manager');
  expect(played.subjectsTo('manager').at(-1)).toBe(
    'Finance was asked in your place: It is on-call (Client One)',
  );
  expect(await read('finance')).toContain('You are on call in place of Manager.');
  expect(await waitedFor(begun)).toMatchObject([
    {
      personName: 'Finance',
      insteadOf: { personName: 'Manager', how: 'onCall' },
      escalatesTo: { personName: 'Director' },
    },
  ]);
  await endOnCall(db(), { id: entry?.id ?? '', by, at: at() });
  await later(31);
  expect(asked(await played.detail(id)).at(-1)).toEqual([0, 'director', 'Director', 'named']);
  expect((await take('finance')).status).toBe(200);
  expect(played.subjectsTo('manager').at(-1)).toBe('Finance has it: It is on-call (Client One)');
  await close(await played.detail(id));
});

it('asks the stand-in of who is away, for them and once, and passes by those whose stand-in was asked already', async () => {
  const span = {
    startsAt: at(),
    endsAt: new Date('2027-01-25T00:00:00Z'),
    via: 'cli',
    by,
    at: at(),
  } as const;
  const away = [
    { ...span, personId: firm().director, standIn: { id: firm().finance } },
    { ...span, personId: firm().sponsor, standIn: { id: firm().finance } },
  ];
  const set = [];
  for (const wish of away) set.push(await setAbsence(db(), wish));
  const { id } = await open('stand-in');
  await later(31);
  const begun = await played.detail(id);
  expect(asked(begun).at(-1)).toEqual([0, 'director', 'Finance', 'standIn']);
  expect(textTo('finance')).toContain('You stand in for Director, who is away until Monday, 25 January 2027');
  expect(await read('finance')).toContain('You stand in for Director.');
  expect(await waitedFor(begun)).toMatchObject([
    {
      personName: 'Finance',
      insteadOf: { personName: 'Director', how: 'absent' },
      escalatesTo: { personName: 'Owner' },
    },
  ]);
  await later(31);
  const ended = await played.detail(id);
  expect(asked(ended).slice(1)).toEqual([
    [0, 'director', 'Finance', 'standIn'],
    [0, 'executive', 'Owner', 'named'],
  ]);
  expect(ended.history.filter(({ kind }) => kind === 'skipped').map(({ data }) => data)).toEqual([
    { rung: 'sponsor', why: 'absent' },
  ]);
  for (const result of set)
    if (result.kind === 'done')
      await cancelAbsence(db(), {
        ...result.absence,
        absenceId: result.absence.id,
        via: 'cli',
        by,
        at: at(),
      });
  await close(ended);
});

it('tells somebody who is not active any more why they cannot take it, and who was asked', async () => {
  const escalation = await open('left-before');
  await goOrCome(['manager'], false);
  const shown = await read('manager');
  expect(shown).toContain('You cannot take this');
  expect(shown).toContain('Asked so far: Manager.');
  expect(shown).not.toContain('<form');
  const refused = await take('manager');
  expect([refused.status, refused.text.includes('no longer active here')]).toEqual([409, true]);
  expect(await played.detail(escalation.id)).toMatchObject({ stage: 'acknowledge', holderId: null });
  await goOrCome(['manager'], true);
  await close(escalation);
});

it('asks the ladder above a holder who has gone, names whoever is asked, and is taken over by link', async () => {
  const { id } = await open('gone');
  expect((await take('manager')).status).toBe(200);
  await goOrCome(['manager'], false);
  await ringed(await played.detail(id));
  const vacant = await played.detail(id);
  expect(vacant).toMatchObject({ stage: 'reachOut', holderId: firm().manager });
  expect(asked(vacant)).toEqual([
    [0, 'manager', 'Manager', 'named'],
    [1, 'director', 'Director', 'named'],
  ]);
  expect(vacant.history.map(({ kind }) => kind).slice(-2)).toEqual(['holderGone', 'asked']);
  expect(textTo('director')).toContain('Manager had it and is no longer active here');
  expect(await waitedFor(vacant)).toMatchObject([{ personName: 'Director', waitingFor: 'acknowledgement' }]);
  await later(31);
  expect(asked(await played.detail(id)).at(-1)).toEqual([1, 'sponsor', 'Sponsor', 'named']);
  expect(await read('director')).toContain('Somebody has to take it over');
  expect((await take('director')).status).toBe(200);
  const taken = await played.detail(id);
  expect(taken).toMatchObject({ stage: 'reachOut', holderId: firm().director, climbAt: null });
  expect(played.subjectsTo('sponsor').at(-1)).toBe('Director has it now: It is gone (Client One)');
  expect((await take('director')).status).toBe(200);
  const late = await take('sponsor');
  expect([late.status, late.text.includes('Director has it')]).toEqual([409, true]);
  expect((await waitedFor(taken)).map(({ personName }) => personName)).toEqual(['Director']);
  await goOrCome(['manager'], true);
  await close(taken);
});

it('ends the search for who takes over on record where nobody does, and leaves it with a holder who comes back', async () => {
  const { id } = await open('vacant');
  await take('manager');
  await goOrCome(['manager'], false);
  await ringed(await played.detail(id));
  await later(5 * 31);
  const ended = await played.detail(id);
  expect(asked(ended).slice(1)).toEqual([
    [1, 'director', 'Director', 'named'],
    [1, 'sponsor', 'Sponsor', 'named'],
    [1, 'executive', 'Owner', 'named'],
  ]);
  expect(ended.history.filter(({ kind }) => kind === 'unacknowledged').map(({ data }) => data)).toEqual([
    { asked: 3, round: 1 },
  ]);
  expect(ended.history.filter(({ kind }) => kind === 'skipped').map(({ data }) => data)).toEqual([
    { rung: 'manager', why: 'inactive', round: 1 },
  ]);
  expect(ended).toMatchObject({ climbAt: null, holderId: firm().manager });
  expect((await waitedFor(ended)).map(({ personName }) => personName)).toEqual(['Owner']);
  await goOrCome(['manager'], true);
  await close(ended);
});

it('goes no further once a holder who had gone is back', async () => {
  const { id } = await open('back');
  await take('manager');
  await goOrCome(['manager'], false);
  await ringed(await played.detail(id));
  await goOrCome(['manager'], true);
  await later(31);
  const back = await played.detail(id);
  expect(asked(back).at(-1)).toEqual([1, 'director', 'Director', 'named']);
  expect(back).toMatchObject({ holderId: firm().manager, climbAt: null });
  expect((await waitedFor(back)).map(({ personName }) => personName)).toEqual(['Manager']);
  await close(back);
});

it('is handed over with a reason, tells both, and is refused where nobody has it, to somebody inactive or to its holder', async () => {
  const { id } = await open('handed');
  const handOver = (personId: string, reason = 'He knows them.') =>
    played.post(`/escalations/${id}/hand-over`, { personId, reason });
  expect((await handOver(firm().finance)).status).toBe(409);
  await take('manager');
  expect((await handOver(firm().manager)).status).toBe(409);
  expect((await handOver('999999')).status).toBe(422);
  expect((await handOver(firm().finance, ' ')).status).toBe(400);
  const done = await handOver(firm().finance);
  expect([done.status, done.body]).toMatchObject([200, { holderId: firm().finance, stage: 'reachOut' }]);
  for (const person of ['manager', 'finance']) {
    expect(played.subjectsTo(person).at(-1)).toBe('Finance has it now: It is handed (Client One)');
    expect(textTo(person)).toContain('He knows them.');
  }
  expect((await played.detail(id)).history.at(-1)).toMatchObject({
    ...{ kind: 'handedOver', data: { personId: firm().finance, before: firm().manager } },
  });
  expect((await handOver(firm().manager, 'Back again.')).status).toBe(200);
  expect(played.subjectsTo('manager').at(-1)).toBe('Manager has it now: It is handed (Client One)');
  await close(await played.detail(id));
});

it('finds who is next for many escalations in as many queries as for one', async () => {
  const opened = [await open('many-one'), await open('many-two'), await open('many-three')];
  const ids = opened.map(({ id }) => id);
  const queriesOf = async (some: readonly string[]): Promise<number> => {
    let queries = 0;
    const count = (): void => void (queries += 1);
    db().on('query', count);
    const next = await nextOnLadders(db(), { ids: some, at: at() });
    db().removeListener('query', count);
    expect([...next.values()].map(({ personName }) => personName)).toEqual(some.map(() => 'Director'));
    return queries;
  };
  expect(await queriesOf(ids)).toBe(await queriesOf(ids.slice(0, 1)));
  for (const one of opened) await close(one);
});
