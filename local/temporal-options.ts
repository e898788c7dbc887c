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
}
