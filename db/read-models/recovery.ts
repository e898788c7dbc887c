import { judgeRecovery, type Recovery, type YearOnYear } from '../../domain/escalations/recovery.ts';
import type { AccountFacts, Incomparable, WindowFigures } from '../../domain/warnings/facts.ts';
import { judgeAccount } from '../../domain/warnings/judge.ts';
import { causes, type Cause } from '../../domain/warnings/rules.ts';
import type { Db } from '../client.ts';
import { latestCriteriaSet, standardKey } from '../stores/criteria-sets.ts';
import { currentWarningRules } from '../stores/warning-rules.ts';
import { deliveriesCover, readFacts } from '../warnings/facts.ts';

/** Revenue of a window beside the same window a year before, in the account's currency, as of a day. */
interface RevenueCompared {
  readonly asOf: string;
  readonly currency: string;
  readonly now: Pick<WindowFigures, 'from' | 'to' | 'amount'>;
  readonly before: Pick<WindowFigures, 'from' | 'to' | 'amount'>;
  readonly share: YearOnYear;
}

/** Whether an account has recovered, the causes it was judged by, and the figures of both days. */
export interface RecoveryFound {
  readonly result: Recovery;
  /** Why nothing can be compared yet; null where it can. */
  readonly incomparable: Incomparable | null;
  readonly judgedBy: readonly Cause[];
  readonly then: RevenueCompared;
  readonly now: RevenueCompared;
}

/** Compares an account as of a day ('YYYY-MM-DD', exclusive) with how it stood on the day its escalation began, by the rules of early warning; to be called in a transaction. */
export async function recoveryOf(
  db: Db,
  of: {
    readonly accountId: string;
    readonly cause: string;
    readonly began: string;
    readonly asOf: string;
    readonly at: Date;
  },
): Promise<RecoveryFound> {
  const judgedBy = judgingCauses(of.cause);
  const { rules } = await currentWarningRules(db);
  const { content } = await latestCriteriaSet(db, { key: standardKey, at: of.at });
  const factsOn = async (asOf: string): Promise<AccountFacts> => {
    const data = await deliveriesCover(db, asOf);
    const wish = { accountIds: [of.accountId], asOf, rules, data, value: content.value };
    const found = (await readFacts(db, wish)).get(of.accountId);
    if (!found) throw new Error(`there are no facts of account ${of.accountId}`);
    return found;
  };
  const [then, now] = [await factsOn(of.began), await factsOn(of.asOf)];
  const verdicts = judgeAccount(now, { rules, open: new Set(judgedBy) })
    .filter(({ cause }) => judgedBy.includes(cause))
    .map(({ kind }) => kind);
  const compared = { then: revenueOf(then, of.began), now: revenueOf(now, of.asOf) };
  const result = judgeRecovery({ verdicts, then: compared.then.share, now: compared.now.share });
  return { result, incomparable: now.incomparable, judgedBy, ...compared };
}

// A client who orders something again is not silent any more, and has recovered only where revenue has.
function judgingCauses(cause: string): readonly Cause[] {
  const known = causes.find((one) => one === cause);
  if (known === undefined || known === 'drop') return ['drop'];
  return known === 'silence' ? ['silence', 'drop'] : [known];
}

function revenueOf({ currency, incomparable, now, before }: AccountFacts, asOf: string): RevenueCompared {
  const amountOf = ({ from, to, amount }: WindowFigures) => ({ from, to, amount });
  const known = incomparable === null && now.amount !== null && before.amount !== null && before.amount > 0;
  const share = known ? Math.round((now.amount / before.amount) * 1000) / 1000 : null;
  return { asOf, currency, now: amountOf(now), before: amountOf(before), share };
}
