import type { Db } from '../client.ts';

const size = 25_000;

/** Goes through the accounts of a programme in batches by number: each above `from` and up to `to`. Returns what `read` found in each. */
export async function inAccountBatches<Found>(
  db: Db,
  {
    programmeId,
    read,
  }: {
    readonly programmeId: string;
    readonly read: (range: { readonly from: string; readonly to: string }) => Promise<Found>;
  },
): Promise<readonly Found[]> {
  const found: Found[] = [];
  let from = '0';
  for (;;) {
    const next = db('account')
      .where({ programme_id: programmeId })
      .where('id', '>', from)
      .orderBy('id')
      .limit(size)
      .select('id');
    const [row] = await db(next.as('next')).max<{ max: string | null }[]>('id');
    const to = row?.max ?? null;
    if (to === null) return found;
    found.push(await read({ from, to }));
    from = to;
  }
}
