import { z } from 'zod';
import {
  presentSolution,
  recordClientAnswer,
  withdrawPresentation,
} from '../../db/stores/escalation-confirmations.ts';
import { proposeSolution } from '../../db/stores/escalation-proposals.ts';
import { clientAnswers } from '../../domain/escalations/confirmation.ts';
import { contactChannels } from '../../domain/escalations/work.ts';
import { amountSchema } from '../../domain/planning/amount.ts';
import { chosenId, escalationForm, words, type EscalationStanding } from './escalation-form.ts';
import { amountTyped } from './plan-body.ts';

const asked = ({ stage }: EscalationStanding): boolean => stage === 'presented';

/** The form by which whoever has the escalation proposes a solution with its cost; approvers are asked where it is above their limit. */
export const propose = escalationForm({
  fields: { text: 'area', cost: 'text' },
  offered: ({ stage }) => stage === 'solution',
  schema: z.object({ text: words(2000), cost: z.string().transform(amountTyped).pipe(amountSchema) }),
  act: async (db, { given, ...change }) => [(await proposeSolution(db, { ...change, ...given })).escalation],
});

/** The form that keeps that a solution was presented, and asks the client whether it is solved. */
export const present = escalationForm({
  fields: { contactId: 'choice', channel: 'choice', summary: 'area' },
  offered: ({ isPresentable }) => isPresentable,
  schema: z.object({ contactId: chosenId, channel: z.enum(contactChannels), summary: words(2000) }),
  act: async (db, { given, ...change }) => [await presentSolution(db, { ...change, ...given })],
});

/** The form that keeps what the client said in another way than by their link. */
export const answer = escalationForm({
  fields: { answer: 'choice', word: 'area' },
  offered: asked,
  schema: z.object({ answer: z.enum(clientAnswers), word: z.string().max(1000) }),
  act: async (db, { given, ...change }) => [await recordClientAnswer(db, { ...change, ...given })],
});

/** The form that takes a presentation back, as where the wrong contact was asked. */
export const withdraw = escalationForm({
  fields: { reason: 'area' },
  offered: asked,
  schema: z.object({ reason: words(1000) }),
  act: async (db, { given, ...change }) => [await withdrawPresentation(db, { ...change, ...given })],
});
