import { Command } from 'commander';
import { tellFailure } from './failure.ts';
import { version } from './version.ts';

interface CommandModule {
  readonly description: string;
  /** Loads the command's module, which is done only for the command that is run. */
  readonly register: (program: Command) => Promise<void>;
}

const COMMANDS: Readonly<Record<string, CommandModule>> = {
  doctor: {
    description: 'tell which parts are up, and their versions',
    register: async (program) => (await import('./commands/doctor.ts')).registerDoctorCommand(program),
  },
  import: {
    description: 'import transactions and accounts from a CSV by a mapping',
    register: async (program) => (await import('./commands/import.ts')).registerImportCommand(program),
  },
  people: {
    description: 'import people and who answers for which account',
    register: async (program) => (await import('./commands/people.ts')).registerPeopleCommand(program),
  },
  selection: {
    description: 'score accounts, and select key accounts',
    register: async (program) => (await import('./commands/selection.ts')).registerSelectionCommand(program),
  },
  assign: {
    description: 'give each account the manager who fits',
    register: async (program) => (await import('./commands/assign.ts')).registerAssignCommand(program),
  },
  review: {
    description: 'start and follow account reviews',
    register: async (program) => (await import('./commands/review.ts')).registerReviewCommand(program),
  },
  quarterly: {
    description: 'quarterly reviews of accounts',
    register: async (program) => (await import('./commands/quarterly.ts')).registerQuarterlyCommand(program),
  },
  plan: {
    description: 'annual plans and their steps',
    register: async (program) => (await import('./commands/plan.ts')).registerPlanCommand(program),
  },
  kpis: {
    description: 'KPIs, what they rest on, and how targets stand',
    register: async (program) => (await import('./commands/kpis.ts')).registerKpisCommand(program),
  },
  rates: {
    description: 'exchange rates by day',
    register: async (program) => (await import('./commands/rates.ts')).registerRatesCommand(program),
  },
  warnings: {
    description: 'early warning: alarms, their rules and sweeps',
    register: async (program) => (await import('./commands/warnings.ts')).registerWarningsCommand(program),
  },
  'escalation-policy': {
    description: 'how fast escalations are answered, and who is asked',
    register: async (program) =>
      (await import('./commands/escalation-policy.ts')).registerEscalationPolicyCommand(program),
  },
  escalations: {
    description: 'causes that somebody has to take, and who has them',
    register: async (program) =>
      (await import('./commands/escalations.ts')).registerEscalationsCommand(program),
  },
  chat: {
    description: 'chats that news of a programme is posted to',
    register: async (program) => (await import('./commands/chat.ts')).registerChatCommand(program),
  },
  'on-call': {
    description: 'who is asked to take escalations, and when',
    register: async (program) => (await import('./commands/on-call.ts')).registerOnCallCommand(program),
  },
  improvement: {
    description: 'what the firm changes because of what it learned',
    register: async (program) =>
      (await import('./commands/improvements.ts')).registerImprovementCommand(program),
  },
  commitments: {
    description: 'what both sides have committed themselves to',
    register: async (program) =>
      (await import('./commands/commitments.ts')).registerCommitmentsCommand(program),
  },
  health: {
    description: 'the health of key accounts, and why it moved',
    register: async (program) => (await import('./commands/health.ts')).registerHealthCommand(program),
  },
  programme: {
    description: 'how a programme is run, by its records',
    register: async (program) => (await import('./commands/programme.ts')).registerProgrammeCommand(program),
  },
  surveys: {
    description: 'how the contacts of clients see us, and what was done about it',
    register: async (program) => (await import('./commands/surveys.ts')).registerSurveysCommand(program),
  },
  approvals: {
    description: 'who is blocking',
    register: async (program) => (await import('./commands/approvals.ts')).registerApprovalsCommand(program),
  },
  process: {
    description: 'processes as their records tell them, and starting a stopped one again',
    register: async (program) => (await import('./commands/process.ts')).registerProcessCommand(program),
  },
  audit: {
    description: 'prove that the audit trail is as it was written',
    register: async (program) => (await import('./commands/audit.ts')).registerAuditCommand(program),
  },
  receipt: {
    description: 'prove that a receipt of a decision is genuine',
    register: async (program) => (await import('./commands/receipt.ts')).registerReceiptCommand(program),
  },
  keys: {
    description: 'make, list and revoke API keys',
    register: async (program) => (await import('./commands/keys.ts')).registerKeysCommand(program),
  },
};

// A reader such as "head" may go away before the last line.
process.stdout.on('error', () => undefined);

try {
  const program = new Command('kam')
    .description('Key account management as durable workflows. The stack is started with "npm start".')
    .version(version);
  const wanted = process.argv.slice(2).find((word) => word !== 'help' && !word.startsWith('-')) ?? '';
  await registerCommands(program, wanted);
  offerJson(program);
  await program.parseAsync();
} catch (error) {
  tellFailure(error);
}

async function registerCommands(program: Command, wanted: string): Promise<void> {
  const module = COMMANDS[wanted];
  if (module) return module.register(program);
  for (const [name, { description }] of Object.entries(COMMANDS))
    program.command(name).description(description);
}

// Every command can answer as JSON, also one that has nothing to say but that it is done.
function offerJson(command: Command): void {
  for (const sub of command.commands) {
    if (sub.commands.length > 0) offerJson(sub);
    else if (!sub.options.some(({ long }) => long === '--json')) sub.option('--json', 'print JSON');
  }
}
