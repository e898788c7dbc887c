import { InvalidArgumentError, type Command } from 'commander';
import { findAccountId } from '../../db/read-models/accounts.ts';
import {
  surveyResponses,
  surveyedContacts,
  type SurveyResponse,
} from '../../db/read-models/survey-responses.ts';
import { surveyStanding, type SurveyStanding } from '../../db/read-models/survey-standing.ts';
import { openSurvey } from '../../db/stores/survey-opening.ts';
import { getSurvey, listSurveys, type Survey } from '../../db/stores/survey-rows.ts';
import { systemClock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import { surveyDays } from '../../domain/surveys/dates.ts';
import { operator, print, withProcesses, withRecords } from '../records.ts';
import { surveyNumber } from './arguments.ts';
import { registerThemeCommands } from './feedback-themes.ts';

interface JsonOption {
  readonly json?: boolean;
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

function line({ id, accountName, openedAt, closesAt, closedAt }: Survey): string {
  const end =
    closedAt === null ? `takes answers until ${closesAt.toISOString()}` : `ended ${dayOf(closesAt)}`;
  return `${id}  ${accountName}: opened ${dayOf(openedAt)}, ${end}`;
}

function standingLines({ asked, answered, responseRate, figures }: SurveyStanding): readonly string[] {
  const share = responseRate === null ? '' : ` (${Math.round(responseRate * 100)}%)`;
  const known = figures.filter(({ value }) => value !== null);
  return [
    `    ${answered} of ${asked} answered${share}`,
    ...known.map(
      ({ measure, value, answers }) =>
        `    ${measure}: ${(value ?? 0).toLocaleString('en', { maximumFractionDigits: 2 })} (answers: ${answers})`,
    ),
  ];
}

async function start(
  account: string,
  options: JsonOption & { readonly days?: number; readonly contacts?: string[] },
): Promise<void> {
  const survey = await withProcesses(async ({ db, ring }) => {
    const opened = await openSurvey(db, {
      accountId: await findAccountId(db, account),
      reviewId: null,
      days: options.days,
      contactKeys: options.contacts,
      by: operator(),
      at: systemClock.now(),
    });
    if (opened.kind === 'nobody') {
      const why = opened.contacts.map(({ key, outcome }) => `${key}: ${outcome}`).join('; ');
      throw new DomainError(
        'conflict',
        `None of the contacts can be asked now (${why || 'there are none'}).`,
      );
    }
    await ring(opened.workflowId);
    return opened.survey;
  });
  print(survey, { ...options, lines: [line(survey)] });
}

async function list(options: JsonOption & { readonly account?: string }): Promise<void> {
  const found = await withRecords(async (db) =>
    listSurveys(db, {
      accountId: options.account === undefined ? undefined : await findAccountId(db, options.account),
      limit: 200,
    }),
  );
  print(found, { ...options, lines: found.length > 0 ? found.map(line) : ['There are no surveys.'] });
}

async function show(id: string, options: JsonOption): Promise<void> {
  const found = await withRecords(async (db) => {
    const survey = await getSurvey(db, id);
    const standing = await surveyStanding(db, survey);
    return { survey, standing, contacts: await surveyedContacts(db, id) };
  });
  const contacts = found.contacts.map(
    ({ contactName, outcome, answered }) => `    ${contactName}: ${answered ? 'answered' : outcome}`,
  );
  const { survey, standing } = found;
  print(
    { ...survey, ...standing, contacts: found.contacts },
    { ...options, lines: [line(survey), ...standingLines(standing), ...contacts] },
  );
}

function answerLines({ id, contactName, answeredAt, scores, words, comment, themes }: SurveyResponse) {
  const said = [comment, ...words.map(({ word }) => word)].filter((text) => text !== '');
  return [
    `${id}  ${contactName}, ${dayOf(answeredAt)}: ${scores.map(({ measure, score }) => `${measure} ${score}`).join(', ')}`,
    ...said.map((text) => `    ${text.replaceAll('\n', '\n    ')}`),
    ...themes.map((theme) => `    theme ${theme.id}: ${theme.text}`),
  ];
}

async function answers(id: string, options: JsonOption): Promise<void> {
  const items = await withRecords(async (db) => {
    await getSurvey(db, id);
    return surveyResponses(db, id);
  });
  const lines = items.length > 0 ? items.flatMap(answerLines) : ['Nobody has answered.'];
  print(items, { ...options, lines });
}

function daysOf(text: string): number {
  if (/^\d{1,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`must be a number of days such as ${surveyDays.usual}`);
}

/** Adds `kam surveys start|list|show|answers|themes|theme`: how the contacts of clients see us. */
export function registerSurveysCommand(program: Command): void {
  const surveys = program.command('surveys').description('how the contacts of clients see us');
  surveys
    .command('start')
    .description("ask an account's contacts; each gets a mail with a link of their own")
    .argument('<account>', "the account's key, such as agent-1")
    .option('--days <days>', `how long answers are taken (default ${surveyDays.usual})`, daysOf)
    .option('--contacts <keys...>', 'only these contacts, by their keys')
    .option('--json', 'print JSON')
    .action(start);
  surveys
    .command('list')
    .description('list surveys, newest first')
    .option('--account <key>', 'only those of this account')
    .option('--json', 'print JSON')
    .action(list);
  for (const [name, description, action] of [
    ['show', 'show who was asked, how many answered, and the figures', show],
    ['answers', 'show the answers, with names and words', answers],
  ] as const)
    surveys
      .command(name)
      .description(description)
      .argument('<survey>', 'its number', surveyNumber)
      .option('--json', 'print JSON')
      .action(action);
  registerThemeCommands(surveys);
}
