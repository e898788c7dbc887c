import type { Content } from './pdf-form.ts';
import type { ReviewPack } from '../domain/reviews/review-pack.ts';
import type { PackReader } from './reader.ts';

/** Who is invited to a review, one line a side; `client` is what the client's people are called. */
export function invited(
  { invitees }: Pick<ReviewPack, 'invitees'>,
  { reader, client }: { readonly reader: PackReader; readonly client: string },
): Content[] {
  const { t, format } = reader;
  const lines = (['ours', 'client'] as const).flatMap((side): Content[] => {
    const names = invitees.filter((one) => one.side === side).map(({ name }) => name);
    if (names.length === 0) return [];
    const of = side === 'ours' ? t('review.ours') : client;
    return [{ text: t('review.people', { side: of, names: format.list(names) }), margin: [0, 2, 0, 0] }];
  });
  if (lines.length === 0) return [];
  const heading: Content = { text: t('review.invited'), style: 'heading', margin: [0, 14, 0, 0] };
  return [{ stack: [heading, ...lines] }];
}
