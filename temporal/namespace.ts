import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

const RETENTION = '90 days';
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const PATIENCE_MS = 30_000;

/** Which server to talk to; an API key implies TLS. */
export interface TemporalAddress {
  readonly address: string;
  readonly tls?: boolean;
  readonly apiKey?: string | undefined;
}

/** A Temporal server's version, or a rejection if it does not serve requests yet. */
export async function temporalVersion(server: TemporalAddress): Promise<string> {
  return withConnection(server, async ({ workflowService }) => {
    const { serverVersion } = await workflowService.getSystemInfo({});
    return serverVersion;
  });
}

/** Rejects if the server does not know the namespace. */
export async function findNamespace(server: TemporalAddress, namespace: string): Promise<void> {
  await withConnection(server, ({ workflowService }) => workflowService.describeNamespace({ namespace }));
}

/**
 * Registers a namespace if there is none of that name and returns once the server answers for it. Closed workflows
 * are kept 90 days; the product's own records are kept in Postgres.
 */
export async function ensureNamespace(server: TemporalAddress, namespace: string): Promise<void> {
  await withConnection(server, async (connection) => {
    await register(connection, namespace);
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      try {
        await connection.workflowService.countWorkflowExecutions({ namespace });
        return;
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  });
}

// Only a missing namespace is registered: a hosted server may know it and yet forbid registering any.
async function register(connection: Connection, namespace: string): Promise<void> {
  try {
    await connection.workflowService.describeNamespace({ namespace });
    return;
  } catch (error) {
    if ((error as { code?: number }).code !== NOT_FOUND) throw error;
  }
  try {
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: msToTs(RETENTION),
    });
  } catch (error) {
    if ((error as { code?: number }).code !== ALREADY_EXISTS) throw error;
  }
}

async function withConnection<Result>(
  { address, tls, apiKey }: TemporalAddress,
  use: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const security = apiKey === undefined ? { tls: tls ?? false } : { tls: true, apiKey };
  const connection = await Connection.connect({ address, connectTimeout: '2s', ...security });
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}
