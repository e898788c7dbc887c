import { Client, Connection } from '@temporalio/client';

/** How to reach Temporal; an API key implies TLS. */
export interface TemporalAddress {
  readonly address: string;
  readonly namespace: string;
  readonly apiKey: string | undefined;
  readonly tls: boolean;
}

/** A client that connects when it is first used, so that an API can start while Temporal is down. */
export function createClient(settings: TemporalAddress): Client {
  const connection = Connection.lazy({
    address: settings.address,
    tls: settings.tls,
    ...(settings.apiKey !== undefined && { apiKey: settings.apiKey }),
  });
  return new Client({ connection, namespace: settings.namespace });
}
