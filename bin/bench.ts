import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { benches } from '../bench/benches.ts';
import type { Figure } from '../bench/figure.ts';
import { DomainError } from '../domain/errors.ts';
import { createLauncher } from '../local/launcher.ts';
import { findFreePorts } from '../local/ports.ts';
import { startPostgres } from '../local/postgres.ts';
import { tellFailure } from './failure.ts';
import { readTestSettings } from './settings.ts';

interface BenchOptions {
  readonly only?: string;
  readonly json?: boolean;
}

try {
  const program = new Command('bench')
    .description(
      'Measure the published figures, each as a ratio: lower is better. TEST_POSTGRES_URL names a server to use.',
    )
    .option('--only <name>', `measure one of: ${benches.map(({ name }) => name).join(', ')}`)
    .option('--json', 'print JSON');
  const { only, json } = program.parse().opts<BenchOptions>();
  const figures = await measure(only);
  console.log(json ? JSON.stringify(figures, null, 2) : figures.map(line).join('\n'));
  if (figures.some(({ met }) => !met)) process.exitCode = 1;
} catch (error) {
  tellFailure(error);
}

async function measure(only: string | undefined): Promise<Figure[]> {
  const chosen = benches.filter(({ name }) => only === undefined || name === only);
  if (chosen.length === 0) throw new DomainError('invalid', `There is no figure named "${only ?? ''}".`);
  const folder = await mkdtemp(join(tmpdir(), 'kam-bench-'));
  await chmod(folder, 0o755);
  const launcher = createLauncher();
  try {
    const postgresUrl = readTestSettings().postgresUrl ?? (await startDatabase(launcher, folder));
    const figures: Figure[] = [];
    for (const bench of chosen) {
      figures.push(
        await bench.measure({ postgresUrl, report: (words) => console.error(`${bench.name}: ${words}`) }),
      );
    }
    return figures;
  } finally {
    await launcher.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function startDatabase(launcher: ReturnType<typeof createLauncher>, folder: string): Promise<string> {
  const [port = 0] = await findFreePorts(1);
  return startPostgres({
    launcher,
    dataFolder: join(folder, 'postgres'),
    logFile: join(folder, 'postgres.log'),
    port,
    password: 'postgres',
    tuning: { max_wal_size: '4GB' },
  });
}

function line({ name, value, unit, against, ratio, goal, met }: Figure): string {
  const measured = `${value.toFixed(2)} ${unit} against ${against.toFixed(2)} ${unit}`;
  return `${met ? 'met   ' : 'MISSED'} ${name}: ${ratio.toFixed(2)} (goal ${goal}), ${measured}`;
}
