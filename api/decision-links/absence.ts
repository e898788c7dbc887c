import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { cancelAbsence, setAbsence } from '../../db/stores/absences.ts';
import { startOfDay } from '../../domain/calendar/business-time.ts';
import { DomainError } from '../../domain/errors.ts';
import type { AbsenceFormFault } from '../../web/pages/absence-form.tsx';
import type { CodeState } from '../../web/pages/code-form.tsx';
import { readerOf } from './link-reader.ts';
import { refusal, standing } from './answers.tsx';
import type { FoundLink, PageAnswer } from './page-answer.ts';
import { codedItem, codePage, type CodeWish } from './code.tsx';
import { ringLater, type DecidingDeps } from './deciding.ts';
import type { SentForms } from './passing-props.ts';
import { answerForm, findPresented, type PresentedDeps } from './presented.ts';
import { codeFields, tidyText } from './submission.ts';
import { doUnderCode } from './under-code.ts';

type Deps = PresentedDeps & DecidingDeps;

const day = z.iso.date().or(z.literal('')).catch('').default('');
const fields = z.object({
  request: z.string().regex(/^\d{1,18}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  from: day,
  back: day,
  standIn: z.string().max(320).default('').transform(tidyText),
  cancel: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional()
    .catch(undefined),
  ...codeFields,
});

interface Sent {
  readonly req: Request;
  readonly found: FoundLink;
  readonly fields: z.output<typeof fields>;
}

/** Takes the forms that set or cancel an absence; an empty one does nothing and the page says what is missing. */
export function createAbsenceHandler(deps: Deps): RequestHandler {
  return answerForm(deps, { read: (body) => fields.safeParse(body).data, answer });
}

async function answer(deps: Deps, sent: Sent): Promise<PageAnswer> {
  const { found, fields: form } = sent;
  const { state, request } = found.view;
  if (request.id !== form.request)
    return refusal(new DomainError('notFound', 'This link belongs to another request.'), found);
  if (state !== 'open' && state !== 'handedOver') return standing(found);
  return form.cancel === undefined ? set(deps, sent) : cancel(deps, { ...sent, absenceId: form.cancel });
}

async function set(deps: Deps, sent: Sent): Promise<PageAnswer> {
  const { found, fields: form } = sent;
  const { person } = found.view;
  const faults = missing(form);
  if (faults.length > 0) return again(sent, faults);
  const absence = {
    personId: person.id,
    standIn: { email: form.standIn.toLowerCase() },
    startsAt: startOfDay(person, form.from),
    endsAt: startOfDay(person, form.back),
    via: 'link',
    by: { kind: 'person', id: person.id },
    at: deps.clock.now(),
  } as const;
  // An absence hands over questions that a link alone does not decide, so a forwarded link must not set one.
  const result = await doUnderCode(deps, {
    wish: wishOf(sent),
    act: (db) => setAbsence(db, absence),
    done: ({ kind }) => kind !== 'refused',
  });
  if ('state' in result) return askForCode(sent, result.state);
  if (result.kind === 'refused') return again(sent, result.refused);
  for (const workflowId of result.workflowIds) ringLater(deps, workflowId);
  return shown(deps, { ...sent, forms: { absence: { done: 'set' } } });
}

function wishOf({ found: { view }, fields: form }: Sent): CodeWish {
  const { format } = readerOf(view);
  return {
    person: view.person,
    choice: 'absence',
    to: `${form.standIn.toLowerCase()}, ${format.day(form.from)} – ${format.day(form.back)}`,
    items: [codedItem(view, { requestId: form.request, contentHash: form.hash })],
    entered: { code: form.code, again: form.again },
  };
}

function askForCode(sent: Sent, state: CodeState): PageAnswer {
  const { request, hash, from, back, standIn } = sent.fields;
  const hidden = Object.entries({ request, hash, from, back, standIn });
  return codePage(wishOf(sent), { state, comment: '', hidden });
}

async function cancel(deps: Deps, sent: Sent & { readonly absenceId: string }): Promise<PageAnswer> {
  const { person, absences } = sent.found.view;
  const { absenceId } = sent;
  if (!absences.some(({ id }) => id === absenceId)) return again(sent, ['selection']);
  const { workflowIds } = await cancelAbsence(deps.db, {
    personId: person.id,
    absenceId,
    via: 'link',
    by: { kind: 'person', id: person.id },
    at: deps.clock.now(),
  });
  for (const workflowId of workflowIds) ringLater(deps, workflowId);
  return shown(deps, { ...sent, forms: { absence: { done: 'cancelled' } } });
}

async function shown(deps: Deps, sent: Sent & { readonly forms: SentForms }): Promise<PageAnswer> {
  return standing((await findPresented(deps, sent.req)) ?? sent.found, sent.forms);
}

function missing(form: Sent['fields']): readonly AbsenceFormFault[] {
  return (['from', 'back', 'standIn'] as const).filter((field) => form[field] === '');
}

function again({ found, fields: form }: Sent, faults: readonly AbsenceFormFault[]): PageAnswer {
  const { from, back, standIn } = form;
  const { page } = standing(found, { absence: { given: { from, back, standIn, faults } } });
  return { status: 422, page };
}
