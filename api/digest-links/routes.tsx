import express, { Router, type Request } from 'express';
import { findDigestOwner, type DigestOwner } from '../../db/read-models/digests.ts';
import { setDigest } from '../../db/stores/digests.ts';
import { createPageReader } from '../../web/page-reader.ts';
import { DigestPage, type DigestPageProps } from '../../web/pages/digest-page.tsx';
import { NoticePage } from '../../web/pages/notice-page.tsx';
import type { PageAnswer } from '../decision-links/page-answer.ts';
import { bodyTypes } from '../form-body.ts';
import { neutral, presentedSha256, type FormLinkDeps } from '../form-links.tsx';
import { isFromOwnPage } from '../pages/own-origin.ts';
import { sendPage } from '../pages/send-page.ts';
import { createMethodRefusal } from '../problems.ts';
import { readWish, type DigestWish } from './wish.ts';

type DigestLinkDeps = Omit<FormLinkDeps, 'ring' | 'log'>;

/** The route /digest/<token>: GET and HEAD only show; a mail program's one-click POST (RFC 8058) and the page's own form switch. */
export function createDigestLinkRoutes(deps: DigestLinkDeps): Router {
  const router = Router();
  router
    .route('/digest/:token')
    .get(async (req, res) => {
      const owner = await find(deps, req);
      await sendPage(res, owner === undefined ? neutral('unknown', 404) : shown(owner, { status: 200 }));
    })
    .post(express.raw({ type: bodyTypes, limit: '4kb' }), async (req, res) =>
      sendPage(res, await answer(deps, req)),
    )
    .all(createMethodRefusal(['GET', 'POST']));
  return router;
}

async function find(deps: DigestLinkDeps, req: Request): Promise<DigestOwner | undefined> {
  const sha256 = presentedSha256(req, deps);
  return sha256 === undefined ? undefined : findDigestOwner(deps.db, sha256);
}

async function answer(deps: DigestLinkDeps, req: Request): Promise<PageAnswer> {
  const owner = await find(deps, req);
  if (owner === undefined) return neutral('unknown', 404);
  const wish = await readWish(req.body, req.get('Content-Type'));
  if (wish === undefined) return shown(owner, { status: 422, missing: true });
  if (!wish.oneClick && !isFromOwnPage(req, deps.publicUrl))
    return { status: 403, page: <NoticePage reader={createPageReader(owner)} notice="foreign" /> };
  return follow(deps, { owner, wish });
}

async function follow(
  { db, clock }: DigestLinkDeps,
  { owner, wish }: { readonly owner: DigestOwner; readonly wish: DigestWish },
): Promise<PageAnswer> {
  const { personId } = owner;
  const { digest } = wish;
  await setDigest(db, { personId, digest, by: { kind: 'person', id: personId }, at: clock.now() });
  return shown({ ...owner, digest }, { status: 200, changed: true });
}

function shown(
  owner: DigestOwner,
  { status, ...how }: { readonly status: number } & Pick<DigestPageProps, 'changed' | 'missing'>,
): PageAnswer {
  return { status, page: <DigestPage reader={createPageReader(owner)} digest={owner.digest} {...how} /> };
}
