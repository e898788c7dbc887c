import { Router } from 'express';
import { ProgrammePage } from '../../web/pages/programme-page.tsx';
import { createMethodRefusal } from '../problems.ts';
import { dayIn, type AccountPageDeps } from './account-routes.tsx';
import { createPlanErrors } from './plan-routes.tsx';
import { programmeToShow } from './programme.ts';
import { sendPage } from './send-page.ts';

/** The pages of programmes, to be read. */
export function createProgrammePageRoutes({ db, clock, log, guards }: AccountPageDeps): Router {
  const router = Router();
  router
    .route('/programmes/:key')
    .get(guards.reader, async (req, res) => {
      const look = { key: String(req.params.key), asOf: dayIn(req, clock.now()) };
      const programme = await programmeToShow(db, look);
      const page = <ProgrammePage {...programme} />;
      await sendPage(res, { status: 200, page });
    })
    .all(createMethodRefusal(['GET']));
  router.use('/programmes', createPlanErrors(log));
  return router;
}
