/** A run of words of two versions of a text: in both, only in the one before, or only in the one after. */
export interface WordRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Texts this short are read faster whole, one after the other. */
const shortest = 80;
/** With less in common than this share of the longer text, it is another text, not a changed one. */
const leastInCommon = 0.3;

/**
 * The words in which a long text was changed, in the order of reading; joined without the removed ones they are the text after, without
 * the added ones the text before. `undefined` for short texts, and for those that have too little in common.
 */
export function wordChanges(before: string, after: string): readonly WordRun[] | undefined {
  if (Math.min(before.length, after.length) < shortest) return undefined;
  const [old, now] = [pieces(before), pieces(after)];
  const runs = joined(compared(old, now));
  const common = runs.reduce(
    (length, { kind, text }) => (kind === 'same' ? length + text.length : length),
    0,
  );
  return common < leastInCommon * Math.max(before.length, after.length) ? undefined : runs;
}

/** The changed passages of a text in pairs: what was there and what is there now; '' where nothing was or is. */
export function changedPassages(
  runs: readonly WordRun[],
): readonly { readonly before: string; readonly after: string }[] {
  const passages: { before: string; after: string }[] = [];
  let open: { before: string; after: string } | undefined;
  for (const { kind, text } of runs) {
    if (kind === 'same') {
      open = undefined;
      continue;
    }
    if (open === undefined) passages.push((open = { before: '', after: '' }));
    if (kind === 'removed') open.before += text;
    else open.after += text;
  }
  return passages.map((one) => ({ before: one.before.trim(), after: one.after.trim() }));
}

// A word with the space after it, so that joining gives the text again.
function pieces(text: string): readonly string[] {
  return text.match(/\s+|\S+\s*/g) ?? [];
}

/** The longest common subsequence of words; texts of a step are short enough for its table. */
function compared(old: readonly string[], now: readonly string[]): readonly WordRun[] {
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const runs: WordRun[] = [];
  for (let i = 0, j = 0; i < old.length || j < now.length;) {
    const [was, is] = [old[i], now[j]];
    if (was !== undefined && was === is) {
      runs.push({ kind: 'same', text: was });
      i += 1;
      j += 1;
    } else if (was !== undefined && (is === undefined || at(i + 1, j) >= at(i, j + 1))) {
      runs.push({ kind: 'removed', text: was });
      i += 1;
    } else if (is !== undefined) {
      runs.push({ kind: 'added', text: is });
      j += 1;
    }
  }
  return runs;
}

// Neighbours of one kind become one run; within a change, what was removed comes before what was added.
function joined(runs: readonly WordRun[]): readonly WordRun[] {
  const result: WordRun[] = [];
  let removed = '';
  let added = '';
  const flush = (): void => {
    if (removed !== '') result.push({ kind: 'removed', text: removed });
    if (added !== '') result.push({ kind: 'added', text: added });
    removed = added = '';
  };
  for (const { kind, text } of runs) {
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else {
      flush();
      const last = result.at(-1);
      if (last?.kind === 'same') result[result.length - 1] = { kind, text: last.text + text };
      else result.push({ kind, text });
    }
  }
  flush();
  return result;
}
