import { isFree } from './ports.ts';
import type { StackPorts } from './stack-environment.ts';
import { StackError } from './stack-error.ts';

const VARIABLES: Readonly<Record<keyof StackPorts, string>> = {
  api: 'API_PORT',
  worker: 'WORKER_PORT',
  postgres: 'POSTGRES_PORT',
  temporal: 'TEMPORAL_PORT',
  temporalUi: 'TEMPORAL_UI_PORT',
  mailbox: 'MAILBOX_PORT',
  smtp: 'MAILBOX_SMTP_PORT',
};

/** Throws a {@link StackError} that names every port which another program, or another of the parts, already has. */
export async function refuseTakenPorts(
  ports: StackPorts,
  parts: readonly (keyof StackPorts)[],
): Promise<void> {
  const free = await Promise.all(parts.map((part) => isFree(ports[part])));
  const repeated = parts.filter((part, index) =>
    parts.slice(0, index).some((other) => ports[other] === ports[part]),
  );
  const taken = parts.filter((part, index) => free[index] === false || repeated.includes(part));
  if (taken.length === 0) return;
  const list = taken.map((part) => `${String(ports[part])} (${VARIABLES[part]})`).join(', ');
  const words =
    taken.length === 1 ? [`Port ${list} is`, 'that variable'] : [`Ports ${list} are`, 'those variables'];
  throw new StackError(
    `${words[0] ?? ''} already taken.`,
    `End what listens there, or set ${words[1] ?? ''} to other ports, in the environment or in .env.`,
  );
}
