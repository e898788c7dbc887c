import { getTheme, listThemes, themeCounts } from '../../db/read-models/feedback-themes.ts';
import { addTheme, changeTheme } from '../../db/stores/feedback-themes.ts';
import { recordId } from '../fields.ts';
import { operation, type Operation } from '../operation.ts';
import { pageOf, readCursor, toPage } from '../paging.ts';
import {
  feedbackTheme,
  feedbackThemeChange,
  feedbackThemeParams,
  feedbackThemeQuery,
  newFeedbackTheme,
  themeCountList,
  themedProgrammeParams,
} from './schemas.ts';

const tag = 'feedback themes';

const listOperation = operation({
  id: 'listFeedbackThemes',
  method: 'get',
  path: '/feedback-themes',
  tag,
  summary: 'List what clients said and what was done about it, newest first',
  role: 'viewer',
  query: feedbackThemeQuery,
  result: pageOf(feedbackTheme),
  handle: async ({ db, query: { cursor, ...filter } }) => {
    const rows = await listThemes(db, { ...filter, after: readCursor(recordId, cursor) });
    return { body: toPage(rows, { limit: filter.limit, position: (row) => row.id }) };
  },
});

const countOperation = operation({
  id: 'countFeedbackThemes',
  method: 'get',
  path: '/programmes/{programmeId}/feedback-themes',
  tag,
  summary: 'Count the themes of a programme: in how many accounts, in how many answers',
  role: 'viewer',
  params: themedProgrammeParams,
  result: themeCountList,
  handle: async ({ db, params }) => ({ body: { items: await themeCounts(db, params.programmeId) } }),
});

const getOperation = operation({
  id: 'getFeedbackTheme',
  method: 'get',
  path: '/feedback-themes/{themeId}',
  tag,
  summary: 'Read a theme',
  role: 'viewer',
  params: feedbackThemeParams,
  result: feedbackTheme,
  handle: async ({ db, params }) => ({ body: await getTheme(db, params.themeId) }),
});

const addOperation = operation({
  id: 'addFeedbackTheme',
  method: 'post',
  path: '/feedback-themes',
  tag,
  summary: 'Put answers of an account into a theme',
  description: 'It is in the pack of the next quarterly review ("you said, we did"), which the client reads.',
  role: 'manager',
  body: newFeedbackTheme,
  result: feedbackTheme,
  statuses: [201],
  idempotent: true,
  handle: async ({ db, body, caller, now }) => {
    const theme = await addTheme(db, { ...body, by: caller.actor, at: now });
    return { body: theme, headers: { Location: `/v1/feedback-themes/${theme.id}` } };
  },
});

const changeOperation = operation({
  id: 'changeFeedbackTheme',
  method: 'patch',
  path: '/feedback-themes/{themeId}',
  tag,
  summary: 'Say what was done about a theme, or why nothing is; add answers to it or word it anew',
  role: 'manager',
  params: feedbackThemeParams,
  body: feedbackThemeChange,
  result: feedbackTheme,
  handle: async ({ db, params, body, caller, now }) => ({
    body: await changeTheme(db, { id: params.themeId, ...body, by: caller.actor, at: now }),
  }),
});

/** Themes of the clients' feedback: list, count, read, add and change them. */
export function createFeedbackThemeOperations(): readonly Operation[] {
  return [listOperation, countOperation, getOperation, addOperation, changeOperation];
}
