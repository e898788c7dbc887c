import type { Request, RequestHandler, Response } from 'express';
import type { Db } from '../../db/client.ts';
import { apiKeyRoles } from '../../db/stores/api-keys.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Clock } from '../../domain/clock.ts';
import { authenticate } from '../authentication.ts';
import { HttpProblem } from '../problems.ts';
import { isFromOwnPage } from './own-origin.ts';

/** Who reads a page: named as the audit trail names them, and whether they may change what it shows. */
export interface Visitor {
  readonly actor: Actor;
  readonly mayEdit: boolean;
}

/** What knowing visitors stands on. */
export interface VisitorDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly publicUrl: string;
}

/** `reader` lets those through who may read plans, `editor` only those who may change them, and their forms only from our own pages. */
export interface PageGuards {
  readonly reader: RequestHandler;
  readonly editor: RequestHandler;
}

const thisMachine = new Set(['localhost', '127.0.0.1', '[::1]']);
const operatorHere: Visitor = { actor: { kind: 'operator', id: 'local' }, mayEdit: true };

/** Where the public address is this machine, whoever sits at it; elsewhere whoever has an API key, asked for as a password. */
export function createPageGuards(deps: VisitorDeps): PageGuards {
  const here = thisMachine.has(new URL(deps.publicUrl).hostname);
  const visit = async (req: Request, res: Response): Promise<Visitor> => {
    const visitor = here ? operatorHere : await visitorWithKey(deps, req);
    res.locals['visitor'] = visitor;
    return visitor;
  };
  return {
    reader: async (req, res, next) => {
      await visit(req, res);
      next();
    },
    editor: async (req, res, next) => {
      const { mayEdit } = await visit(req, res);
      if (!mayEdit) throw refused('forbidden', 'This needs a key with the role manager.');
      const own = isFromOwnPage(req, deps.publicUrl) && (!here || isSentHere(req));
      if (req.method === 'POST' && !own) throw refused('foreign', 'No page of ours sent this form.');
      next();
    },
  };
}

/** The visitor that a guard of {@link createPageGuards} let through. */
export function visitorOf(res: Response): Visitor {
  return res.locals['visitor'] as Visitor;
}

function refused(type: 'forbidden' | 'foreign', detail: string): HttpProblem {
  return new HttpProblem({ status: 403, type, detail });
}

// A foreign name that was made to lead to this machine has an origin of its own, to which its pages may send forms.
function isSentHere(req: Request): boolean {
  return thisMachine.has((req.get('Host') ?? '').replace(/:\d+$/, ''));
}

async function visitorWithKey({ db, clock }: VisitorDeps, req: Request): Promise<Visitor> {
  const [, encoded = ''] = /^Basic +(\S+)$/i.exec(req.get('Authorization') ?? '') ?? [];
  const password = Buffer.from(encoded, 'base64').toString('utf8').split(':').slice(1).join(':');
  if (password !== '') req.headers.authorization = `Bearer ${password}`;
  const caller = await authenticate(req, { db, now: clock.now() }).catch((error: unknown) => {
    if (!(error instanceof HttpProblem) || error.status !== 401) throw error;
    const headers = { 'WWW-Authenticate': 'Basic realm="kam", charset="UTF-8"' };
    throw new HttpProblem({ status: 401, type: error.type, detail: error.message, headers });
  });
  const mayEdit = apiKeyRoles.indexOf(caller.role) >= apiKeyRoles.indexOf('manager');
  return { actor: caller.actor, mayEdit };
}
