import { DomainError } from '../../domain/errors.ts';
import type { ThemeState } from '../../domain/surveys/theme.ts';
import type { Db } from '../client.ts';

/** What a client's people said, in one sentence that the client may read, and what became of it. `answers` counts the answers it is about. */
export interface FeedbackTheme {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly text: string;
  readonly state: ThemeState;
  /** What was done, or why nothing is. */
  readonly outcome: string | null;
  readonly answers: number;
  readonly addedAt: Date;
  readonly settledAt: Date | null;
  /** The quarterly review in which the client was told. */
  readonly toldReviewId: string | null;
  readonly toldAt: Date | null;
}

/** The same theme over the accounts of a programme: in how many it is, how many answers it is about, and how many are still to be settled. */
export interface ThemeCount {
  readonly text: string;
  readonly accounts: number;
  readonly answers: number;
  readonly unsettled: number;
  readonly done: number;
  readonly waived: number;
}

/** One line of "you said, we did"; `done` is what was done or why nothing is, null while that is open. */
export interface SaidAndDone {
  readonly themeId: string;
  readonly said: string;
  readonly state: ThemeState;
  readonly done: string | null;
}

const columns = {
  id: 't.id',
  accountId: 't.account_id',
  accountName: 'a.name',
  text: 't.text',
  state: 't.state',
  outcome: 't.outcome',
  addedAt: 't.added_at',
  settledAt: 't.settled_at',
  toldReviewId: 't.told_review_id',
  toldAt: 't.told_at',
};
const answers = '(select count(*) from feedback_theme_answer f where f.theme_id = t.id)::int';

const themes = (db: Db) => db('feedback_theme as t').join('account as a', 'a.id', 't.account_id');
const counted = `${answers} as answers`;

/** One theme; throws `notFound`. */
export async function getTheme(db: Db, id: string): Promise<FeedbackTheme> {
  const found = await themes(db).where('t.id', id).first<FeedbackTheme | undefined>(columns, db.raw(counted));
  if (!found) throw new DomainError('notFound', `There is no theme ${id}.`);
  return found;
}

/** Themes, the newest first; one more than `limit` says that there is a next page. */
export async function listThemes(
  db: Db,
  filter: {
    readonly accountId?: string | undefined;
    readonly programmeId?: string | undefined;
    readonly state?: ThemeState | undefined;
    readonly limit: number;
    readonly after?: string | undefined;
  },
): Promise<readonly FeedbackTheme[]> {
  const { accountId, programmeId, state, after } = filter;
  const wanted = { 't.account_id': accountId, 'a.programme_id': programmeId, 't.state': state };
  return themes(db)
    .where(Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)))
    .modify((query) => {
      if (after !== undefined) void query.where('t.id', '<', after);
    })
    .orderBy('t.id', 'desc')
    .limit(filter.limit + 1)
    .select<FeedbackTheme[]>(columns, db.raw(counted));
}

/** The themes of a programme's accounts by their words, whatever their case, the most mentioned first. */
export async function themeCounts(db: Db, programmeId: string): Promise<readonly ThemeCount[]> {
  const { rows } = await db.raw<{ rows: ThemeCount[] }>(
    `select min(text) as text, count(*)::int as accounts, sum(answers)::int as answers,
       count(*) filter (where state in ('open', 'doing'))::int as unsettled,
       count(*) filter (where state = 'done')::int as done, count(*) filter (where state = 'waived')::int as waived
     from (select t.text, t.state, ${answers} as answers from feedback_theme t
       join account a on a.id = t.account_id where a.programme_id = :programmeId) t
     group by lower(btrim(text)) order by answers desc, accounts desc, 1`,
    { programmeId },
  );
  return rows;
}

/**
 * What a client is told next: every theme that no review before `since` has told them, those that are settled first. What a review told
 * after `since` is in it again, so that a review can be read as it was.
 */
export async function saidAndDone(
  db: Db,
  of: { readonly accountId: string; readonly since: Date | null },
): Promise<readonly SaidAndDone[]> {
  const rows = await db('feedback_theme')
    .where({ account_id: of.accountId })
    .where((query) => {
      void query.whereNull('told_at');
      if (of.since !== null) void query.orWhere('told_at', '>=', of.since);
    })
    .orderByRaw('settled_at nulls last, id')
    .select<{ id: string; text: string; state: ThemeState; outcome: string | null }[]>(
      'id',
      'text',
      'state',
      'outcome',
    );
  return rows.map(({ id, text, state, outcome }) => ({ themeId: id, said: text, state, done: outcome }));
}
