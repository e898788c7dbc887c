import type { Person } from '../../domain/person.ts';
import type { Db } from '../client.ts';
import { findConfirmationLink } from '../stores/escalation-confirmation-links.ts';
import { findConfirmation, type Confirmation } from '../stores/escalation-confirmation-rows.ts';
import { getEscalation } from '../stores/escalation-rows.ts';
import { findTask, type EscalationTask } from '../stores/escalation-task-rows.ts';
import { findTaskLink } from '../stores/escalation-task-links.ts';
import { clientOf, type Client } from './commitment-people.ts';
import { peopleById, planningAccount } from './planning-context.ts';

/** What the page behind a link to a task shows; `owner` has it now. */
export interface TaskLinkView {
  readonly of: 'task';
  readonly linkId: string;
  readonly person: Person;
  readonly owner: Person;
  readonly accountName: string;
  readonly escalationTitle: string;
  readonly task: EscalationTask;
}

/** Everything the page behind a client's link shows, and nothing of the escalation but what was presented to them. */
export interface SolvedLinkView {
  readonly of: 'confirmation';
  readonly linkId: string;
  readonly client: Client;
  readonly manager: { readonly name: string; readonly email: string };
  readonly confirmation: Pick<Confirmation, 'summary' | 'presentedAt' | 'silentAt' | 'answer' | 'answeredAt'>;
}

/** The view of a link to a task by the SHA-256 of its token; `undefined` where it is none. Reads only. */
export async function findTaskView(db: Db, tokenSha256: string): Promise<TaskLinkView | undefined> {
  const link = await findTaskLink(db, { tokenSha256 });
  const task = link && (await findTask(db, link.taskId));
  if (!link || !task) return undefined;
  const escalation = await getEscalation(db, { id: task.escalationId });
  const { name: accountName } = await planningAccount(db, escalation.accountId);
  const people = await peopleById(db, [...new Set([link.personId, task.ownerId])]);
  const [person, owner] = [people.get(link.personId), people.get(task.ownerId)];
  if (!person || !owner) return undefined;
  const { title: escalationTitle } = escalation;
  return { of: 'task', linkId: link.id, person, owner, accountName, escalationTitle, task };
}

/** The view of a client's link by the SHA-256 of its token; `undefined` where it is none. Reads only. */
export async function findSolvedView(db: Db, tokenSha256: string): Promise<SolvedLinkView | undefined> {
  const link = await findConfirmationLink(db, { tokenSha256 });
  const confirmation = link && (await findConfirmation(db, { id: link.confirmationId }));
  const client = confirmation && (await clientOf(db, confirmation));
  if (!link || !confirmation || !client) return undefined;
  const escalation = await getEscalation(db, { id: confirmation.escalationId });
  const { managerId } = await planningAccount(db, escalation.accountId);
  const id = managerId ?? escalation.holderId;
  const manager = id === null ? undefined : (await peopleById(db, [id])).get(id);
  const { name = '', email = '' } = manager ?? {};
  const { summary, presentedAt, silentAt, answer, answeredAt } = confirmation;
  return {
    ...{ of: 'confirmation', linkId: link.id, client, manager: { name, email } },
    confirmation: { summary, presentedAt, silentAt, answer, answeredAt },
  };
}
