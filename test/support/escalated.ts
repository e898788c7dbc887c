import { conduct } from '../../rehearsal/conductor.ts';
import { virtualStage } from '../../rehearsal/virtual-stage.ts';
import { escalationDetail, type EscalationDetail } from '../../db/read-models/escalation-detail.ts';
import { call, tokenFor, type TestServer } from '../api/server.ts';
import { newVisitor, type Visitor } from '../web/visitor.ts';
import { serve } from './hotel-group.ts';
import { settle } from './settle.ts';
import { openWorld, type World } from './world.ts';

/** A small firm under the process clock in which causes are escalated. */
export interface EscalationWorld {
  readonly world: World;
  readonly server: TestServer;
  readonly now: () => Date;
  readonly play: (until: string) => Promise<void>;
  /** Posts to the API as a manager and returns the answer's status and body once nothing is in flight. */
  readonly post: (
    path: string,
    json: unknown,
    headers?: Record<string, string>,
  ) => Promise<{ readonly status: number; readonly body: unknown }>;
  readonly detail: (id: string) => Promise<EscalationDetail>;
  readonly visitor: () => Visitor;
  /** The path of the newest link to take an escalation that was mailed to somebody. */
  readonly linkOf: (person: string) => string;
  /** The subjects of the mails that somebody got, the oldest first. */
  readonly subjectsTo: (person: string) => readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens it at a date of process time (ISO). */
export async function openEscalationWorld(run: string, startsAt: string): Promise<EscalationWorld> {
  let now = startsAt;
  const world = await openWorld({ rehearsal: () => ({ run, at: now }) });
  const setClock = (to: string): void => {
    now = to;
    world.clock.set(to);
  };
  setClock(now);
  await world.startWorker();
  const server = await serve(world);
  const token = await tokenFor(world.database.app, 'manager');
  const virtual = virtualStage({ client: world.client, db: world.database.app, run, setClock });
  const stage = { ...virtual, quiet: () => settle(world) };
  return {
    world,
    server,
    now: () => new Date(now),
    play: async (until) => {
      await conduct(stage, { people: [], from: now, until });
      setClock(until);
    },
    post: async (path, json, headers = {}) => {
      const answer = await call(server, { method: 'POST', path: `/v1${path}`, json, headers, token });
      await settle(world);
      return { status: answer.status, body: await answer.json() };
    },
    detail: (id) => escalationDetail(world.database.app, { id, at: new Date(now) }),
    visitor: () => newVisitor({ server }),
    ...mailbox(world),
    close: async () => {
      await server.close();
      await world.close();
    },
  };
}

function mailbox({ inbox }: World): Pick<EscalationWorld, 'linkOf' | 'subjectsTo'> {
  const mailsTo = (person: string) =>
    inbox.mails.filter(({ envelopeTo }) => envelopeTo.includes(`${person}@example.com`));
  return {
    linkOf: (person) => {
      const paths = mailsTo(person).flatMap(({ parsed }) => /\/e\/[\w-]{43}/.exec(parsed.text ?? '') ?? []);
      const path = paths.at(-1);
      if (path === undefined) throw new Error(`${person} was not asked`);
      return path;
    },
    subjectsTo: (person) => mailsTo(person).map(({ parsed }) => parsed.subject ?? ''),
  };
}
