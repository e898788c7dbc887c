import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import type { Db } from '../../db/client.ts';
import { handOver, takeBack, type FromLink, type HandOverResult } from '../../db/stores/hand-overs.ts';
import type { CodeState } from '../../web/pages/code-form.tsx';
import type { HandOverFault } from '../../web/pages/hand-over-form.tsx';
import { refusal, standing } from './answers.tsx';
import type { FoundLink, PageAnswer } from './page-answer.ts';
import { codedItem, codePage, type CodeWish } from './code.tsx';
import { ringLater, type DecidingDeps } from './deciding.ts';
import { answerForm, findPresented, type PresentedDeps } from './presented.ts';
import { codeFields, tidyText } from './submission.ts';
import { doUnderCode } from './under-code.ts';

type Deps = PresentedDeps & DecidingDeps;

const fields = z.object({
  request: z.string().regex(/^\d{1,18}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  choice: z.enum(['delegate', 'instead', 'takeBack']).optional().catch(undefined),
  email: z.string().max(320).default('').transform(tidyText),
  words: z.string().max(1000).default('').transform(tidyText),
  ...codeFields,
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
      const result = await pass(deps, { sent, bound });
      if ('state' in result) return askForCode(sent, result.state);
      if (result.kind === 'refused') return again(sent, [result.refused]);
      ringLater(deps, result.workflowId);
    }
    return standing((await findPresented(deps, req)) ?? found);
  } catch (error) {
    return refusal(error, (await findPresented(deps, req)) ?? found);
  }
}

// Where the link alone decides nothing, it does not choose who decides either.
function pass(
  deps: Deps,
  { sent, bound }: { readonly sent: Sent; readonly bound: FromLink },
): Promise<HandOverResult | { readonly state: CodeState }> {
  const { choice, email, words } = sent.fields;
  const how = choice === 'delegate' ? 'delegated' : 'suggested';
  const act = (db: Db): Promise<HandOverResult> => handOver(db, { ...bound, how, email, words });
  if (sent.found.view.request.verify === 'link') return act(deps.db);
  return doUnderCode(deps, { wish: wishOf(sent), act, done: ({ kind }) => kind === 'handedOver' });
}

function wishOf({ found: { view }, fields: form }: Sent): CodeWish {
  return {
    person: view.person,
    choice: 'handOver',
    to: form.email.toLowerCase(),
    items: [codedItem(view, { requestId: form.request, contentHash: form.hash })],
    entered: { code: form.code, again: form.again },
  };
}

function askForCode(sent: Sent, state: CodeState): PageAnswer {
  const { request, hash, choice = '', email, words } = sent.fields;
  const hidden = Object.entries({ request, hash, choice, email, words });
  return codePage(wishOf(sent), { state, comment: words, hidden });
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
