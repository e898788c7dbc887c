import type { ReviewPack } from '../domain/reviews/review-pack.ts';
import { cut } from './cut.ts';
import { deckOf, slideColour, slideLocales, type Slide, type SlidePlan } from './deck.ts';
import type { DocumentLook } from './plan-document.ts';
import { createPackReader, type PackReader } from './reader.ts';
import { heldAt, reviewName } from './review-heading.ts';
import { reviewSections } from './review-sections.ts';
import { sectionSlides } from './section-slides.ts';

/** A review's pack for our own people as slides (PPTX): first what it is, then what is to be decided, then the rest. Fields are cut where
 * they say more than a slide holds; the document has all of it. The same pack, language and time give the same bytes. */
export function reviewSlides(pack: ReviewPack, { language, at }: DocumentLook): Promise<Buffer> {
  const reader = createPackReader(language);
  const { t } = reader;
  return deckOf(
    {
      name: reviewName(pack, reader),
      locale: slideLocales[language],
      mark: { text: t('plan.internal'), warns: true },
      pageOf: (place) => t('review.slide', place),
    },
    {
      at,
      first: firstSlide(pack, reader),
      slides: reviewSections(pack, reader).flatMap((section) => sectionSlides(section, reader)),
    },
  );
}

function firstSlide(pack: ReviewPack, reader: PackReader): SlidePlan {
  const { t, format, date } = reader;
  const kind = t(pack.kind === 'executive' ? 'review.executive' : 'review.quarterly');
  const quarter = t('review.quarter', { year: pack.year, quarter: pack.quarter });
  const lines = [
    [heldAt(pack, reader), pack.place].filter((part) => part !== '').join(', '),
    `${t('plan.manager')}: ${pack.managerName}`,
    t('review.frozen', { day: date(pack.asOf) }),
  ];
  return {
    heading: cut(pack.accountName, 80),
    fill: (slide: Slide) => {
      const text = { margin: 0, lang: slideLocales[format.language], x: 0.8, w: 11.7 };
      slide.addText(t('review.kind', { kind, quarter }), {
        ...text,
        ...{ y: 3.6, h: 0.5, fontSize: 20, color: slideColour('onAccent') },
      });
      slide.addText(
        lines.map((line) => ({ text: cut(line, 160), options: { breakLine: true } })),
        { ...text, y: 4.4, h: 1.5, fontSize: 14, valign: 'top', color: slideColour('paleOnAccent') },
      );
    },
  };
}
