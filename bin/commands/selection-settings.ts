import type { Command } from 'commander';
import { standardKey } from '../../db/stores/criteria-sets.ts';
import { DomainError } from '../../domain/errors.ts';
import type { PanelPolicyWish } from '../../domain/selection/panel.ts';

/** What a cycle is started with, as options. */
export interface SettingOptions {
  readonly panel: string;
  readonly lead?: string;
  readonly set?: string;
  readonly policy?: 'any' | 'all' | 'quorum';
  readonly quorum?: number;
  readonly expireAfter?: number;
  readonly onExpiry?: 'escalate' | 'reject' | 'keepWaiting';
  readonly verify?: 'link' | 'code';
  readonly undoMinutes?: number;
  readonly nominationHours?: number;
}

function wholeFrom(least: number) {
  return (text: string): number => {
    const value = /^\d{1,4}$/.test(text) ? Number(text) : -1;
    if (value >= least) return value;
    throw new DomainError('invalid', `"${text}" must be a whole number from ${least} on.`);
  };
}

function oneOf<Word extends string>(words: readonly Word[]) {
  return (text: string): Word => {
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    throw new DomainError('invalid', `"${text}" must be one of ${words.join(', ')}.`);
  };
}

/** Adds the options of a cycle's settings to a command. */
export function addSettingOptions(command: Command): Command {
  return command
    .requiredOption('--panel <people>', 'who decides: keys or addresses, separated by commas')
    .option('--lead <person>', "who leads; the programme's owner unless given")
    .option('--set <key>', `the criteria set, its latest version; "${standardKey}" unless given`)
    .option('--policy <kind>', 'any, all or quorum', oneOf(['any', 'all', 'quorum'] as const))
    .option('--quorum <n>', 'how many of the panel have to approve', wholeFrom(1))
    .option('--expire-after <hours>', 'business hours in which the panel answers', wholeFrom(1))
    .option(
      '--on-expiry <what>',
      'escalate, reject or keepWaiting',
      oneOf(['escalate', 'reject', 'keepWaiting'] as const),
    )
    .option('--verify <how>', 'link or code', oneOf(['link', 'code'] as const))
    .option('--undo-minutes <n>', 'how long a decision can be taken back', wholeFrom(0))
    .option('--nomination-hours <n>', 'business hours for nominations and vetoes', wholeFrom(0));
}

/** The settings in the options; what they leave open is left out. */
export function settingsOf(options: SettingOptions): {
  readonly panel: readonly string[];
  readonly lead?: string | undefined;
  readonly criteriaSet?: string | undefined;
  readonly policy?: PanelPolicyWish | undefined;
  readonly nominationHours?: number | undefined;
} {
  const policy = {
    kind: options.policy,
    quorum: options.quorum,
    expireAfterHours: options.expireAfter,
    onExpiry: options.onExpiry,
    verify: options.verify,
    undoMinutes: options.undoMinutes,
  };
  const given = Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== undefined));
  return {
    panel: options.panel
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
    lead: options.lead,
    criteriaSet: options.set,
    policy: Object.keys(given).length === 0 ? undefined : given,
    nominationHours: options.nominationHours,
  };
}
