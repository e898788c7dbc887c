import { readerOf } from './link-reader.ts';
import type { AbsenceFormProps } from '../../web/pages/absence-form.tsx';
import type { HandedOverPageProps } from '../../web/pages/handed-over-page.tsx';
import type { HandOverFormProps } from '../../web/pages/hand-over-form.tsx';
import type { FoundLink } from './page-answer.ts';

/** What the forms of a link's page were sent with, or what came of it. */
export interface SentForms {
  readonly handOver?: NonNullable<HandOverFormProps['given']>;
  readonly absence?: Pick<AbsenceFormProps, 'given' | 'done'>;
}

/** The form that hands this link's decision over, or takes it back. */
export function handOverProps({ view, token }: FoundLink, sent: SentForms = {}): HandOverFormProps {
  return {
    reader: readerOf(view),
    action: `/d/${token}/hand-over`,
    requestId: view.request.id,
    contentHash: view.request.contentHash,
    ...(sent.handOver && { given: sent.handOver }),
  };
}

/** The forms about the absences of this link's person. */
export function absenceProps({ view, token }: FoundLink, sent: SentForms = {}): AbsenceFormProps {
  return {
    reader: readerOf(view),
    action: `/d/${token}/absence`,
    requestId: view.request.id,
    contentHash: view.request.contentHash,
    absences: view.absences,
    ...sent.absence,
  };
}

/** What the page of a decision that was handed over shows. */
export function handedOverProps(found: FoundLink, sent: SentForms = {}): HandedOverPageProps {
  const { view } = found;
  const { holder } = view;
  return {
    reader: readerOf(view),
    approverName: view.person.name,
    stepTitle: view.request.content.title,
    accountName: view.accountName,
    holder: holder?.name ?? '–',
    how: holder?.how ?? 'reassigned',
    takeBack: holder?.canTakeBack === true ? handOverProps(found, sent) : undefined,
    absence: absenceProps(found, sent),
  };
}
