import { listInbox, listRecentDecisions, type InboxItem } from '../../db/read-models/inbox.ts';
import { createPageReader } from '../../web/page-reader.ts';
import type { BulkFormProps } from '../../web/pages/inbox-bulk-form.tsx';
import { InboxPage, type InboxItemProps } from '../../web/pages/inbox-page.tsx';
import type { PageAnswer } from '../decision-links/page-answer.ts';
import { mostAtOnce } from './bulk.tsx';
import type { InboxParts, SignedIn } from './session.ts';

const shownDecisions = 10;

/** The inbox of who is signed in, with what was given when a form of it was not complete. */
export async function inboxPage(
  { db, clock }: InboxParts,
  { who, form }: { readonly who: SignedIn; readonly form: BulkFormProps['form'] },
): Promise<PageAnswer> {
  const personId = who.person.id;
  const found = await listInbox(db, { personId, now: clock.now(), limit: mostAtOnce });
  const decided = await listRecentDecisions(db, { personId, limit: shownDecisions });
  const page = (
    <InboxPage
      reader={createPageReader(who.person)}
      name={who.person.name}
      items={found.slice(0, mostAtOnce).map(itemProps)}
      more={found.length > mostAtOnce}
      decided={decided.map((one) => ({ ...one, path: pathOf(one.seatId) }))}
      form={form}
    />
  );
  return { status: form.fault === undefined ? 200 : 422, page };
}

function itemProps(item: InboxItem): InboxItemProps {
  const { seatId, requestId, contentHash, cost } = item;
  const costs = /[1-9]/.test(cost.amount) ? cost : null;
  return { ...item, key: `${requestId}:${contentHash}`, path: pathOf(seatId), cost: costs };
}

function pathOf(seatId: string): string {
  return `/inbox/requests/${seatId}`;
}
