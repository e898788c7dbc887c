import { randomUUID } from 'node:crypto';
import type { Db } from '../db/client.ts';
import type { LinkTokens } from '../db/link-token.ts';
import { digestQuestions, digestReaders, lockDigestReader } from '../db/read-models/digests.ts';
import { insertDigest, releaseHeld } from '../db/stores/digests.ts';
import type { Clock } from '../domain/clock.ts';
import { queueMail } from './mail-queue.ts';

/** What making digests needs; `clock` tells process time, by which they are due. */
export interface DigestDeps {
  readonly db: Db;
  readonly links: LinkTokens;
  readonly clock: Clock;
}

/** What one sweep did: the notifications of the digests it queued, and how many held mails it sent on singly. */
export interface DigestSweep {
  readonly notificationIds: readonly string[];
  readonly released: number;
}

/** Queues every digest that is due, once a person and business day, then sends on singly what cannot wait for the next one. Several
 * workers may sweep at once. */
export async function sweepDigests(deps: DigestDeps): Promise<DigestSweep> {
  const { db, clock } = deps;
  const now = clock.now();
  const notificationIds: string[] = [];
  for (const { id } of await digestReaders(db, now)) {
    const queued = await queueDigest(deps, { personId: id, now });
    if (queued !== undefined) notificationIds.push(queued);
  }
  return { notificationIds, released: await releaseHeld(db, now) };
}

async function queueDigest(
  { db, links }: DigestDeps,
  due: { readonly personId: string; readonly now: Date },
): Promise<string | undefined> {
  return db.transaction(async (trx) => {
    const reader = await lockDigestReader(trx, due);
    if (reader === undefined) return undefined;
    const questions = await digestQuestions(trx, due);
    // A question asked after eight o'clock waits for the next day, also where nothing was open at eight.
    if (!questions.some(({ askedAt }) => new Date(askedAt) <= reader.due.at)) return undefined;
    const { id, due: digest } = reader;
    const link = { linkId: randomUUID(), keyId: links.currentKeyId };
    const mail = await queueMail(trx, {
      dedupeKey: `digest/${id}/${digest.day}`,
      workflowId: null,
      to: reader,
      occurredAt: due.now,
      message: { kind: 'digest', data: { day: digest.day, questions: [...questions] } },
    });
    await insertDigest(trx, {
      personId: id,
      day: digest.day,
      at: due.now,
      notificationId: mail.id,
      link: { id: link.linkId, keyId: link.keyId, tokenSha256: links.sha256(links.token(link)) },
      questionLinkIds: questions.map(({ linkId }) => linkId),
    });
    return mail.id;
  });
}
