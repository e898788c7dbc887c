import express, { type RequestHandler, type Response } from 'express';
import type { Logger } from 'pino';
import type { Db } from '../../db/client.ts';
import type { LinkTokens } from '../../db/link-token.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Ring } from '../../temporal/ring.ts';
import type { FormFault } from '../../web/pages/plan-form-page.tsx';
import type { SavedThing } from '../../web/pages/plan-page.tsx';
import { anybody } from './send-page.ts';
import type { PageGuards } from './visitors.ts';

/** What the forms of a plan stand on. `ring` is called after a change is stored and never waited for. */
export interface PlanFormDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ring: Ring;
  readonly log: Logger;
  readonly links: LinkTokens;
  readonly publicUrl: string;
  readonly guards: PageGuards;
  readonly readForm: RequestHandler;
}

/** Reads the forms of a plan, whose longest lists have some thousand fields; more is refused with 413. */
export const readPlanForm: RequestHandler = express.urlencoded({
  extended: false,
  limit: 4 * 1024 * 1024,
  parameterLimit: 12_000,
});

/** Leads to the plan after a form was saved, to the place there that it was about. */
export function goToPlan(
  res: Response,
  to: { readonly planId: string; readonly saved: SavedThing; readonly at: string },
): void {
  res.set('Cache-Control', 'no-store').redirect(303, `/plans/${to.planId}?saved=${to.saved}#${to.at}`);
}

/** A refusal that is about the whole form. */
export function saidAbove(message: string): FormFault {
  return { href: undefined, place: '', message };
}

/** That what changed meanwhile was not confirmed to have been read. */
export function unread(): FormFault {
  return { href: '#over', place: anybody.t('edit.over'), message: anybody.t('edit.fault.over') };
}
