import type { Content, DocumentDefinition } from './pdf-form.ts';
import type { ReviewPack } from '../domain/reviews/review-pack.ts';
import { framed } from './page-frame.ts';
import { renderPdf } from './pdf.ts';
import { cover } from './plan-cover.ts';
import type { DocumentLook } from './plan-document.ts';
import { createPackReader, type PackReader } from './reader.ts';
import { heldAt, reviewName } from './review-heading.ts';
import { invited } from './review-invited.ts';
import { reviewSections } from './review-sections.ts';
import { sectionContent } from './section-content.ts';

/** A review's pack for our own people as PDF, what is to be decided first; every page is marked as internal. The same pack, language and time give the same bytes. */
export function reviewDocument(pack: ReviewPack, look: DocumentLook): Promise<Buffer> {
  return renderPdf(definitionOf(pack, look));
}

function definitionOf(pack: ReviewPack, { language, at }: DocumentLook): DocumentDefinition {
  const reader = createPackReader(language);
  const { t } = reader;
  return framed({
    reader,
    at,
    name: reviewName(pack, reader),
    mark: { text: t('plan.internal'), warns: true },
    content: [
      coverOf(pack, reader),
      ...reviewSections(pack, reader).flatMap(sectionContent),
      ...invited(pack, { reader, client: t('review.client') }),
    ],
  });
}

function coverOf(pack: ReviewPack, reader: PackReader): Content {
  const { t, date } = reader;
  const quarter = t('review.quarter', { year: pack.year, quarter: pack.quarter });
  return cover({
    kind: t(pack.kind === 'executive' ? 'review.executive' : 'review.quarterly'),
    accountName: pack.accountName,
    days: quarter,
    facts: [
      [t('review.held'), heldAt(pack, reader)],
      [t('review.place'), pack.place === '' ? t('grid.none') : pack.place],
      [t('plan.manager'), pack.managerName],
      [t('review.asOf'), date(pack.asOf)],
    ],
    fine: undefined,
  });
}
