import { pino } from 'pino';
import { createPageRoutes } from '../../api/pages/routes.tsx';
import { createLinkTokens } from '../../db/link-token.ts';
import { systemClock, type Clock } from '../../domain/clock.ts';
import { startServer, type TestServer } from '../api/server.ts';
import type { TestDatabase } from '../support/database.ts';
import { withoutDirectMail } from '../support/direct-mail.ts';
import { testSeal } from '../support/receipt-seal.ts';

/** Serves the pages as on a public address, where whoever reads them needs an API key; `ring` hears which processes are woken. */
export function servePublicly(
  { app: db }: TestDatabase,
  options: {
    readonly linksPerMinute?: number;
    readonly clock?: Clock;
    readonly ring?: (workflowId: string) => void;
  } = {},
): Promise<TestServer> {
  const { linksPerMinute = 100, clock = systemClock, ring } = options;
  const pages = createPageRoutes({
    db,
    links: createLinkTokens([{ id: 'test', key: new Uint8Array(32).fill(7) }]),
    receipts: testSeal,
    ...withoutDirectMail,
    clock,
    ring: (workflowId) => Promise.resolve(ring?.(workflowId)),
    publicUrl: 'https://kam.example',
    log: pino({ level: 'silent' }),
    addresses: [],
    linksPerMinute,
  });
  return startServer({ db, operations: [], pages });
}
