import {
  auditDocumentKind,
  documentHash,
  headsHash,
  type AuditDocument,
  type SignedHead,
} from '../audit-document.ts';
import type { Db } from '../client.ts';
import type { ReceiptKey } from '../receipt-keys.ts';
import { signDocument } from '../signed-document.ts';

/** Signs as `issuer`, the service's public address. */
export interface AuditSigner {
  readonly key: ReceiptKey;
  readonly issuer: string;
}

interface LastSignature {
  day: string;
  document: string;
}

const rowsAtOnce = 1000;

/** Signs the heads of all audit chains once a day (UTC) and returns that day; `undefined` if it was done, or another worker is at it. */
export async function signAuditHeads(
  db: Db,
  { signer, now }: { readonly signer: AuditSigner; readonly now: Date },
): Promise<string | undefined> {
  return db.transaction(async (trx) => {
    const lock = `select pg_try_advisory_xact_lock(hashtext('kam audit signing')) as mine`;
    const [{ mine } = { mine: false }] = (await trx.raw<{ rows: { mine: boolean }[] }>(lock)).rows;
    if (!mine) return undefined;
    const day = now.toISOString().slice(0, 10);
    const last = await trx('audit_signature').orderBy('day', 'desc').first<LastSignature | undefined>();
    if (last !== undefined && last.day >= day) return undefined;
    await store(trx, { day, now, signer, last });
    return day;
  });
}

async function store(
  db: Db,
  signing: {
    readonly day: string;
    readonly now: Date;
    readonly signer: AuditSigner;
    readonly last: LastSignature | undefined;
  },
): Promise<void> {
  const { day, now, signer, last } = signing;
  const heads = await changedHeads(db);
  const said: AuditDocument = {
    issuer: signer.issuer,
    day,
    signedAt: now.toISOString(),
    heads: heads.length,
    headsSha256: headsHash(heads),
    previous: last === undefined ? null : { day: last.day, sha256: documentHash(last.document) },
  };
  const document = signDocument(said, { key: signer.key, type: auditDocumentKind.type });
  await db('audit_signature').insert({ day, document, signed_at: now });
  await db.batchInsert(
    'audit_signed_head',
    heads.map((head) => ({ day, ...head })),
    rowsAtOnce,
  );
}

async function changedHeads(db: Db): Promise<readonly SignedHead[]> {
  const { rows } = await db.raw<{ rows: SignedHead[] }>(
    `select c.chain, c.last_seq as seq, c.last_hash as hash from audit_chain c
      where c.last_seq is distinct from
        (select s.seq from audit_signed_head s where s.chain = c.chain order by s.day desc limit 1)`,
  );
  return rows;
}
