import type { TaskLinkView } from '../../db/read-models/escalation-work-links.ts';
import { answerTask } from '../../db/stores/escalation-task-links.ts';
import { titleIn } from '../../domain/escalations/signals.ts';
import { DomainError } from '../../domain/errors.ts';
import { createPageReader } from '../../web/page-reader.ts';
import { answerFaults, type GivenAnswer } from '../../web/pages/answer-form.tsx';
import { EscalationTaskPage, type TaskStanding } from '../../web/pages/escalation-task-page.tsx';
import { ringLater } from '../decision-links/deciding.ts';
import type { PageAnswer } from '../decision-links/page-answer.ts';
import type { FormLinkDeps } from '../form-links.tsx';
import type { SentAnswer } from './sent-answer.ts';

/** Records what a task's owner chose on their page; a page that is out of date says how the task stands. */
export async function answerTaskForm(
  deps: FormLinkDeps,
  sent: SentAnswer<TaskLinkView>,
): Promise<PageAnswer> {
  const { view, again } = sent;
  const { choice, word } = sent.given;
  const faults = answerFaults({ choice, word }, 'task');
  if (faults.length > 0 && standingOf(view).kind === 'open')
    return shownTask(view, { status: 422, given: { choice, word, faults } });
  try {
    const told = { linkId: view.linkId, choice: choice === 'cannot' ? choice : 'done', word } as const;
    const { kind, escalation } = await answerTask(deps.db, { ...told, at: deps.clock.now() });
    if (kind === 'recorded') ringLater(deps, escalation.workflowId);
    return shownTask(await again(), { status: 200, recorded: true });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return shownTask(await again(), { status: 409 });
  }
}

function standingOf({ task, person, owner }: TaskLinkView): TaskStanding {
  const { status, endedAt, word, overdueAt } = task;
  if (owner.id !== person.id) return { kind: 'other', name: owner.name };
  if (status !== 'open' && endedAt !== null) return { kind: status, at: endedAt };
  if (!person.active) return { kind: 'inactive' };
  return { kind: 'open', cannot: word !== '', late: overdueAt === null };
}

/** The page of a link to a task as it stands. */
export function shownTask(
  view: TaskLinkView,
  shown: { readonly status: number; readonly recorded?: boolean; readonly given?: GivenAnswer },
): PageAnswer {
  const { person, accountName, escalationTitle, task } = view;
  const reader = createPageReader(person);
  const page = (
    <EscalationTaskPage
      reader={reader}
      readerName={person.name}
      accountName={accountName}
      escalationTitle={titleIn(reader.format.language, escalationTitle)}
      title={task.title}
      details={task.details}
      function={task.function}
      dueOn={task.dueOn}
      standing={standingOf(view)}
      recorded={shown.recorded === true}
      given={shown.given}
    />
  );
  return { status: shown.status, page };
}
