import type { OpenLease } from '../../db/read-models/lease-view.ts';
import type { Commitment } from '../../db/stores/commitment-rows.ts';
import type { PageReader } from '../../web/page-reader.ts';
import type { LeasePageProps } from '../../web/pages/lease-page.tsx';

type Shown = Pick<
  LeasePageProps,
  | 'daysUntended'
  | 'health'
  | 'tendedAt'
  | 'told'
  | 'steps'
  | 'overdue'
  | 'blocked'
  | 'commitments'
  | 'changes'
>;

/** How a plan stands, as its manager's page shows it. */
export function leaseToShow(open: OpenLease, reader: PageReader): Shown {
  const { health: lease, standing } = open;
  const at = lease.toldAt ?? lease.tellAt;
  return {
    daysUntended: lease.daysUntended,
    health: lease.health,
    tendedAt: lease.tendedAt,
    told: open.told && at ? { name: open.told.name, at, since: lease.toldAt !== null } : undefined,
    steps: standing.steps,
    overdue: standing.overdue.map(({ title, dueOn, ownerId }) => ({
      title,
      dueOn,
      owner: open.ownerName(ownerId),
    })),
    blocked: standing.blocked.map(({ title, blocked }) => ({ title, reason: blocked?.reason ?? '' })),
    commitments: standing.commitments.map((one) => inWords(one, reader)),
    changes: open.changes.map(({ by, ...change }) => ({
      ...change,
      by: by.kind === 'operator' ? reader.t('lease.by.operator') : open.nameOf(by),
    })),
  };
}

function inWords(one: Commitment, { t, format }: PageReader): string {
  const { text, ownerName: owner, dueOn, proposedOn, status } = one;
  const words = { text, owner, day: format.day(dueOn) };
  if (proposedOn !== null)
    return t('lease.commitment.proposed', { ...words, proposed: format.day(proposedOn) });
  return t(status === 'missed' ? 'lease.commitment.missed' : 'lease.commitment', words);
}
