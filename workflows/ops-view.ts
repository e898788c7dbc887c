import { setCurrentDetails, setHandler, upsertSearchAttributes } from '@temporalio/workflow';
import { processStateQuery, searchAttributes, type ProcessView } from './process/messages.ts';

/** Shows the process to ops: search attributes (which need no worker), current details and a query (which do). */
export interface OpsView {
  /** `stuck` names what cannot be done at present and why; it is tried again later. */
  show(view: ProcessView, stuck: readonly string[]): void;
}

const ops = 'ops';
const andMore = 'and-more';

function lineOf({
  person,
  waitingFor,
  since,
  hoursWaited,
  until,
  then,
}: ProcessView['blockedOn'][number]): string {
  return [
    `- **${person}**: ${waitingFor}`,
    ...(since === undefined ? [] : [`since ${since}`]),
    ...(hoursWaited === undefined ? [] : [`${hoursWaited} business hours`]),
    until === null ? 'without an end' : `until ${until}`,
    ...(typeof then === 'string' ? [`then ${then}`] : []),
  ].join(', ');
}

function details(shown: { title: string; view: ProcessView; stuck: readonly string[] }): string {
  const { title, view, stuck } = shown;
  const people = view.blockedOn.map(lineOf);
  const more = view.blockedCount - view.blockedOn.length;
  const waits = [
    ...stuck.map((what) => `- **${ops}**: ${what}`),
    ...people,
    ...(more > 0 ? [`- and ${more} more`] : []),
  ];
  const alarms = (view.alarms ?? []).map((alarm) => `- ${alarm}`);
  const next = view.next ? `${view.next.effect} ${view.next.subject} at ${view.next.at}` : 'nothing is due';
  return [
    `**${title}**`,
    '',
    `Stage: ${view.stage}`,
    ...(view.severity === undefined ? [] : [`Severity: ${view.severity}`]),
    '',
    view.asOf === undefined ? 'Waits for' : `Waits for, as of ${view.asOf}`,
    ...(waits.length > 0 ? waits : ['- nobody']),
    '',
    `Next: ${next}`,
    ...(alarms.length > 0 ? ['', 'Alarms', ...alarms] : []),
  ].join('\n');
}

// A keyword list holds 2,048 bytes at most, so the view names only those who have kept the process waiting longest.
function blockedOn(view: ProcessView, stuck: readonly string[]): string[] {
  const names = new Set(view.blockedOn.map(({ person }) => person));
  if (stuck.length > 0) names.add(ops);
  if (view.blockedCount > view.blockedOn.length) names.add(andMore);
  return [...names].sort();
}

function attributesOf(
  view: ProcessView,
  stuck: readonly string[],
): Parameters<typeof upsertSearchAttributes>[0] {
  return [
    { key: searchAttributes.account, value: view.accountId },
    { key: searchAttributes.stage, value: view.stage },
    { key: searchAttributes.owner, value: view.owner },
    ...(view.severity === undefined ? [] : [{ key: searchAttributes.severity, value: view.severity }]),
    { key: searchAttributes.blockedOn, value: blockedOn(view, stuck) },
    { key: searchAttributes.due, value: view.next ? new Date(view.next.at) : null },
  ];
}

/** Registers the state query; `show` writes search attributes only when one of them changed. `title` heads the details in every run. */
export function openOpsView(title: string): OpsView {
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
    show(view, stuck) {
      latest = view;
      setCurrentDetails(details({ title, view, stuck }));
      const attributes = attributesOf(view, stuck);
      const text = JSON.stringify(attributes);
      if (text !== written) upsertSearchAttributes(attributes);
      written = text;
    },
  };
}
