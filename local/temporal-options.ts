import type { Launcher } from './launcher.ts';

/** Where a server keeps its files and listens; without `uiPort` it has no UI. */
export interface TemporalOptions {
  readonly launcher: Launcher;
  readonly folder: string;
  readonly logFile: string;
  readonly postgresUrl: string;
  readonly namespace: string;
  readonly port: number;
  readonly uiPort?: number;
  /** Dynamic configuration of the server beside what every server here gets, for instance a low limit in tests. */
  readonly dynamicConfig?: Readonly<Record<string, boolean | number>>;
}

/** The server's dynamic configuration: skipping time, and search attributes that can be used as soon as they are registered. */
export function dynamicConfigOf(
  options: Pick<TemporalOptions, 'dynamicConfig'>,
): [string, boolean | number][] {
  return Object.entries({
    'frontend.WorkflowTimeSkippingEnabled': true,
    'system.forceSearchAttributesCacheRefreshOnRead': true,
    ...options.dynamicConfig,
  });
}
