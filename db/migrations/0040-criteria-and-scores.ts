import type { Knex } from 'knex';

/**
 * Criteria sets, ratings by people, and scorecards. A version of a set never changes: the service may only add one. A score's raw
 * values are kept apart from what was made of them, so that a scoring that stops goes on with the next accounts and writes
 * every row once; those that became a score can no longer be deleted. Arrays are in the order of the set's criteria; points are whole ten-thousandths.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(criteria);
  await db.raw(scorecards);
  await db.raw(scores);
  await db.raw(`
    grant select, insert on criteria_set, rating, score_input, score, placement to kam_app;
    grant select, insert on scorecard to kam_app;
    grant update (state, scored_through, accounts, warnings, refusal, finished_at) on scorecard to kam_app;
    grant delete on score_input to kam_app;
  `);
}

const criteria = `
create table criteria_set (
  id bigint generated always as identity primary key,
  key text not null check (key ~ '^[a-z][a-z0-9-]{0,59}$'),
  version integer not null check (version > 0),
  content jsonb not null check (jsonb_typeof(content) = 'object'),
  content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
  reason text not null check (btrim(reason) <> ''),
  set_by_kind text not null check (set_by_kind in ('person', 'apiKey', 'system', 'operator')),
  set_by_id text not null,
  set_at timestamptz not null,
  unique (key, version)
);

create table rating (
  id bigint generated always as identity primary key,
  account_id bigint not null references account,
  name text not null check (name ~ '^[a-z][A-Za-z0-9]{0,59}$'),
  value numeric not null,
  reason text not null check (btrim(reason) <> ''),
  rated_on date not null,
  rated_by_kind text not null check (rated_by_kind in ('person', 'apiKey', 'system', 'operator')),
  rated_by_id text not null,
  recorded_at timestamptz not null,
  constraint rating_stage check (name <> 'relationshipStage' or value between 1 and 5),
  constraint rating_wallet check (name <> 'shareOfWallet' or value between 0 and 1)
);
create index on rating (account_id, name, rated_on desc, id desc);
`;

const scorecards = `
create table scorecard (
  id bigint generated always as identity primary key,
  criteria_set_id bigint not null references criteria_set,
  as_of date not null,
  previous_id bigint references scorecard,
  state text not null default 'scoring' check (state in ('scoring', 'scored', 'refused')),
  scored_through bigint not null default 0 check (scored_through >= 0),
  accounts integer not null default 0 check (accounts >= 0),
  data_from date,
  data_to date,
  last_import bigint,
  warnings text[] not null default '{}',
  started_by_kind text not null check (started_by_kind in ('person', 'apiKey', 'system', 'operator')),
  started_by_id text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  refusal text,
  constraint scorecard_finished check ((state = 'scoring') = (finished_at is null)),
  constraint scorecard_told check ((state = 'refused') = (refusal is not null)),
  constraint scorecard_not_own_previous check (previous_id <> id)
);
create index on scorecard (criteria_set_id);
create index on scorecard (previous_id);
`;

const scores = `
create table score_input (
  scorecard_id bigint not null references scorecard,
  account_id bigint not null references account,
  raw double precision[] not null,
  revenue double precision,
  net_value double precision,
  primary key (scorecard_id, account_id)
);

create table score (
  scorecard_id bigint not null,
  account_id bigint not null,
  shares double precision[] not null,
  points integer[] not null,
  attractiveness integer check (attractiveness between 0 and 1000000),
  strength integer check (strength between 0 and 1000000),
  attractiveness_known double precision not null check (attractiveness_known between 0 and 1.000001),
  strength_known double precision not null check (strength_known between 0 and 1.000001),
  attractive boolean not null,
  strong boolean not null,
  primary key (scorecard_id, account_id),
  foreign key (scorecard_id, account_id) references score_input
);

create table placement (
  scorecard_id bigint not null,
  account_id bigint not null,
  quadrant text not null check (quadrant in ('strategic', 'star', 'status', 'streamline')),
  standing text not null
    check (standing in ('selected', 'overCap', 'notRepaying', 'belowThreshold', 'notEnoughKnown')),
  rank integer check (rank > 0),
  expected_return numeric(16, 2),
  large boolean not null,
  was_selected boolean not null,
  primary key (scorecard_id, account_id),
  unique (scorecard_id, rank),
  foreign key (scorecard_id, account_id) references score,
  constraint placement_ranked check ((rank is not null) = (standing in ('selected', 'overCap')))
);
`;
