import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

const RETENTION = '90 days';
const ALREADY_EXISTS = 6;

/** A Temporal server's version, or a rejection if it does not serve requests yet. */
export async function temporalVersion(address: string): Promise<string> {
  return withConnection(address, async (connection) => {
    const info = await connection.workflowService.getSystemInfo({});
    return info.serverVersion ?? 'unknown';
  });
}

/**
 * Registers a namespace if there is none of that name and returns once the server answers for it. Closed workflows
 * are kept 90 days; the product's own records are kept in Postgres.
 */
export async function ensureNamespace(address: string, namespace: string): Promise<void> {
  await withConnection(address, async (connection) => {
    await register(connection, namespace);
    const deadline = performance.now() + 30_000;
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

async function register(connection: Connection, namespace: string): Promise<void> {
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
  address: string,
  use: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const connection = await Connection.connect({ address, connectTimeout: '2s' });
  try {
    return await use(connection);
  } finally {
    await connection.close();
  }
}
