import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StackError } from './stack-error.ts';

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'may not be written by this account',
  EPERM: 'may not be written by this account',
  EROFS: 'lies on a disk that is mounted read-only',
  ENOSPC: 'lies on a disk that is full',
  ENOTDIR: 'is no folder, or lies below something that is none',
  EEXIST: 'is no folder',
};

/** Where the embedded stack keeps everything: data, logs, settings and the record of its processes. */
export interface StackFolder {
  readonly path: string;
  readonly environmentFile: string;
  readonly recordFile: string;
  readonly postgres: string;
  readonly temporal: string;
  readonly mailbox: string;
  /** There while the sample data is being imported. */
  readonly unfinishedSample: string;
  log(name: string): string;
}

/** The layout of a stack's folder; touches no disk. */
export function stackFolder(path: string): StackFolder {
  return {
    path,
    environmentFile: join(path, 'env'),
    recordFile: join(path, 'stack.json'),
    postgres: join(path, 'postgres'),
    temporal: join(path, 'temporal'),
    mailbox: join(path, 'mailbox'),
    unfinishedSample: join(path, 'sample.unfinished'),
    log: (name) => join(path, 'logs', `${name}.log`),
  };
}

/** Creates the folder where it is missing. Throws a {@link StackError} if it cannot be written. */
export async function prepareFolder(folder: StackFolder): Promise<void> {
  const trial = join(folder.path, `.written-by-${String(process.pid)}`);
  try {
    for (const path of [folder.mailbox, dirname(folder.log('any'))]) await mkdir(path, { recursive: true });
    await writeFile(trial, 'x');
    await rm(trial);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new StackError(
      `The folder ${folder.path} ${REASONS[code] ?? `cannot be used (${message})`}.`,
      'Make it writable, or set KAM_FOLDER to another folder.',
    );
  }
}
