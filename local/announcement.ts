import { join } from 'node:path';
import type { StackEnvironment } from './stack-environment.ts';

/** What the announcement tells of; `apiKey` only at the first start. */
export interface Announcement {
  readonly variables: StackEnvironment['variables'];
  readonly apiKey: string | undefined;
  readonly withSample: boolean;
  readonly folder: string;
}

/** What a person needs to know once the stack is ready: every address, the first API key, and what to try next. */
export function announcement({ variables, apiKey, withSample, folder }: Announcement): readonly string[] {
  const { PUBLIC_URL = '', TEMPORAL_UI_URL = '', TEMPORAL_NAMESPACE = '', MAILBOX_PORT = '' } = variables;
  const settings = join(folder, 'env');
  const addresses = [
    ['Home page', `${PUBLIC_URL}/`],
    ['API', `${PUBLIC_URL}/v1, described at ${PUBLIC_URL}/docs`],
    ['Mailbox', `http://127.0.0.1:${MAILBOX_PORT}/ (takes mails at ${variables['SMTP_URL'] ?? ''})`],
    ['Temporal', variables['TEMPORAL_ADDRESS'] ?? ''],
    ...(TEMPORAL_UI_URL === ''
      ? []
      : [['Temporal UI', `${TEMPORAL_UI_URL}/namespaces/${TEMPORAL_NAMESPACE}/workflows`]]),
    ['PostgreSQL', `127.0.0.1:${variables['POSTGRES_PORT'] ?? ''}, database kam (logins in ${settings})`],
    ['Logs', join(folder, 'logs')],
    ...(apiKey === undefined ? [] : [['API key', `${apiKey} (an admin's; shown this once)`]]),
  ];
  return [
    '',
    ...addresses.map(([name = '', value = '']) => `  ${name.padEnd(13)}${value}`),
    '',
    'What to try next:',
    ...nextSteps(withSample),
    '',
  ];
}

function nextSteps(withSample: boolean): readonly string[] {
  const year = String(new Date().getFullYear() + 1);
  const first = withSample
    ? [
        [`npx kam review start agent-1 --year ${year}`, "draft next year's plan of an imported account"],
        ['npx kam plan list', 'see the plan and its number, at first 1'],
        ['npx kam plan submit 1', 'ask its approvers by mail'],
      ]
    : [['npx kam import --help', 'import your own accounts and transactions']];
  const steps = [
    ['npx kam doctor', 'see every part and its version'],
    ...first,
    ['npm run stop', 'end the stack'],
  ];
  return steps.map(([command = '', purpose = '']) => `  ${command.padEnd(44)}${purpose}`);
}
