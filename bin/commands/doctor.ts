import type { Command } from 'commander';
import { examineParts } from '../doctor-parts.ts';
import type { PartReport } from '../doctor-parts.ts';
import { readDoctorSettings } from '../settings.ts';

/** Adds `kam doctor`: every part of the installation with its version and address; exits with 1 if one is down. */
export function registerDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('tell which parts are up, and their versions')
    .option('--json', 'print JSON')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const parts = await examineParts(readDoctorSettings());
      if (json) console.log(JSON.stringify(parts, null, 2));
      else parts.forEach((part) => console.log(lineFor(part)));
      if (parts.some(({ up }) => !up)) process.exitCode = 1;
    });
}

function lineFor({ name, up, version, address, hint }: PartReport): string {
  const state = up ? 'up  ' : 'DOWN';
  const line = `${state}  ${name.padEnd(16)} ${(version ?? '–').padEnd(16)} ${address}`;
  return hint === null ? line : `${line}\n      ${hint}`;
}
