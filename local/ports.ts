import { randomInt } from 'node:crypto';
import { createConnection, createServer } from 'node:net';

// Above the fixed ports people use and below those that systems hand out for outgoing connections; Temporal's schema
// cannot store one above 32767.
const LOWEST = 20_000;
const HIGHEST = 32_000;

/** Finds `count` different ports from 20000 to 31999 that nobody listens on at 127.0.0.1 at this moment. */
export async function findFreePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

/** Whether this process could listen on a port of 127.0.0.1 now. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listening = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (listening) await new Promise((resolve) => server.close(resolve));
  return listening;
}

/** Connects to a TCP port and hangs up; rejects if nobody answers within two seconds. */
export async function probePort(host: string, port: number): Promise<void> {
  const socket = createConnection({ host, port, timeout: 2_000 });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('timeout', () => reject(new Error(`nothing answers at ${host}:${String(port)}`)));
      socket.once('error', reject);
    });
  } finally {
    socket.destroy();
  }
}
