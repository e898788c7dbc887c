import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';
import { holdCode, useCode } from './approval-codes.ts';
import { decide, type DecideResult, type DecisionInput } from './decisions.ts';

/**
 * Decides under a code that was entered rightly, in the one transaction that uses the code up, or holds it where more decisions are to
 * follow under it: a crash leaves both as they were. Gives 'codeUsed' if another request used it up first; throws like `decide`.
 */
export async function decideWithCode(
  db: Db,
  coded: { readonly decision: DecisionInput; readonly codeId: string; readonly last: boolean },
): Promise<DecideResult | 'codeUsed'> {
  const { decision, codeId, last } = coded;
  const result = await db.transaction(async (trx): Promise<DecideResult | 'codeUsed' | DomainError> => {
    const ours = last ? await useCode(trx, { id: codeId, at: decision.at }) : await holdCode(trx, codeId);
    if (!ours) return 'codeUsed';
    try {
      return await decide(trx, { ...decision, verified: 'code' });
    } catch (error) {
      // A late answer was kept as a note: the refusal must not take it back.
      if (error instanceof DomainError) return error;
      throw error;
    }
  });
  if (result instanceof DomainError) throw result;
  return result;
}
