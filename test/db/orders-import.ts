import { Readable } from 'node:stream';
import {
  importTransactions,
  type ImportOrder,
  type ImportResult,
} from '../../db/import/import-transactions.ts';
import { listImportBatches, listImportFaults } from '../../db/read-models/imports.ts';
import { parseImportMapping, type ImportMapping } from '../../domain/import-mapping.ts';
import type { Db } from '../../db/client.ts';

/** A small mapping of orders with keys of their own, contacts and a status, for tests of what an import does with a file. */
export function ordersMapping(changes: Record<string, unknown> = {}): ImportMapping {
  return parseImportMapping({
    source: 'orders',
    mode: 'snapshot',
    nulls: ['-'],
    account: { key: { column: 'customer', prefix: 'c-' }, name: { column: 'customer_name' } },
    contact: { key: { column: 'buyer' }, email: { column: 'buyer_mail' } },
    offering: { key: { column: 'product' }, line: { constant: 'Goods' } },
    transaction: {
      key: ['order'],
      bookedOn: { column: 'ordered', format: 'DD.MM.YYYY' },
      deliveredOn: { column: 'delivered', format: 'DD.MM.YYYY' },
      status: { column: 'state', values: { ok: 'delivered', new: 'open', void: 'cancelled' } },
      quantity: { column: 'pieces' },
      amount: { product: [{ column: 'price' }, { column: 'pieces' }] },
      currency: { constant: 'EUR' },
      attributes: { note: { text: { column: 'note' } } },
    },
    defaults: { programme: 'p', region: 'DE', timeZone: 'Europe/Berlin', currency: 'EUR' },
    ...changes,
  });
}

/** The header of the orders that `ordersMapping` reads. */
export const ordersHeader =
  'order,customer,customer_name,buyer,buyer_mail,product,ordered,delivered,state,pieces,price,note';

/** Imports a text or bytes as the file of orders. */
export function importOrders(
  db: Db,
  content: string | Buffer,
  order: Partial<Omit<ImportOrder, 'source'>> = {},
): Promise<ImportResult> {
  const source = Readable.from([Buffer.from(content)]);
  return importTransactions(db, {
    source,
    mapping: ordersMapping(),
    by: { kind: 'operator', id: 'ann' },
    now: new Date('2026-03-10T08:00:00Z'),
    ...order,
  });
}

/** Every fault of the latest import as `line column: reason`. */
export async function latestFaults(db: Db): Promise<string[]> {
  const [latest] = await listImportBatches(db, { after: undefined, limit: 1 });
  const faults = await listImportFaults(db, { batchId: latest?.id ?? '0', after: undefined, limit: 1000 });
  return faults.map(({ line, column, reason }) => `${line} ${column}: ${reason}`);
}
