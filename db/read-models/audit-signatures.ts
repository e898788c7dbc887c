import {
  documentHash,
  headsHash,
  openAuditDocument,
  type AuditDocument,
  type SignedHead,
} from '../audit-document.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Db } from '../client.ts';

/** The signed days of the audit trail that hold, from the first to the last, and the first that does not. */
export interface SignatureReport {
  readonly wholeDays: number;
  readonly lastDay: string | undefined;
  readonly firstBroken: { readonly day: string; readonly fault: string } | undefined;
}

/** One day's signed document, as it was stored. */
export interface StoredSignature {
  readonly day: string;
  readonly document: string;
}

interface Check {
  readonly db: Db;
  readonly keys: string;
  readonly copies: ReadonlyMap<string, string>;
}

/** Every signed document in the order of the days; `day` gives that one alone. */
export function listSignatures(
  db: Db,
  of: { readonly day?: string } = {},
): Promise<readonly StoredSignature[]> {
  const rows = db('audit_signature').orderBy('day').select<StoredSignature[]>('day', 'document');
  return of.day === undefined ? rows : rows.where({ day: of.day });
}

/** The newest signed document; `undefined` before the first day. */
export function lastSignature(db: Db): Promise<StoredSignature | undefined> {
  return db('audit_signature').orderBy('day', 'desc').first<StoredSignature | undefined>('day', 'document');
}

/**
 * Checks every signed day against published keys and the trail: its signature, that it names the document before, that its heads
 * are those it vouches for, and that each is still an event with that hash. `copies` are documents kept elsewhere: each has to be
 * genuine (throws `invalid` otherwise) and the same as here. Call it in a repeatable-read transaction.
 */
export async function verifySignatures(
  db: Db,
  { keys, copies }: { readonly keys: string; readonly copies: readonly string[] },
): Promise<SignatureReport> {
  const kept = new Map(copies.map((copy) => [openAuditDocument(copy, keys).day, copy]));
  const stored = await listSignatures(db);
  const days = [...new Set([...stored.map(({ day }) => day), ...kept.keys()])].sort();
  const documents = new Map(stored.map(({ day, document }) => [day, document]));
  let before: StoredSignature | undefined;
  for (const [index, day] of days.entries()) {
    const document = documents.get(day);
    const fault =
      document === undefined
        ? 'a copy was kept elsewhere, but there is no signed document here any more'
        : await faultOf({ db, keys, copies: kept }, { day, document, before });
    if (fault !== undefined || document === undefined)
      return { wholeDays: index, lastDay: days.at(-1), firstBroken: { day, fault: fault ?? '' } };
    before = { day, document };
  }
  return { wholeDays: days.length, lastDay: days.at(-1), firstBroken: undefined };
}

async function faultOf(
  { db, keys, copies }: Check,
  signature: StoredSignature & { readonly before: StoredSignature | undefined },
): Promise<string | undefined> {
  const { day, document, before } = signature;
  let said: AuditDocument;
  try {
    said = openAuditDocument(document, keys);
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
  if (said.day !== day) return `its document was signed for ${said.day}`;
  const follows = before === undefined ? null : { day: before.day, sha256: documentHash(before.document) };
  if (said.previous?.day !== follows?.day || said.previous?.sha256 !== follows?.sha256)
    return `its document does not follow the one of ${follows?.day ?? 'any day'}: it names ${said.previous?.day ?? 'none'} before it`;
  const copy = copies.get(day);
  if (copy !== undefined && copy !== document) return 'its document is not the one of which a copy was kept';
  const heads = await db('audit_signed_head').where({ day }).select<SignedHead[]>('chain', 'seq', 'hash');
  if (headsHash(heads) !== said.headsSha256) return 'the heads stored with it are not those that were signed';
  return missingHead(db, day);
}

async function missingHead(db: Db, day: string): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { chain: string; seq: number }[] }>(
    `select s.chain, s.seq from audit_signed_head s
      left join audit_event e on e.chain = s.chain and e.seq = s.seq and e.hash = s.hash
      where s.day = :day and e.chain is null order by s.chain limit 1`,
    { day },
  );
  const [head] = rows;
  return head && `event ${head.seq} of ${head.chain} is not there any more with the hash that was signed`;
}
