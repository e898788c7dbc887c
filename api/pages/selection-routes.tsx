import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import { exportScores } from '../../db/read-models/scores.ts';
import type { Db } from '../../db/client.ts';
import type { Clock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { CyclePage } from '../../web/pages/cycle-page.tsx';
import { NoticePage } from '../../web/pages/notice-page.tsx';
import { ScorePage } from '../../web/pages/score-page.tsx';
import { ScorecardPage } from '../../web/pages/scorecard-page.tsx';
import { SelectionPage } from '../../web/pages/selection-page.tsx';
import { WhatIfPage } from '../../web/pages/what-if-page.tsx';
import { createMethodRefusal, HttpProblem } from '../problems.ts';
import { workbookType } from '../selection/routes.ts';
import { scoreWorkbook } from '../selection/score-workbook.ts';
import { cycleToShow, scorecardToShow, scoreToShow, selectionToShow } from './selection.ts';
import { anybody, sendPage } from './send-page.ts';
import { whatIfToShow } from './what-if.ts';

/** What the pages of the selection stand on; `guard` lets only those through who may read them. */
export interface SelectionPageDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly guard: RequestHandler;
}

type Answer = (req: Request, res: Response) => Promise<JSX.Element | undefined>;

const recordNumber = /^[1-9]\d{0,17}$/;

/** The pages of the selection: cycles, scorecards with their matrix and downloads, one account's score, and what other weights would do. */
export function createSelectionPageRoutes({ db, clock, guard }: SelectionPageDeps): Router {
  const router = Router();
  const page = (path: string, answer: Answer): void => {
    router
      .route(path)
      .get(guard, (req, res) => answerKnown({ req, res, answer }))
      .all(createMethodRefusal(['GET']));
  };
  const cards = '/selection/scorecards/:id';
  page('/selection', async () => <SelectionPage {...await selectionToShow(db)} />);
  page('/selection/cycles/:id', async (req) => (
    <CyclePage {...await cycleToShow(db, { id: numberIn(req, 'id'), now: clock.now() })} />
  ));
  page(cards, async (req) => (
    <ScorecardPage {...await scorecardToShow(db, { id: numberIn(req, 'id'), cursor: cursorOf(req) })} />
  ));
  page(`${cards}/accounts/:accountId`, async (req) => {
    const look = { scorecardId: numberIn(req, 'id'), accountId: numberIn(req, 'accountId') };
    return <ScorePage {...await scoreToShow(db, look)} />;
  });
  page(`${cards}/what-if`, async (req) => {
    const asked = { scorecardId: numberIn(req, 'id'), query: req.query };
    return <WhatIfPage {...await whatIfToShow(db, asked)} />;
  });
  page(`${cards}/scores.csv`, (req, res) => sendCsv(db, { req, res }));
  page(`${cards}/scores.xlsx`, (req, res) => sendWorkbook(db, { req, res }));
  return router;
}

async function sendCsv(db: Db, { req, res }: { req: Request; res: Response }): Promise<undefined> {
  const id = numberIn(req, 'id');
  const lines = exportScores(db, id);
  const first = await lines.next();
  res.attachment(`scorecard-${id}.csv`).type('text/csv');
  res.write(first.value ?? '');
  await pipeline(Readable.from(lines), res);
}

async function sendWorkbook(db: Db, { req, res }: { req: Request; res: Response }): Promise<undefined> {
  const id = numberIn(req, 'id');
  const workbook = await scoreWorkbook(db, id);
  res.attachment(`scorecard-${id}.xlsx`).type(workbookType).send(workbook);
}

function numberIn(req: Request, name: string): string {
  const given = String(req.params[name]);
  if (recordNumber.test(given)) return given;
  throw new DomainError('notFound', `"${given}" is no number of a record.`);
}

function cursorOf({ query: { cursor } }: Request): string | undefined {
  return typeof cursor === 'string' ? cursor : undefined;
}

// What is not there, and a place in a list that this page never named, get the neutral page of all unknown addresses.
async function answerKnown(asked: { req: Request; res: Response; answer: Answer }): Promise<void> {
  const { req, res, answer } = asked;
  try {
    const page = await answer(req, res);
    if (page !== undefined) await sendPage(res, { status: 200, page });
  } catch (error) {
    const unknown =
      (error instanceof DomainError && error.code === 'notFound') ||
      (error instanceof HttpProblem && error.status === 400);
    if (!unknown) throw error;
    await sendPage(res, { status: 404, page: <NoticePage reader={anybody} notice="unknown" /> });
  }
}
