import { SingleBar } from 'cli-progress';
import type { ImportProgress } from '../db/import/import-transactions.ts';

/** Tells on stderr how far an import has come: a bar on a terminal, a line for every tenth of the file in a pipe. */
export function showImportProgress(bytesTotal: number): {
  show(progress: ImportProgress): void;
  end(): void;
} {
  if (process.stderr.isTTY) return showBar(bytesTotal);
  let told = -1;
  return {
    show: ({ stage, bytesRead, rowsRead }) => {
      const tenth = stage === 'merging' ? 11 : Math.floor((bytesRead / Math.max(bytesTotal, 1)) * 10);
      if (tenth <= told) return;
      told = tenth;
      console.error(
        stage === 'merging' ? `${rowsRead} rows read, storing them` : `${tenth * 10}% read, ${rowsRead} rows`,
      );
    },
    end: () => undefined,
  };
}

function showBar(bytesTotal: number): ReturnType<typeof showImportProgress> {
  const bar = new SingleBar({
    format: '{bar} {percentage}% | {rows} rows | {stage}',
    clearOnComplete: false,
  });
  bar.start(bytesTotal, 0, { rows: 0, stage: 'reading' });
  return {
    show: ({ stage, bytesRead, rowsRead }) => bar.update(bytesRead, { rows: rowsRead, stage }),
    end: () => bar.stop(),
  };
}
