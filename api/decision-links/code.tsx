import type { Logger } from 'pino';
import { codeBinding, type ApprovalCodes } from '../../db/approval-code.ts';
import type { Db } from '../../db/client.ts';
import type { LinkView } from '../../db/read-models/link-view.ts';
import { newestCode, reserveCode, tryCode, withdrawCode } from '../../db/stores/approval-codes.ts';
import {
  codeLimits,
  readCode,
  showCode,
  type CodedAct,
  type CodeSubject,
} from '../../domain/approvals/decision-code.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Person } from '../../domain/person.ts';
import { maskedAddress } from '../../domain/wording/masked-address.ts';
import { createPageReader } from '../../web/page-reader.ts';
import { CodePage, type CodePageProps, type CodeState } from '../../web/pages/code-form.tsx';
import type { SendDirectly } from '../direct-mail.ts';
import type { PageAnswer } from './page-answer.ts';

/** What asking for codes stands on. */
export interface CodeDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
  readonly codes: ApprovalCodes;
  readonly sendDirectly: SendDirectly;
}

/** What needs a code, and what was entered: no `code` at all when the page for it was not shown yet. */
export interface CodeWish {
  readonly person: Person;
  readonly choice: CodedAct;
  /** To whom it goes, where somebody else is to decide. */
  readonly to?: string;
  readonly items: readonly {
    readonly requestId: string;
    readonly contentHash: string;
    readonly stepTitle: string;
    readonly accountName: string;
  }[];
  readonly entered: { readonly code?: string | undefined; readonly again: boolean };
}

/** The code was right and can be used by its number, or the page that asks for it has to be shown. */
export type CodeAnswer =
  { readonly kind: 'right'; readonly codeId: string } | { readonly kind: 'ask'; readonly state: CodeState };

/** Checks the code that was entered, or sends one: on the first submission unless one that was just sent still holds, and when asked. */
export async function checkCode(deps: CodeDeps, wish: CodeWish): Promise<CodeAnswer> {
  const { code, again } = wish.entered;
  if (again) return { kind: 'ask', state: await sendCode(deps, wish) };
  const found = { ...ownerOf(wish), at: deps.clock.now() };
  if (code === undefined) {
    const newest = await newestCode(deps.db, found);
    const state: CodeState =
      newest?.state === 'live' ? { kind: 'open', until: newest.expiresAt } : await sendCode(deps, wish);
    return { kind: 'ask', state };
  }
  const typed = readCode(code);
  if (typed === undefined) return { kind: 'ask', state: { kind: 'malformed' } };
  const tried = await tryCode(deps.db, found);
  if (tried !== undefined) {
    if (deps.codes.matches(tried.sealed, typed)) return { kind: 'right', codeId: tried.id };
    if (tried.triesLeft > 0) return { kind: 'ask', state: { kind: 'wrong', triesLeft: tried.triesLeft } };
    deps.log.warn({ personId: wish.person.id }, 'a code was entered wrongly too often');
  }
  const newest = await newestCode(deps.db, found);
  // Between the two looks a code may have been sent anew: it has its tries still.
  const kind = newest === undefined || newest.state === 'live' ? 'none' : newest.state;
  return { kind: 'ask', state: { kind } };
}

async function sendCode(deps: CodeDeps, wish: CodeWish): Promise<CodeState> {
  const { person, choice, items } = wish;
  const { code, sealed } = deps.codes.create(subjectOf(wish));
  const reserved = await reserveCode(deps.db, { personId: person.id, sealed, at: deps.clock.now() });
  if (reserved.kind === 'tooMany') return { kind: 'tooMany', nextAt: reserved.nextAt };
  const steps = items.map(({ stepTitle, accountName }) => ({ stepTitle, accountName }));
  const data = { code: showCode(code), choice, to: wish.to ?? null, steps, minutes: codeLimits.minutes };
  const sent = await deps.sendDirectly({ to: person, message: { kind: 'decision-code', data } });
  if (sent === 'sent') return { kind: 'sent', until: reserved.expiresAt };
  await withdrawCode(deps.db, reserved.id);
  return { kind: 'notSent' };
}

const statuses: Record<CodeState['kind'], number> = {
  sent: 200,
  open: 200,
  wrong: 422,
  malformed: 422,
  dead: 422,
  expired: 422,
  used: 422,
  none: 422,
  tooMany: 429,
  notSent: 503,
};

/** The page that asks for the code; `hidden` is the form that it completes. */
export function codePage(
  wish: CodeWish,
  shown: Pick<CodePageProps, 'state' | 'comment' | 'hidden'>,
): PageAnswer {
  const { person, choice, items } = wish;
  const about = {
    reader: createPageReader(person),
    sentTo: maskedAddress(person.email),
    choice,
    to: wish.to ?? '',
    steps: items,
  };
  return { status: statuses[shown.state.kind], page: <CodePage {...about} {...shown} /> };
}

/** The step of a link's page as an item of a code, bound to what the form named. */
export function codedItem(
  view: LinkView,
  bound: Pick<CodeWish['items'][number], 'requestId' | 'contentHash'>,
): CodeWish['items'][number] {
  return { ...bound, stepTitle: view.request.content.title, accountName: view.accountName };
}

function subjectOf({ person, choice, to, items }: CodeWish): CodeSubject {
  const coded = items.map(({ requestId, contentHash }) => ({ requestId, contentHash, choice, to }));
  return { personId: person.id, items: coded };
}

function ownerOf(wish: CodeWish): { readonly personId: string; readonly bindingSha256: string } {
  return { personId: wish.person.id, bindingSha256: codeBinding(subjectOf(wish)) };
}
