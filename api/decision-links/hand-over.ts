import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { handOver, takeBack } from '../../db/stores/hand-overs.ts';
import type { HandOverFault } from '../../web/pages/hand-over-form.tsx';
import { refusal, standing, type FoundLink, type PageAnswer } from './answers.tsx';
import { ringLater, type DecidingDeps } from './deciding.ts';
import { answerForm, findPresented, type PresentedDeps } from './presented.ts';
import { tidyText } from './submission.ts';

type Deps = PresentedDeps & Pick<DecidingDeps, 'ring' | 'log'>;

const fields = z.object({
  request: z.string().regex(/^\d{1,18}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  choice: z.enum(['delegate', 'instead', 'takeBack']).optional().catch(undefined),
  email: z.string().max(320).default('').transform(tidyText),
  words: z.string().max(1000).default('').transform(tidyText),
});

interface Sent {
  readonly req: Request;
  readonly found: FoundLink;
  readonly fields: z.output<typeof fields>;
}

/** Takes the forms that hand a decision over or take it back; without a choice nothing happens and the page says what is missing. */
export function createHandOverHandler(deps: Deps): RequestHandler {
  return answerForm(deps, { read: (body) => fields.safeParse(body).data, answer });
}

async function answer(deps: Deps, sent: Sent): Promise<PageAnswer> {
  const { req, found, fields: form } = sent;
  const faults = missing(sent);
  if (faults.length > 0) return again(sent, faults);
  const { linkId } = found.view;
  const bound = { linkId, requestId: form.request, contentHash: form.hash, at: deps.clock.now() };
  try {
    if (form.choice === 'takeBack') ringLater(deps, (await takeBack(deps.db, bound)).workflowId);
    else {
      const how = form.choice === 'delegate' ? 'delegated' : 'suggested';
      const { email, words } = form;
      const result = await handOver(deps.db, { ...bound, how, email, words });
      if (result.kind === 'refused') return again(sent, [result.refused]);
      ringLater(deps, result.workflowId);
    }
    return standing((await findPresented(deps, req)) ?? found);
  } catch (error) {
    return refusal(error, (await findPresented(deps, req)) ?? found);
  }
}

function missing({ found, fields: { choice, email, words } }: Sent): readonly HandOverFault[] {
  if (choice === 'takeBack') return [];
  if (found.view.state === 'handedOver' && choice === undefined) return ['takeBack'];
  return [
    ...(choice === undefined ? (['choice'] as const) : []),
    ...(email === '' ? (['person'] as const) : []),
    ...(choice === 'instead' && words === '' ? (['noReason'] as const) : []),
  ];
}

function again({ found, fields: form }: Sent, faults: readonly HandOverFault[]): PageAnswer {
  const { choice, email, words } = form;
  const { page, status } = standing(found, { handOver: { choice, email, words, faults } });
  const waits = found.view.state === 'open' || found.view.state === 'handedOver';
  return { page, status: waits ? 422 : status };
}
