import { createServer, type Server } from 'node:http';
import { collectDefaultMetrics, Registry } from 'prom-client';

/** What the worker's health port tells. `sdkMetrics` is the address of the Temporal SDK's own exporter. */
export interface WorkerHealth {
  readonly version: string;
  readonly sdkMetrics: string;
  /** Never rejects. */
  isReady(): Promise<boolean>;
}

async function metrics(registry: Registry, sdkMetrics: string): Promise<string> {
  const own = await registry.metrics();
  const sdk = await fetch(sdkMetrics).then(
    (answer) => answer.text(),
    () => '',
  );
  return `${own}\n${sdk}`;
}

/** Serves `/livez`, `/readyz` and `/metrics` (the process's own and the Temporal SDK's) on a port of its own. */
export function createHealthServer(health: WorkerHealth): Server {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const json = (status: string): string => JSON.stringify({ status, version: health.version });
  return createServer((request, response) => {
    const send = (code: number, { body, type }: { body: string; type: string }): void => {
      response.writeHead(code, { 'content-type': type }).end(body);
    };
    const answer = (code: number, status: string): void =>
      send(code, { body: json(status), type: 'application/json' });
    if (request.url === '/livez') return answer(200, 'live');
    if (request.url === '/readyz') {
      void health.isReady().then((ready) => (ready ? answer(200, 'ready') : answer(503, 'not ready')));
      return;
    }
    if (request.url !== '/metrics') return answer(404, 'not found');
    metrics(registry, health.sdkMetrics).then(
      (body) => send(200, { body, type: registry.contentType }),
      () => answer(500, 'metrics failed'),
    );
  });
}
