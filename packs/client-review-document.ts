import type { ClientReviewPack } from '../domain/reviews/client-review-pack.ts';
import type { PackSection } from './pack-section.ts';
import { cut } from './cut.ts';
import { framed } from './page-frame.ts';
import { renderPdf } from './pdf.ts';
import { cover } from './plan-cover.ts';
import type { DocumentLook } from './plan-document.ts';
import { createPackReader, type PackReader } from './reader.ts';
import { heldAt, reviewName } from './review-heading.ts';
import { invited } from './review-invited.ts';
import { kpiFigure } from './review-kpis.ts';
import { sectionContent } from './section-content.ts';

/** The client's copy of a review's pack as PDF, made of nothing but what a client may read; a part without anything in it is left out. */
export function clientReviewDocument(
  pack: ClientReviewPack,
  { language, at }: DocumentLook,
): Promise<Buffer> {
  const reader = createPackReader(language);
  const { t, date } = reader;
  const quarter = t('review.quarter', { year: pack.year, quarter: pack.quarter });
  const band = cover({
    kind: t(pack.kind === 'executive' ? 'review.executive' : 'review.quarterly'),
    accountName: pack.accountName,
    days: quarter,
    facts: [
      [t('review.held'), heldAt(pack, reader)],
      [t('review.place'), pack.place === '' ? t('grid.none') : pack.place],
      [t('plan.contactPerson'), pack.managerName],
      [t('review.asOf'), date(pack.asOf)],
    ],
    fine: undefined,
  });
  const sections = [feedback, commitments, steps, kpis].map((part) => part(pack, reader));
  return renderPdf(
    framed({
      reader,
      at,
      name: reviewName(pack, reader),
      mark: { text: t('plan.forClient', { account: cut(pack.accountName, 36) }), warns: false },
      content: [
        band,
        ...sections.filter(({ rows }) => rows.length > 0).flatMap(sectionContent),
        ...invited(pack, { reader, client: t('review.you') }),
      ],
    }),
  );
}

function feedback({ feedback: all }: ClientReviewPack, { t }: PackReader): PackSection {
  return {
    heading: t('review.feedback'),
    columns: [
      { head: t('review.said'), width: 240 },
      { head: t('review.did'), width: '*' },
    ],
    rows: all.map(({ said, done }) => [said, done]),
    none: '',
  };
}

function kpis({ kpis: all, currency }: ClientReviewPack, reader: PackReader): PackSection {
  const { t, format } = reader;
  return {
    heading: t('review.clientKpis'),
    columns: [
      { head: t('column.what'), width: '*' },
      { head: t('review.now'), width: 76, right: true },
      { head: t('review.target'), width: 76, right: true },
      { head: t('review.lastQuarter'), width: 76, right: true },
      { head: t('review.lastYear'), width: 76, right: true },
    ],
    rows: all.map(({ name, unit, value, target, lastQuarter, lastYear }) => [
      name[format.language],
      ...[value, target, lastQuarter, lastYear].map((one) =>
        kpiFigure({ unit, value: one }, { currency, reader }),
      ),
    ]),
    none: '',
  };
}

function steps({ steps: all }: ClientReviewPack, { t, date }: PackReader): PackSection {
  return {
    heading: t('part.clientSteps'),
    columns: [
      { head: t('column.what'), width: '*' },
      { head: t('column.owner'), width: 110 },
      { head: t('column.due'), width: 70 },
      { head: t('column.status'), width: 70 },
    ],
    rows: all.map(({ title, ownerName, dueOn, state }) => [
      title,
      ownerName,
      date(dueOn),
      t(`step.${state}`),
    ]),
    none: '',
  };
}

function commitments({ commitments: all }: ClientReviewPack, { t, date }: PackReader): PackSection {
  return {
    heading: t('part.clientCommitments'),
    columns: [
      { head: t('column.what'), width: '*' },
      { head: t('column.owner'), width: 130 },
      { head: t('column.due'), width: 70 },
      { head: t('column.status'), width: 90 },
    ],
    rows: all.map(({ text, side, ownerName, dueOn, status }) => [
      text,
      t(side === 'ours' ? 'commitment.us' : 'commitment.you', { owner: ownerName }),
      date(dueOn),
      t(status === 'open' && side === 'ours' ? 'commitment.openOurs' : `commitment.${status}`),
    ]),
    none: '',
  };
}
