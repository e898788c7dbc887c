import type { Knex } from 'knex';

/**
 * Surveys of a client's contacts by email link: the questions in versions that never change, who was asked, each answer with every version
 * of it, and who does not want to be asked; and the themes that answers are about, with what was done and when the client was told.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(surveys);
  await db('survey_question_set').insert({
    questions: JSON.stringify(firstQuestions),
    reason: 'the questions that come with the product',
    set_by_kind: 'system',
    set_by_id: 'kam',
    set_at: new Date('2026-01-01T00:00:00Z'),
  });
  await db.raw(links);
  await db.raw(answers);
  await db.raw(themes);
}

const surveys = `
create table survey_question_set (
  version integer generated always as identity primary key,
  questions jsonb not null check (jsonb_typeof(questions) = 'array'),
  reason text not null check (btrim(reason) <> ''),
  set_by_kind text not null check (set_by_kind in ('person', 'apiKey', 'system', 'operator')),
  set_by_id text not null,
  set_at timestamptz not null
);

create table survey (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  review_id bigint unique references quarterly_review,
  question_set integer not null references survey_question_set,
  opened_at timestamptz not null,
  opened_by_kind text not null check (opened_by_kind in ('person', 'apiKey', 'system', 'operator')),
  opened_by_id text not null,
  remind_at timestamptz,
  closes_at timestamptz not null,
  closed_at timestamptz,
  check (closes_at >= opened_at),
  check (remind_at is null or (remind_at between opened_at and closes_at and closed_at is null))
);
create index survey_account on survey (account_id, id);
create index survey_open on survey (account_id) where closed_at is null;

create table survey_contact (
  survey_id bigint not null references survey,
  contact_id bigint not null references contact,
  outcome text not null check (outcome in ('asked', 'noAddress', 'optedOut', 'askedLately')),
  primary key (survey_id, contact_id)
);
create index survey_contact_asked on survey_contact (contact_id, survey_id) where outcome = 'asked';

create table survey_preference (
  contact_id bigint primary key references contact,
  opted_out boolean not null,
  changed_at timestamptz not null
);
create index contact_email on contact (email) where email is not null;

-- Who said so in one account is asked in no other under the same address.
create view survey_opt_out as
  select k.id as contact_id from contact k
  where exists (select from survey_preference p where p.contact_id = k.id and p.opted_out)
    or exists (select from contact o join survey_preference p on p.contact_id = o.id
      where o.email = k.email and p.opted_out);

grant select, insert on survey_question_set, survey, survey_contact, survey_preference to kam_app;
grant update (remind_at, closes_at, closed_at) on survey to kam_app;
grant update (outcome) on survey_contact to kam_app;
grant update (opted_out, changed_at) on survey_preference to kam_app;
grant select on survey_opt_out to kam_app;
`;

const links = `
create table survey_link (
  id uuid primary key,
  survey_id bigint not null,
  contact_id bigint not null,
  language text not null check (language in ('en', 'de')),
  key_id text not null,
  token_sha256 text not null unique check (token_sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz not null,
  foreign key (survey_id, contact_id) references survey_contact,
  unique (survey_id, contact_id)
);
alter table notification
  add column survey_link_id uuid references survey_link,
  add constraint notification_survey_link check (survey_link_id is null
    or num_nonnulls(link_id, question_link_id, commitment_link_id, lease_link_id) = 0);
grant select, insert on survey_link to kam_app;
`;

// The link that still waits for its contact: what mails about it are for.
const answers = `
create table survey_answer (
  id bigint generated always as identity primary key,
  link_id uuid not null references survey_link,
  version integer not null check (version > 0),
  comment text not null check (char_length(comment) <= 4000),
  answered_at timestamptz not null,
  unique (link_id, version)
);

create table survey_answer_item (
  answer_id bigint not null references survey_answer,
  question text not null check (question <> ''),
  measure text not null check (measure in ('nps', 'csat', 'ces', 'advocacy', 'text')),
  score smallint,
  low smallint,
  high smallint,
  direction text check (direction in ('higher', 'lower')),
  word text check (btrim(word) <> '' and char_length(word) <= 4000),
  primary key (answer_id, question),
  check ((measure = 'text') = (word is not null)),
  check (num_nonnulls(score, low, high, direction) = case measure when 'text' then 0 else 4 end),
  check (score between low and high)
);
create index survey_answer_time on survey_answer (answered_at);

create view waiting_survey_link as
  select l.* from survey_link l
    join survey s on s.id = l.survey_id and s.closed_at is null
  where not exists (select from survey_answer a where a.link_id = l.id)
    and not exists (select from survey_opt_out o where o.contact_id = l.contact_id);

grant select, insert on survey_answer, survey_answer_item to kam_app;
grant select on waiting_survey_link to kam_app;
`;

const themes = `
create table feedback_theme (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  text text not null check (btrim(text) <> '' and char_length(text) <= 200),
  state text not null default 'open' check (state in ('open', 'doing', 'done', 'waived')),
  outcome text check (btrim(outcome) <> '' and char_length(outcome) <= 4000),
  settled_at timestamptz,
  told_review_id bigint references quarterly_review,
  told_at timestamptz,
  added_by_kind text not null check (added_by_kind in ('person', 'apiKey', 'system', 'operator')),
  added_by_id text not null,
  added_at timestamptz not null,
  constraint feedback_theme_settled check ((state in ('done', 'waived')) = (settled_at is not null)),
  constraint feedback_theme_outcome check ((settled_at is null) = (outcome is null)),
  constraint feedback_theme_told check ((told_review_id is null) = (told_at is null)),
  constraint feedback_theme_told_what check (told_at is null or settled_at is not null)
);
create unique index feedback_theme_text on feedback_theme (account_id, lower(btrim(text)));

create table feedback_theme_answer (
  theme_id bigint not null references feedback_theme,
  link_id uuid not null references survey_link,
  added_at timestamptz not null,
  primary key (theme_id, link_id)
);
create index feedback_theme_told on feedback_theme (told_review_id) where told_review_id is not null;
create index feedback_theme_answer_link on feedback_theme_answer (link_id);

grant select, insert on feedback_theme, feedback_theme_answer to kam_app;
grant update (text, state, outcome, settled_at, told_review_id, told_at) on feedback_theme to kam_app;
grant delete on feedback_theme_answer to kam_app;
`;

const firstQuestions = [
  {
    key: 'recommend',
    measure: 'nps',
    low: 0,
    high: 10,
    direction: 'higher',
    text: {
      en: 'How likely is it that you would recommend us to a colleague?',
      de: 'Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?',
    },
    ends: {
      low: { en: 'Not at all likely', de: 'Sehr unwahrscheinlich' },
      high: { en: 'Extremely likely', de: 'Sehr wahrscheinlich' },
    },
  },
  {
    key: 'satisfaction',
    measure: 'csat',
    low: 1,
    high: 5,
    direction: 'higher',
    text: {
      en: 'How satisfied are you with what we did for you in the last months?',
      de: 'Wie zufrieden sind Sie mit dem, was wir in den letzten Monaten für Sie getan haben?',
    },
    ends: {
      low: { en: 'Very dissatisfied', de: 'Sehr unzufrieden' },
      high: { en: 'Very satisfied', de: 'Sehr zufrieden' },
    },
  },
  {
    key: 'effort',
    measure: 'ces',
    low: 1,
    high: 7,
    direction: 'higher',
    text: {
      en: 'Working with us is easy. Do you agree?',
      de: 'Mit uns zu arbeiten ist einfach. Stimmen Sie zu?',
    },
    ends: {
      low: { en: 'Not at all', de: 'Gar nicht' },
      high: { en: 'Completely', de: 'Voll und ganz' },
    },
  },
  {
    key: 'recommended',
    measure: 'advocacy',
    low: 0,
    high: 1,
    direction: 'higher',
    text: {
      en: 'Have you recommended us to somebody in the last twelve months?',
      de: 'Haben Sie uns in den letzten zwölf Monaten jemandem empfohlen?',
    },
    ends: { low: { en: 'No', de: 'Nein' }, high: { en: 'Yes', de: 'Ja' } },
  },
  {
    key: 'better',
    measure: 'text',
    text: {
      en: 'What is the one thing that we should do better?',
      de: 'Was sollten wir vor allem besser machen?',
    },
  },
];
