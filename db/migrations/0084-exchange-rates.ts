import type { Knex } from 'knex';

/**
 * Exchange rates by day, each version kept and unchangeable; what a programme allows when it converts; amounts converted to the cent; and
 * by which rate a limit of a manager was converted.
 */
export async function up(db: Knex): Promise<void> {
  await db.raw(rates);
  await db.raw(conversion);
}

const rates = `
create table exchange_rate (
  base text not null check (base ~ '^[A-Z]{3}$'),
  quote text not null check (quote ~ '^[A-Z]{3}$'),
  rate_on date not null,
  version integer not null check (version > 0),
  rate numeric(19, 10) not null check (rate > 0),
  source text not null check (btrim(source) <> '' and char_length(source) <= 200),
  reason text check (btrim(reason) <> '' and char_length(reason) <= 1000),
  stored_by text not null check (stored_by <> ''),
  stored_at timestamptz not null,
  primary key (base, quote, rate_on, version),
  constraint exchange_rate_between_two check (base <> quote),
  constraint exchange_rate_correction_says_why check ((version = 1) = (reason is null))
);
grant select, insert on exchange_rate to kam_app;

alter table programme
  add column reporting_currency text check (reporting_currency ~ '^[A-Z]{3}$'),
  add column rate_age_days smallint not null default 7 check (rate_age_days between 0 and 92);

alter table autonomy_decision
  add column limit_rate jsonb check (jsonb_typeof(limit_rate) = 'array');
`;

// Sixty decimals tell every tie: a denominator is below ten to the power of 40. Ties go to the even cent.
const conversion = `
create function converted_amount(amount numeric, numerator numeric, denominator numeric) returns numeric
language sql immutable parallel safe as $$
  select case when abs(cents - trunc(cents)) = 0.5 then 2 * round(cents / 2) else round(cents) end * 0.01
  from (select round(amount * 100 * numerator, 60) / denominator as cents) exact
$$;
`;
