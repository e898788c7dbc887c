import { execFile, spawnSync } from 'node:child_process';
import { chown, lchown, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { StackError } from './stack-error.ts';

const run = promisify(execFile);

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** How PostgreSQL is started: with which words before the command, and as which account if not as ourselves. */
export interface PostgresIdentity {
  readonly prefix: readonly string[];
  readonly account?: Account;
}

const OURSELVES: PostgresIdentity = { prefix: [] };
// In a user namespace PostgreSQL, which refuses to run as root, sees an ordinary account and root's own files.
const NAMESPACE: PostgresIdentity = { prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000'] };

/**
 * Decides as whom PostgreSQL runs, since it refuses root: as ourselves; else as the account `postgres` if that can
 * reach `folders`; else in a user namespace; else as a newly created account. Throws if none of these is possible.
 */
export async function postgresIdentity(folders: readonly string[]): Promise<PostgresIdentity> {
  if (process.getuid?.() !== 0) return OURSELVES;
  const existing = await findAccount();
  if (existing && (await reachesAll(existing, folders))) return { prefix: [], account: existing };
  if (spawnSync('unshare', [...NAMESPACE.prefix.slice(1), 'true']).status === 0) return NAMESPACE;
  const account = existing ?? (await createAccount());
  if (await reachesAll(account, folders)) return { prefix: [], account };
  throw new StackError(
    `PostgreSQL refuses to run as root, and its account "postgres" may not enter ${folders.join(' or ')}.`,
    'Start as an ordinary user, or move the folder to one that others may enter, such as /srv/kam.',
  );
}

/** Gives a file, or a folder with all in it, to whom PostgreSQL runs as, which may differ from the last start's. */
export async function giveTo(identity: PostgresIdentity, path: string): Promise<void> {
  const uid = identity.account?.uid ?? process.getuid?.();
  const gid = identity.account?.gid ?? process.getgid?.();
  const given = await stat(path);
  if (uid === undefined || gid === undefined || given.uid === uid) return;
  const entries = given.isDirectory() ? await readdir(path, { recursive: true }) : [];
  for (const entry of entries) await lchown(join(path, entry), uid, gid);
  await chown(path, uid, gid);
}

async function findAccount(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function createAccount(): Promise<Account> {
  await run('useradd', ['--system', '--user-group', 'postgres']).catch(() => undefined);
  const account = await findAccount();
  if (account) return account;
  throw new StackError(
    'PostgreSQL refuses to run as root, and no account "postgres" could be created.',
    'Start as an ordinary user.',
  );
}

async function reachesAll(account: Account, folders: readonly string[]): Promise<boolean> {
  const reached = await Promise.all(folders.map((folder) => reaches(account, resolve(folder))));
  return reached.every(Boolean);
}

async function reaches(account: Account, folder: string): Promise<boolean> {
  const { mode, uid } = await stat(folder);
  const enters = (mode & 0o001) !== 0 || (uid === account.uid && (mode & 0o100) !== 0);
  if (!enters) return false;
  return folder === dirname(folder) ? true : reaches(account, dirname(folder));
}
