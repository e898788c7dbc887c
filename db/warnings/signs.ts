import type { AccountFacts, Sign } from '../../domain/warnings/facts.ts';
import type { Db } from '../client.ts';
import type { WarningRules } from '../../domain/warnings/rules.ts';

/** Of which accounts, as of which day (exclusive), and by which rules. */
interface SignsWish {
  readonly accountIds: readonly string[];
  readonly asOf: string;
  readonly rules: WarningRules;
}

/** What the records say of an account besides its transactions. */
export type Signs = Pick<AccountFacts, 'detractors' | 'sponsors' | 'overdueCommitments' | 'overdueSteps'>;

interface SignRow extends Sign {
  readonly account_id: string;
  readonly kind: string;
}

interface SponsorRow {
  readonly account_id: string;
  readonly named: number;
  readonly active: number;
  readonly contacts: number;
  readonly unreachable: number;
}

// A commitment or step counts until it is settled, whichever signals it gave; its state is that of now, because the records keep no other.
const signsSql = `
  select s.account_id, s.kind, s.subject, to_char(max(s.occurred_at at time zone 'UTC'), 'YYYY-MM-DD') as "on"
  from signal s
  where s.account_id = any(:ids) and s.occurred_at < :before
    and s.occurred_at >= case when s.kind = 'survey.detractor' then cast(:detractorsSince as timestamptz)
      else cast(:overdueSince as timestamptz) end
    and case s.kind
      when 'survey.detractor' then true
      when 'commitment.missed' then exists (select from commitment c where c.id::text = s.subject and c.status = 'missed')
      when 'commitment.silent' then exists (select from commitment c where c.id::text = s.subject and c.status in ('open', 'missed'))
      when 'step.overdue' then exists (select from plan_step p where p.id::text = s.subject and p.status = 'overdue')
      else false end
  group by s.account_id, s.kind, s.subject
  order by s.account_id, s.kind, s.subject`;

// Of a contact only the newest mail tells whether it can be reached.
const sponsorsSql = `
  with team as (
    select m.account_id, count(*)::int as named, count(*) filter (where p.active)::int as active
    from team_member m join person p on p.id = m.person_id
    where m.account_id = any(:ids) and m.function = 'sponsor' group by m.account_id
  ),
  client as (
    select c.account_id, count(*)::int as contacts, count(*) filter (where (
      select n.status = 'failed' from notification n
      where n.person_id is null and n.to_address = c.email and n.occurred_at < :before
        and n.status in ('sent', 'failed') order by n.id desc limit 1))::int as unreachable
    from contact c
    where c.account_id = any(:ids) and c.influence >= :influence group by c.account_id
  )
  select coalesce(t.account_id, c.account_id) as account_id, coalesce(t.named, 0) as named, coalesce(t.active, 0) as active,
    coalesce(c.contacts, 0) as contacts, coalesce(c.unreachable, 0) as unreachable
  from team t full join client c on c.account_id = t.account_id`;

/** Reads what the records say of these accounts before the day, in two queries; the answer is looked up by account. */
export async function readSigns(db: Db, wish: SignsWish): Promise<(accountId: string) => Signs> {
  const { rules } = wish;
  const ids = [...wish.accountIds];
  const before = new Date(`${wish.asOf}T00:00:00Z`);
  const daysBefore = (days: number): Date => new Date(before.getTime() - days * 86_400_000);
  const { rows: signs } = await db.raw<{ rows: SignRow[] }>(signsSql, {
    ids,
    before,
    detractorsSince: daysBefore(rules.detractor.days),
    overdueSince: daysBefore(rules.overdue.days),
  });
  const { rows: sponsors } = await db.raw<{ rows: SponsorRow[] }>(sponsorsSql, {
    ids,
    before,
    influence: rules.lostSponsor.influence,
  });
  const signsOf = new Map<string, SignRow[]>();
  for (const sign of signs) signsOf.set(sign.account_id, [...(signsOf.get(sign.account_id) ?? []), sign]);
  const sponsorsOf = new Map(sponsors.map((row) => [row.account_id, row]));
  return (accountId) => {
    const own = signsOf.get(accountId) ?? [];
    const held = sponsorsOf.get(accountId);
    return {
      detractors: own.filter(({ kind }) => kind === 'survey.detractor').map(toSign),
      overdueCommitments: onePerSubject(own.filter(({ kind }) => kind.startsWith('commitment.'))),
      overdueSteps: own.filter(({ kind }) => kind === 'step.overdue').map(toSign),
      sponsors: {
        named: held?.named ?? 0,
        active: held?.active ?? 0,
        contacts: held?.contacts ?? 0,
        unreachable: held?.unreachable ?? 0,
      },
    };
  };
}

function toSign({ subject, on }: SignRow): Sign {
  return { subject, on };
}

function onePerSubject(rows: readonly SignRow[]): readonly Sign[] {
  const latest = new Map<string, Sign>();
  for (const { subject, on } of rows) {
    const known = latest.get(subject);
    if (known === undefined || known.on < on) latest.set(subject, { subject, on });
  }
  return [...latest.values()];
}
