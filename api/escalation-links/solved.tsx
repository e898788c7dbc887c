import type { SolvedLinkView } from '../../db/read-models/escalation-work-links.ts';
import { answerByContact } from '../../db/stores/escalation-confirmation-links.ts';
import { DomainError } from '../../domain/errors.ts';
import { createPageReader } from '../../web/page-reader.ts';
import { answerFaults, type GivenAnswer } from '../../web/pages/answer-form.tsx';
import { SolvedPage, type SolvedStanding } from '../../web/pages/solved-page.tsx';
import { ringLater } from '../decision-links/deciding.ts';
import type { PageAnswer } from '../decision-links/page-answer.ts';
import type { FormLinkDeps } from '../form-links.tsx';
import type { SentAnswer } from './sent-answer.ts';

/** Records what a contact chose on their page; a page that is out of date says how it stands. */
export async function answerSolvedForm(
  deps: FormLinkDeps,
  sent: SentAnswer<SolvedLinkView>,
): Promise<PageAnswer> {
  const { view, again } = sent;
  const { choice, word } = sent.given;
  const faults = answerFaults({ choice, word }, 'solved');
  if (faults.length > 0 && standingOf(view).kind === 'open')
    return shownSolved(view, { status: 422, given: { choice, word, faults } });
  try {
    const answer = choice === 'refused' ? choice : 'confirmed';
    const told = { linkId: view.linkId, answer, word, at: deps.clock.now() } as const;
    const { kind, escalation } = await answerByContact(deps.db, told);
    if (kind === 'recorded') ringLater(deps, escalation.workflowId);
    return shownSolved(await again(), { status: 200, recorded: true });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return shownSolved(await again(), { status: 409 });
  }
}

function standingOf({ confirmation }: SolvedLinkView): SolvedStanding {
  const { answer, answeredAt, silentAt } = confirmation;
  if (answer === null || answeredAt === null) return { kind: 'open', until: silentAt };
  return { kind: answer, at: answeredAt };
}

/** The page of a client's link as it stands. */
export function shownSolved(
  view: SolvedLinkView,
  shown: { readonly status: number; readonly recorded?: boolean; readonly given?: GivenAnswer },
): PageAnswer {
  const { client, manager, confirmation } = view;
  const page = (
    <SolvedPage
      reader={createPageReader(client)}
      readerName={client.name}
      accountName={client.accountName}
      managerName={manager.name}
      managerEmail={manager.email}
      summary={confirmation.summary}
      presentedAt={confirmation.presentedAt}
      standing={standingOf(view)}
      recorded={shown.recorded === true}
      given={shown.given}
    />
  );
  return { status: shown.status, page };
}
