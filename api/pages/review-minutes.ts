import { planningAccount } from '../../db/read-models/planning-context.ts';
import { colleagues } from '../../db/read-models/colleagues.ts';
import { decisionsWantedOf } from '../../db/read-models/review-figures.ts';
import { getQuarterlyReview, listInvitees } from '../../db/stores/review-rows.ts';
import type { Db } from '../../db/client.ts';
import type { Fault } from '../../domain/errors.ts';
import { minutesSchema, type Minutes } from '../../domain/reviews/minutes.ts';
import type { FormFault } from '../../web/pages/plan-form-page.tsx';
import type { MinutesPageProps } from '../../web/pages/review-minutes-page.tsx';
import { textIn, textsIn, type FormBody } from './plan-body.ts';
import { issueText } from './plan-faults.ts';
import { reviewTitle } from './review.ts';
import { anybody } from './send-page.ts';

const rows = { others: 2, actions: 6 } as const;
const indices = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** The form of a review's minutes, with what was typed in it so far. Throws `notFound`. */
export async function minutesForm(
  db: Db,
  {
    reviewId,
    body,
    faults,
  }: { readonly reviewId: string; readonly body: FormBody; readonly faults: readonly FormFault[] },
): Promise<MinutesPageProps> {
  const review = await getQuarterlyReview(db, { id: reviewId });
  const account = await planningAccount(db, review.accountId);
  const invitees = await listInvitees(db, reviewId);
  const wanted = await decisionsWantedOf(db, review);
  const there = new Set(textsIn(body, 'there'));
  return {
    reader: anybody,
    reviewId,
    title: reviewTitle(account.name, review),
    version: review.version,
    faults,
    invitees: invitees.map(({ id, name }) => ({ id, name, there: there.has(id) })),
    decisions: wanted.map(({ title }, index) => ({ title, outcome: textIn(body, `outcome-${index}`) })),
    others: indices(rows.others).map((index) => ({
      title: textIn(body, `other-${index}`),
      outcome: textIn(body, `other-${index}-outcome`),
    })),
    actions: indices(rows.actions).map((index) => actionIn(body, index)),
    owners: await ownersOf(db, review.accountId),
    notes: textIn(body, 'notes'),
  };
}

function actionIn(body: FormBody, index: number): MinutesPageProps['actions'][number] {
  const field = (name: string): string => textIn(body, `action-${index}-${name}`);
  const becomes = field('becomes');
  return {
    text: textIn(body, `action-${index}`),
    owner: field('owner'),
    dueOn: field('dueOn'),
    becomes: becomes === '' ? 'commitment' : becomes,
  };
}

async function ownersOf(db: Db, accountId: string): Promise<MinutesPageProps['owners']> {
  const { t } = anybody;
  const people = await colleagues(db, []);
  const contacts = await db('contact')
    .where({ account_id: accountId })
    .orderBy('name')
    .select<{ id: string; name: string }[]>('id', 'name');
  return [
    ...people.map(({ id, name }) => ({ value: `person:${id}`, label: `${name} (${t('review.ours')})` })),
    ...contacts.map(({ id, name }) => ({ value: `contact:${id}`, label: `${name} (${t('review.client')})` })),
  ];
}

/** The minutes as they were typed, or what is wrong with them. Rows left empty are left out. */
export function minutesIn(
  body: FormBody,
  inviteeIds: readonly string[],
):
  | { readonly minutes: Minutes; readonly rowOf: readonly number[] }
  | { readonly faults: readonly FormFault[] } {
  const there = new Set(textsIn(body, 'there'));
  const actions = indices(rows.actions)
    .map((index) => ({ index, ...actionIn(body, index) }))
    .filter(({ text, owner, dueOn }) => text !== '' || owner !== '' || dueOn !== '');
  const rowOf = actions.map(({ index }) => index);
  const read = minutesSchema.safeParse({
    notes: textIn(body, 'notes'),
    attendance: inviteeIds.map((inviteeId) => ({ inviteeId, attended: there.has(inviteeId) })),
    decisions: decisionsIn(body),
    actions: actions.map(({ text, owner, dueOn, becomes }) => ({ text, dueOn, becomes, ...ownerIn(owner) })),
  });
  if (read.success) return { minutes: read.data, rowOf };
  return {
    faults: read.error.issues.map((issue) => {
      const path = issue.path.map(String);
      return faultAt({ path, message: issueText(issue, ' ') }, rowOf);
    }),
  };
}

function decisionsIn(body: FormBody): readonly { title: string; outcome: string | null }[] {
  const wanted = Object.keys(body)
    .flatMap((name) => /^wanted-(\d+)$/.exec(name)?.[1] ?? [])
    .map((index) => ({ title: textIn(body, `wanted-${index}`), outcome: textIn(body, `outcome-${index}`) }));
  const others = indices(rows.others)
    .map((index) => ({
      title: textIn(body, `other-${index}`),
      outcome: textIn(body, `other-${index}-outcome`),
    }))
    .filter(({ title }) => title !== '');
  return [...wanted, ...others].map(({ title, outcome }) => ({
    title,
    outcome: outcome === '' ? null : outcome,
  }));
}

function ownerIn(owner: string): { ownerId?: string; contactId?: string } {
  const [kind, id] = owner.split(':');
  if (id === undefined) return {};
  return kind === 'contact' ? { contactId: id } : { ownerId: id };
}

/** What a store found wrong with minutes, at the fields of the form. */
export function faultsAt(faults: readonly Fault[], rowOf: readonly number[]): readonly FormFault[] {
  return faults.map(({ path, message }) => faultAt({ path: path.split('/').slice(1), message }, rowOf));
}

const fieldOf: Readonly<Record<string, string>> = {
  ownerId: '-owner',
  contactId: '-owner',
  dueOn: '-dueOn',
  becomes: '-becomes',
};

function faultAt(
  { path, message }: { readonly path: readonly string[]; readonly message: string },
  rowOf: readonly number[],
): FormFault {
  const { t } = anybody;
  const [part, index = '0', field = ''] = path;
  if (part !== 'actions') return { href: undefined, place: t('review.minutes'), message };
  const row = rowOf[Number(index)] ?? 0;
  return {
    href: `#action-${row}${fieldOf[field] ?? ''}`,
    place: t('review.minutes.action', { number: row + 1 }),
    message,
  };
}
