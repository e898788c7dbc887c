import type { Db } from '../../db/client.ts';
import { useCode } from '../../db/stores/approval-codes.ts';
import type { CodeState } from '../../web/pages/code-form.tsx';
import { checkCode, type CodeDeps, type CodeWish } from './code.tsx';

/** An act with what it gives; `done` tells whether it changed anything. */
interface CodedAct<Result> {
  readonly wish: CodeWish;
  readonly act: (db: Db) => Promise<Result>;
  readonly done: (result: Result) => boolean;
}

/**
 * Does what only its code confirms, in the transaction that uses the code up. It is tried without effect first, so that what would be
 * refused anyway costs nobody a code. Gives what the act gives, or where asking for the code stands.
 */
export async function doUnderCode<Result>(
  deps: CodeDeps,
  { wish, act, done }: CodedAct<Result>,
): Promise<Result | { readonly state: CodeState }> {
  const trial = await withoutEffect(deps.db, act);
  if (!done(trial)) return trial;
  const answer = await checkCode(deps, wish);
  if (answer.kind === 'ask') return { state: answer.state };
  return deps.db.transaction(async (trx) => {
    const ours = await useCode(trx, { id: answer.codeId, at: deps.clock.now() });
    return ours ? act(trx) : { state: { kind: 'used' } as const };
  });
}

async function withoutEffect<Result>(db: Db, act: (db: Db) => Promise<Result>): Promise<Result> {
  const trx = await db.transaction();
  try {
    return await act(trx);
  } finally {
    await trx.rollback();
  }
}
