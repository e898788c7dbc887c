import { createHash } from 'node:crypto';
import type { Db } from '../../db/client.ts';
import { planExport } from '../../db/read-models/plan-export.ts';
import { recordClientCopy } from '../../db/stores/client-copies.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Language } from '../../domain/reader-format.ts';
import type { Audience, PrintPlan } from '../../packs/document-printer.ts';

/** Which plan is to be printed, for whom, in which language, as of when. */
export interface DocumentWish {
  readonly planId: string;
  readonly audience: Audience;
  readonly language: Language;
  readonly now: Date;
}

/** A printed plan; `revision` is that of its content. */
export interface PlanFile {
  readonly name: string;
  readonly mediaType: 'application/pdf';
  readonly content: Buffer;
  readonly revision: number;
}

/** Prints a plan as the records are now. Throws `notFound`. */
export async function planFile(
  wish: DocumentWish,
  { db, print }: { readonly db: Db; readonly print: PrintPlan },
): Promise<PlanFile> {
  const { planId, audience, language, now } = wish;
  const plan = await planExport(db, { planId, now });
  const content = await print({ plan, audience, language, at: now });
  const ending = audience === 'client' ? '-client' : '-internal';
  const name = `${fileName(plan.accountName)}-${plan.year}${ending}.pdf`;
  return { name, mediaType: 'application/pdf', content, revision: plan.revision };
}

// What every file system takes, and no path.
function fileName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return [...plain].slice(0, 80).join('') || 'plan';
}

/** Prints the copy for the client and keeps in the audit trail who gave it to whom. Throws `notFound`. */
export async function clientCopy(
  wish: Omit<DocumentWish, 'audience'> & { readonly givenTo: string; readonly by: Actor },
  tools: { readonly db: Db; readonly print: PrintPlan },
): Promise<PlanFile> {
  const { planId, language, now: at, givenTo, by } = wish;
  const file = await planFile({ planId, audience: 'client', language, now: at }, tools);
  const sha256 = createHash('sha256').update(file.content).digest('hex');
  await recordClientCopy(tools.db, { planId, revision: file.revision, language, sha256, givenTo, by, at });
  return file;
}
