import { parentPort, workerData } from 'node:worker_threads';
import { clientPlan } from '../domain/planning/client-plan.ts';
import { clientReviewPack } from '../domain/reviews/client-review-pack.ts';
import { clientDocument } from './client-document.ts';
import { clientReviewDocument } from './client-review-document.ts';
import type { DocumentPrint, ReviewPrint } from './document-printer.ts';
import { renderPdf } from './pdf.ts';
import { planDocument } from './plan-document.ts';
import { reviewDocument } from './review-document.ts';
import { reviewSlides } from './review-slides.ts';

parentPort?.postMessage(await printed(workerData as DocumentPrint));

function printed(print: DocumentPrint): Promise<Buffer> {
  if ('pack' in print) return printedReview(print);
  const { plan, audience, ...look } = print;
  return renderPdf(audience === 'client' ? clientDocument(clientPlan(plan), look) : planDocument(plan, look));
}

function printedReview({ pack, form, ...look }: ReviewPrint): Promise<Buffer> {
  if (form === 'clientDocument') return clientReviewDocument(clientReviewPack(pack), look);
  return form === 'slides' ? reviewSlides(pack, look) : reviewDocument(pack, look);
}
