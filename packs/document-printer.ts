import { Worker } from 'node:worker_threads';
import type { PlanExport } from '../domain/planning/plan-export.ts';
import type { ReviewPack } from '../domain/reviews/review-pack.ts';
import type { DocumentLook } from './plan-document.ts';

/** For whom a plan's document is: our own people, or the client, who reads only what a client may. */
export type Audience = 'internal' | 'client';

/** A plan to be printed, for whom, in which language and as of which time. */
interface PlanPrint extends DocumentLook {
  readonly plan: PlanExport;
  readonly audience: Audience;
}

/** A review's pack to be printed: as PDF or slides for our own people, or as the PDF that the client may read. */
export interface ReviewPrint extends DocumentLook {
  readonly pack: ReviewPack;
  readonly form: 'document' | 'slides' | 'clientDocument';
}

/** Everything that can be printed. */
export type DocumentPrint = PlanPrint | ReviewPrint;

/** Prints a plan as PDF. */
export type PrintPlan = (print: PlanPrint) => Promise<Buffer>;

/** Prints a plan as PDF, or a review's pack in the form it is wanted in. */
export type PrintDocument = (print: DocumentPrint) => Promise<Buffer>;

const mostMegabytes = 512;

/**
 * A printer that works in a thread of its own, one document after the other: laying out a long plan takes up to a second, in which the
 * process would answer nobody. The same records, language and time give the same bytes.
 */
export function createDocumentPrinter(): PrintDocument {
  let last: Promise<unknown> = Promise.resolve();
  return (print) => {
    const printed = last.then(() => printInThread(print));
    last = printed.catch(() => undefined);
    return printed;
  };
}

function printInThread(print: DocumentPrint): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Beside the sources this file starts the compiler first; in a build it is the compiled thread itself.
    const thread = new Worker(new URL('./document-thread.js', import.meta.url), {
      workerData: print,
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    });
    thread.once('message', (pdf: Uint8Array) => resolve(Buffer.from(pdf)));
    thread.once('error', reject);
    thread.once('exit', (code) =>
      reject(new Error(`The document was not printed: its thread ended with ${code}.`)),
    );
  });
}
