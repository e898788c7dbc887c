import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import type { Db } from '../../db/client.ts';
import { importTransactions } from '../../db/import/import-transactions.ts';
import type { Actor } from '../../domain/actor.ts';
import type { Clock } from '../../domain/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import type { ImportMapping } from '../../domain/import-mapping.ts';
import { HttpProblem } from '../problems.ts';
import type { ReceivedFile } from './receive-upload.ts';

/** A received file and how to take it; `discard` removes it when the import has ended. */
interface ImportWish {
  readonly file: ReceivedFile;
  readonly mapping: ImportMapping;
  readonly skipBadRows: boolean;
  readonly confirmRemoval: boolean;
  readonly shiftMonths: number | undefined;
  readonly by: Actor;
  readonly discard: () => Promise<void>;
}

/** The imports of this API process. */
export interface ImportRunner {
  /** Begins an import and returns the number of its batch while it goes on. Throws `conflict`, or 503 when too many run. */
  start(wish: ImportWish): Promise<string>;
  /** Breaks off what still runs, so that each batch says that it was interrupted, and waits for that. */
  stop(): Promise<void>;
}

const atOnce = 2;

function tooMany(): HttpProblem {
  const detail = `${atOnce} imports are running here; send the file again when one has ended.`;
  return new HttpProblem({ status: 503, type: 'busy', detail, headers: { 'Retry-After': '30' } });
}

type Running = Map<Readable, Promise<void>>;

interface RunnerDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly log: Logger;
}

function begin(deps: RunnerDeps & { readonly running: Running }, wish: ImportWish): Promise<string> {
  const { db, clock, log, running } = deps;
  const { file, mapping, skipBadRows, confirmRemoval, shiftMonths, by } = wish;
  return new Promise((resolve, reject) => {
    const source = createReadStream(file.path);
    const done = importTransactions(db, {
      source,
      mapping,
      skipBadRows,
      confirmRemoval,
      shiftMonths,
      by,
      now: clock.now(),
      fileName: file.fileName,
      bytesTotal: file.bytes,
      onProgress: ({ batchId }) => resolve(batchId),
    })
      .then(() => undefined)
      .catch((error: unknown) => {
        if (!(error instanceof DomainError)) log.error({ err: error }, 'an import failed');
        reject(error instanceof Error ? error : new Error(String(error)));
      })
      .finally(() => {
        running.delete(source);
        return wish.discard();
      });
    running.set(source, done);
  });
}

/** Runs imports inside this process on `db`, which must be the pool: each takes one connection for as long as it lasts. */
export function createImportRunner(deps: RunnerDeps): ImportRunner {
  const running: Running = new Map();
  return {
    async start(wish) {
      if (running.size >= atOnce) throw tooMany();
      return await begin({ ...deps, running }, wish);
    },
    async stop() {
      const ending = [...running];
      const reason = new DomainError('closed', 'The API was stopped: send the file again.');
      for (const [source] of ending) source.destroy(reason);
      await Promise.all(ending.map(([, done]) => done));
    },
  };
}
