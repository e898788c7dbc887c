import { setCurrentDetails, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import { processStateQuery, searchAttributes, type ProcessView } from './process/messages.ts';

/** Shows the process to ops: search attributes (which need no worker), current details and a query (which do). */
export interface OpsView {
  show(view: ProcessView): void;
}

function details(view: ProcessView): string {
  const people = view.blockedOn.map(
    ({ person, waitingFor, until }) => `- **${person}**: ${waitingFor}${until ? `, until ${until}` : ''}`,
  );
  const next = view.next
    ? `Next: ${view.next.effect} ${view.next.subject} at ${view.next.at}`
    : 'Next: nothing is due';
  return [
    `**Stage:** ${view.stage}`,
    '',
    'Waits for',
    ...(people.length > 0 ? people : ['- nobody']),
    '',
    next,
  ].join('\n');
}

function attributesOf(view: ProcessView): Parameters<typeof upsertSearchAttributes>[0] {
  return [
    { key: searchAttributes.account, value: view.accountId },
    { key: searchAttributes.stage, value: view.stage },
    { key: searchAttributes.owner, value: view.owner },
    {
      key: searchAttributes.blockedOn,
      value: [...new Set(view.blockedOn.map(({ person }) => person))].sort(),
    },
    { key: searchAttributes.due, value: view.next ? new Date(view.next.at) : null },
  ];
}

/** Registers the state query; `show` writes search attributes only when one of them changed. */
export function openOpsView(): OpsView {
  let latest: ProcessView | undefined;
  let written = '';
  setHandler(
    processStateQuery,
    () => {
      if (!latest) throw new Error('The process has not read its records yet.');
      return latest;
    },
    { description: 'What this process waits for, on whom, until when.' },
  );
  return {
    show(view) {
      latest = view;
      setCurrentDetails(details(view));
      const attributes = attributesOf(view);
      const text = JSON.stringify(attributes);
      if (text !== written) upsertSearchAttributes(attributes);
      written = text;
    },
  };
}
