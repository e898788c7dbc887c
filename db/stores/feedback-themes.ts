import type { Actor } from '../../domain/actor.ts';
import { DomainError, type Fault } from '../../domain/errors.ts';
import { isSettled, type ThemeState } from '../../domain/surveys/theme.ts';
import type { Db } from '../client.ts';
import { getTheme, type FeedbackTheme } from '../read-models/feedback-themes.ts';
import { accountReviewId } from './account-reviews.ts';
import { appendAudit } from './audit.ts';

interface ThemeEdit {
  readonly by: Actor;
  readonly at: Date;
}

/** A theme of an account and the answers it is about, by the numbers of any of their versions. */
export interface NewTheme extends ThemeEdit {
  readonly accountId: string;
  readonly text: string;
  readonly answerIds: readonly string[];
}

/** What is to change in a theme: only what is given does. `outcome` belongs to a state that settles it; `answerIds` are added to it. */
export interface ThemeChange extends ThemeEdit {
  readonly id: string;
  readonly text?: string | undefined;
  readonly state?: ThemeState | undefined;
  readonly outcome?: string | undefined;
  readonly answerIds?: readonly string[] | undefined;
}

/** Adds a theme. Throws `notFound` for an unknown account, `conflict` where it has this theme already, `invalid` for answers of others. */
export async function addTheme(db: Db, wish: NewTheme): Promise<FeedbackTheme> {
  return db.transaction(async (trx) => {
    const account = await trx('account').where({ id: wish.accountId }).first<object | undefined>('id');
    if (!account) throw new DomainError('notFound', `There is no account ${wish.accountId}.`);
    await refuseSame(trx, wish);
    const [row] = await trx('feedback_theme')
      .insert({
        account_id: wish.accountId,
        text: wish.text,
        added_by_kind: wish.by.kind,
        added_by_id: wish.by.id,
        added_at: wish.at,
      })
      .returning<{ id: string }[]>('id');
    if (row === undefined) throw new Error('the theme was not stored');
    const theme = await getTheme(trx, row.id);
    await tag(trx, { theme, answerIds: wish.answerIds, at: wish.at });
    await note(trx, { theme, ...wish, kind: 'theme.added', data: { answers: wish.answerIds.length } });
    return getTheme(trx, row.id);
  });
}

async function refuseSame(
  db: Db,
  { accountId, text, id }: { readonly accountId: string; readonly text: string; readonly id?: string },
): Promise<void> {
  const same = await db('feedback_theme')
    .where({ account_id: accountId })
    .whereRaw('lower(btrim(text)) = lower(btrim(cast(? as text)))', [text])
    .first<{ id: string } | undefined>('id');
  if (same && same.id !== id)
    throw new DomainError('conflict', `This account has the theme already: it is number ${same.id}.`);
}

async function tag(
  db: Db,
  {
    theme,
    answerIds,
    at,
  }: { readonly theme: FeedbackTheme; readonly answerIds: readonly string[]; readonly at: Date },
): Promise<void> {
  const rows = await db('survey_answer as n')
    .join('survey_link as l', 'l.id', 'n.link_id')
    .join('survey as s', 's.id', 'l.survey_id')
    .where('s.account_id', theme.accountId)
    .whereIn('n.id', answerIds)
    .select<{ id: string; link_id: string }[]>('n.id', 'n.link_id');
  const unknown = answerIds.flatMap((id, index): Fault[] =>
    rows.some((row) => row.id === id)
      ? []
      : [{ path: `/answerIds/${index}`, message: `This account has no answer ${id}.` }],
  );
  if (unknown.length > 0) throw new DomainError('invalid', 'Not every answer is of this account.', unknown);
  const links = [...new Set(rows.map((row) => row.link_id))];
  if (links.length === 0) return;
  await db('feedback_theme_answer')
    .insert(links.map((link) => ({ theme_id: theme.id, link_id: link, added_at: at })))
    .onConflict(['theme_id', 'link_id'])
    .ignore();
}

/**
 * Changes a theme. What settles it needs an outcome; what opens it again takes back the outcome and that the client was told. Throws
 * `notFound`, `invalid` for an outcome that is missing or has no place, `conflict` where the account has a theme of these words.
 */
export async function changeTheme(db: Db, change: ThemeChange): Promise<FeedbackTheme> {
  return db.transaction(async (trx) => {
    await trx('feedback_theme').where({ id: change.id }).forUpdate().first('id');
    const theme = await getTheme(trx, change.id);
    const { text = theme.text } = change;
    await refuseSame(trx, { accountId: theme.accountId, text, id: theme.id });
    const settled = settlementOf(theme, change);
    const { state } = settled;
    await trx('feedback_theme')
      .where({ id: theme.id })
      .update({ text, ...settled });
    await tag(trx, { theme, answerIds: change.answerIds ?? [], at: change.at });
    const data = { state, outcome: settled.outcome, text };
    await note(trx, { theme, ...change, kind: 'theme.changed', data });
    return getTheme(trx, theme.id);
  });
}

function settlementOf(theme: FeedbackTheme, change: ThemeChange) {
  const state = change.state ?? theme.state;
  if (!isSettled(state)) {
    if (change.outcome !== undefined) throw outcomeFault('belongs to a theme that is done or waived');
    return { state, outcome: null, settled_at: null, told_review_id: null, told_at: null };
  }
  const outcome = change.outcome ?? (state === theme.state ? theme.outcome : null);
  if (outcome === null) throw outcomeFault(`must say ${state === 'done' ? 'what was done' : 'why not'}`);
  if (state === theme.state && outcome === theme.outcome) return { state, outcome };
  return { state, outcome, settled_at: change.at, told_review_id: null, told_at: null };
}

function outcomeFault(message: string): DomainError {
  return new DomainError('invalid', 'The theme cannot be changed so.', [{ path: '/outcome', message }]);
}

/**
 * Notes that a review told the client what became of their themes: of every theme settled up to `settledBy` of which they were not told
 * before. Part of the caller's transaction. Returns the numbers of the themes.
 */
export async function tellThemes(
  db: Db,
  told: ThemeEdit & { readonly accountId: string; readonly reviewId: string; readonly settledBy: Date },
): Promise<readonly string[]> {
  const rows = await db('feedback_theme')
    .where({ account_id: told.accountId })
    .whereNull('told_at')
    .where('settled_at', '<=', told.settledBy)
    .update({ told_review_id: told.reviewId, told_at: told.at })
    .returning<{ id: string }[]>('id');
  const ids = rows.map(({ id }) => id);
  for (const id of ids) {
    const theme = await getTheme(db, id);
    await note(db, { theme, ...told, kind: 'theme.told', data: { reviewId: told.reviewId } });
  }
  return ids;
}

async function note(
  db: Db,
  event: ThemeEdit & {
    readonly theme: FeedbackTheme;
    readonly kind: string;
    readonly data: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { theme, kind, data, by, at } = event;
  const chain = accountReviewId(theme.accountId);
  await appendAudit(db, { chain, at, actor: by, kind, subject: theme.id, data });
}
