import type { ReviewPrint } from './document-printer.ts';

/** Prints a review's pack in the form it is wanted in. */
export type PrintReview = (wanted: ReviewPrint) => Promise<Buffer>;

/** A review's pack as a file, with its media type. */
export interface ReviewFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

const types = {
  document: ['pdf', 'application/pdf'],
  clientDocument: ['pdf', 'application/pdf'],
  slides: ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
} as const;

/** Prints a review's pack in one form. */
export async function reviewFile(wanted: ReviewPrint, print: PrintReview): Promise<ReviewFile> {
  const { pack, form } = wanted;
  const [ending, type] = types[form];
  return { name: `review-${pack.year}-Q${pack.quarter}.${ending}`, type, content: await print(wanted) };
}
